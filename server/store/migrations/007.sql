-- A named set of documents, with ways of checking and approving of its own.
CREATE TABLE project (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  checks  TEXT NOT NULL DEFAULT '',  -- JSON: how its documents want to be checked; '' = as usual
  eyes    BIGINT NOT NULL DEFAULT 0, -- 1 = who last edited a text does not approve it
  created BIGINT NOT NULL
);

-- Which project a document is in; it is in one at most.
CREATE TABLE project_document (
  doc     TEXT PRIMARY KEY REFERENCES document (id),
  project TEXT NOT NULL REFERENCES project (id)
);
CREATE INDEX project_document_of ON project_document (project);
