CREATE TABLE account (
  person   TEXT PRIMARY KEY REFERENCES person (id),
  email    TEXT NOT NULL,              -- as it was typed
  folded   TEXT NOT NULL UNIQUE,       -- as it is looked for
  password TEXT NOT NULL DEFAULT '',   -- argon2id, with its salt and its costs; '' = none
  language TEXT NOT NULL DEFAULT '',
  zone     TEXT NOT NULL DEFAULT '',   -- time zone, Asia/Taipei
  keys     TEXT NOT NULL DEFAULT '',   -- JSON: keys that differ from the usual ones
  created  BIGINT NOT NULL,
  disabled BIGINT NOT NULL DEFAULT 0   -- since when; 0 = may sign in
);

CREATE TABLE role (
  person   TEXT NOT NULL REFERENCES account (person),
  kind     TEXT NOT NULL,              -- all, project, document
  place    TEXT NOT NULL,              -- id of the project or document; '' = all
  role     TEXT NOT NULL,              -- viewer, commenter, translator, editor, qa, manager, admin
  versions TEXT NOT NULL DEFAULT '',   -- of a translator: tags with commas; '' = every version
  giver    TEXT NOT NULL,              -- id of the person; '' = whoever runs the server
  at       BIGINT NOT NULL,
  PRIMARY KEY (person, kind, place)
);

CREATE TABLE session (
  hash    TEXT PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  person  TEXT NOT NULL REFERENCES account (person),
  created BIGINT NOT NULL,
  seen    BIGINT NOT NULL,             -- now and then
  expires BIGINT NOT NULL,
  agent   TEXT NOT NULL,               -- what the browser calls itself
  address TEXT NOT NULL
);

CREATE TABLE invitation (
  hash     TEXT PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  email    TEXT NOT NULL,              -- whom it is for; '' = whoever has the link
  kind     TEXT NOT NULL,              -- as in role
  place    TEXT NOT NULL,
  role     TEXT NOT NULL,
  versions TEXT NOT NULL,
  giver    TEXT NOT NULL,              -- id of the person
  created  BIGINT NOT NULL,
  expires  BIGINT NOT NULL,
  taker    TEXT NOT NULL DEFAULT ''    -- id of the person; '' = nobody yet
);

CREATE TABLE token (
  hash    TEXT PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  person  TEXT NOT NULL REFERENCES account (person),
  name    TEXT NOT NULL,
  role    TEXT NOT NULL,
  created BIGINT NOT NULL,
  seen    BIGINT NOT NULL DEFAULT 0,   -- now and then
  expires BIGINT NOT NULL
);

CREATE TABLE record (
  seq     BIGINT PRIMARY KEY,
  at      BIGINT NOT NULL,
  who     TEXT NOT NULL,               -- id of the person; '' = nobody who is known
  address TEXT NOT NULL,
  act     TEXT NOT NULL,               -- session.new, role.set, approve, …
  about   TEXT NOT NULL,               -- id of a document, a person, an invitation, …
  body    TEXT NOT NULL,               -- JSON: what else there is to say
  chain   TEXT NOT NULL
);
CREATE INDEX record_about ON record (about, seq);
