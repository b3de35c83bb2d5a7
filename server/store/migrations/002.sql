ALTER TABLE document ADD COLUMN checks TEXT NOT NULL DEFAULT '';

CREATE TABLE ledger (
  doc   TEXT NOT NULL REFERENCES document (id),
  rule  TEXT NOT NULL,
  fixed BIGINT NOT NULL,
  PRIMARY KEY (doc, rule)
);
