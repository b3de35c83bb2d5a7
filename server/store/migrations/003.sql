ALTER TABLE cell ADD COLUMN made TEXT NOT NULL DEFAULT '';

ALTER TABLE waiver RENAME TO waiver_2;
CREATE TABLE waiver (
  doc     TEXT NOT NULL REFERENCES document (id),
  unit    TEXT NOT NULL,
  rule    TEXT NOT NULL,
  pair    TEXT NOT NULL,
  finding TEXT NOT NULL,
  version BIGINT NOT NULL,
  hashes  TEXT NOT NULL,
  who     TEXT NOT NULL,
  at      BIGINT NOT NULL,
  reason  TEXT NOT NULL,
  seq     BIGINT NOT NULL,
  PRIMARY KEY (doc, unit, rule, pair, finding)
);
INSERT INTO waiver SELECT doc, unit, rule, pair, '', 0, hashes, who, at, reason, seq FROM waiver_2;
DROP TABLE waiver_2;
