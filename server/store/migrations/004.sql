CREATE TABLE person (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  created BIGINT NOT NULL
);
CREATE INDEX person_name ON person (name);
CREATE INDEX approval_at ON approval (at);
