-- What concerns a person: mentions, answers, cells sent back.
CREATE TABLE notice (
  id      TEXT PRIMARY KEY,            -- of a comment: its id and that of the person, with a colon
  person  TEXT NOT NULL REFERENCES account (person),
  at      BIGINT NOT NULL,
  kind    TEXT NOT NULL,               -- mention, reply, rework
  doc     TEXT NOT NULL REFERENCES document (id),
  unit    TEXT NOT NULL,
  thread  TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',    -- rework: of the cell
  text    TEXT NOT NULL DEFAULT '',    -- rework: why
  who     TEXT NOT NULL,               -- id of the person who did it
  seen    BIGINT NOT NULL DEFAULT 0    -- when it was read; 0 = it was not
);
CREATE INDEX notice_person ON notice (person, at);
