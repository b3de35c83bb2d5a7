-- Comments, in threads.
CREATE TABLE thread (
  id       TEXT PRIMARY KEY,
  doc      TEXT NOT NULL REFERENCES document (id),
  unit     TEXT NOT NULL,              -- about which it began
  segs     TEXT NOT NULL,              -- JSON: the unit's segments then, the one that it is about first
  quote    TEXT NOT NULL,              -- words in the first of them; '' = about the unit
  rev      BIGINT NOT NULL,            -- counts its changes
  resolved BIGINT NOT NULL DEFAULT 0,  -- when; 0 = it is open
  resolver TEXT NOT NULL DEFAULT ''    -- id of the person
);
CREATE INDEX thread_doc ON thread (doc);

CREATE TABLE comment (
  id       TEXT PRIMARY KEY,
  doc      TEXT NOT NULL REFERENCES document (id),
  thread   TEXT NOT NULL REFERENCES thread (id),
  who      TEXT NOT NULL,              -- id of the person
  at       BIGINT NOT NULL,
  text     TEXT NOT NULL,              -- '' = taken back, and erased since
  mentions TEXT NOT NULL,              -- JSON: ids and names of people
  edited   BIGINT NOT NULL DEFAULT 0,  -- when it was put otherwise; 0 = never
  was      TEXT NOT NULL DEFAULT '[]', -- JSON: its earlier words
  gone     BIGINT NOT NULL DEFAULT 0   -- when it was taken back; 0 = it was not
);
CREATE INDEX comment_doc ON comment (doc, thread);
CREATE INDEX comment_who ON comment (who, at);
