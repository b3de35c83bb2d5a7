-- Every table, in the present shape. Portable SQL: ids are ULIDs as text, times
-- are unix milliseconds, lists and objects are JSON texts. Older files are
-- brought up by the numbered steps in server/store/migrations.go.
--
-- What is true of a document is here; what follows from it (findings, whether a
-- pair is approved or stale, counts) is worked out whenever it is needed.

-- name: 'schema' (number of the shape), 'program' (version of the one that made it so), 'epoch' (another one after a backup was
-- restored, so that browsers notice).
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Somebody who changes documents. Everything that somebody did names them by id;
-- whoever types the same name is the same person.
CREATE TABLE person (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,             -- as it was typed, every blank and capital
  created BIGINT NOT NULL
);
CREATE INDEX person_name ON person (name);

CREATE TABLE document (
  id       TEXT PRIMARY KEY,
  title    TEXT NOT NULL,
  versions TEXT NOT NULL,            -- JSON array of tags
  required TEXT NOT NULL,            -- JSON array of pairs that must be approved
  checks   TEXT NOT NULL DEFAULT '', -- JSON: how it wants to be checked; '' = as usual
  created  BIGINT NOT NULL,
  changed  BIGINT NOT NULL,
  deleted  BIGINT NOT NULL DEFAULT 0, -- when; 0 = it is there
  head     BIGINT NOT NULL,          -- seq of the newest event
  chain    TEXT NOT NULL             -- hash of the newest event
);

-- A unit that was merged into another has no row any more; events tell of it.
CREATE TABLE unit (
  id         TEXT PRIMARY KEY,
  doc        TEXT NOT NULL REFERENCES document (id),
  place      BIGINT NOT NULL,        -- order in the document, with gaps for insertion
  confidence DOUBLE PRECISION NOT NULL,
  why        TEXT NOT NULL           -- JSON array of sentences
);
CREATE INDEX unit_place ON unit (doc, place);

CREATE TABLE segment (
  id      TEXT PRIMARY KEY,
  doc     TEXT NOT NULL REFERENCES document (id),
  version TEXT NOT NULL,
  kind    TEXT NOT NULL,
  unit    TEXT,                      -- NULL: joined into another segment
  place   BIGINT NOT NULL,           -- order in its cell
  rev     BIGINT NOT NULL,           -- number of the newest revision
  text    TEXT NOT NULL,             -- at rev
  origin  TEXT NOT NULL,             -- at revision 0
  maker   TEXT NOT NULL DEFAULT ''   -- id of whose step made it; '' = it came with its document
);
CREATE INDEX segment_doc ON segment (doc);

-- The state that a person gave a cell; without a row it is done, or missing
-- when the cell has no text.
CREATE TABLE cell (
  unit    TEXT NOT NULL,
  version TEXT NOT NULL,
  state   TEXT NOT NULL,             -- imported, draft, converted, done, rework; no row = imported
  made    TEXT NOT NULL DEFAULT '',  -- converted: from what version and revision, zh-Hans@12; rework: why
  PRIMARY KEY (unit, version)
);

-- Everything that ever changed a document, without a gap from seq 1. A row with
-- seg is also the revision rev of that segment: ops leads from the text at
-- rev - 1 to the text at rev. chain is a hash over the row and the chain before.
CREATE TABLE event (
  doc    TEXT NOT NULL REFERENCES document (id),
  seq    BIGINT NOT NULL,
  kind   TEXT NOT NULL,              -- create, edit, struct, approve, withdraw, state, waive, unwaive, title, checks, accept, sign
  who    TEXT NOT NULL,              -- id of the person
  at     BIGINT NOT NULL,
  client TEXT,                       -- NULL: made by the server
  msg    TEXT,                       -- the client's id of its message
  digest TEXT,                       -- of the message, to tell a repeat from another message
  seg    TEXT,
  rev    BIGINT,
  ops    TEXT,
  body   TEXT,                       -- JSON: what the event says beyond the columns
  chain  TEXT NOT NULL,
  PRIMARY KEY (doc, seq),
  UNIQUE (doc, client, msg),
  UNIQUE (seg, rev)
);
CREATE INDEX event_step ON event (doc, seq) WHERE kind = 'struct';
CREATE INDEX event_sign ON event (doc, seq) WHERE kind = 'sign';

-- "These two exact texts say the same." unit is where they stood. plain_a and plain_b
-- are hashes of the two with what a cosmetic edit may change folded away: the approval
-- is carried over to texts of that unit that fold alike.
CREATE TABLE approval (
  doc    TEXT NOT NULL REFERENCES document (id),
  pair   TEXT NOT NULL,              -- en:zh-Hans, en:zh-Hant, zh-Hans:zh-Hant
  a      TEXT NOT NULL,              -- content hash of the first version's cell
  b      TEXT NOT NULL,
  unit   TEXT NOT NULL,
  who    TEXT NOT NULL,              -- id of the person
  at     BIGINT NOT NULL,
  seq    BIGINT NOT NULL,
  plain_a TEXT NOT NULL DEFAULT '',
  plain_b TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (doc, pair, a, b, unit)
);
CREATE INDEX approval_at ON approval (at);

-- Texts that were approved, by content hash, so that a later text can be
-- compared with them.
CREATE TABLE content (
  hash TEXT PRIMARY KEY,
  text TEXT NOT NULL
);

-- "This finding is all right." Void as soon as a hash is no longer the cell's, or
-- the check has another version.
CREATE TABLE waiver (
  doc     TEXT NOT NULL REFERENCES document (id),
  unit    TEXT NOT NULL,
  rule    TEXT NOT NULL,            -- id of the check
  pair    TEXT NOT NULL,            -- the finding's versions with colons between them
  finding TEXT NOT NULL,            -- id of the finding; '' = all of that check and pair
  version BIGINT NOT NULL,          -- of the check; 0 = any
  hashes  TEXT NOT NULL,            -- content hashes of those cells, with colons
  who     TEXT NOT NULL,            -- id of the person
  at      BIGINT NOT NULL,
  reason  TEXT NOT NULL,
  seq     BIGINT NOT NULL,
  PRIMARY KEY (doc, unit, rule, pair, finding)
);

-- Texts of refused edits: nothing typed is dropped. The oldest go first.
CREATE TABLE orphan (
  doc    TEXT NOT NULL,
  client TEXT NOT NULL,
  msg    TEXT NOT NULL,
  seg    TEXT NOT NULL,
  who    TEXT NOT NULL,              -- id of the person
  at     BIGINT NOT NULL,
  why    TEXT NOT NULL,
  message TEXT NOT NULL,             -- the refused message as it came
  PRIMARY KEY (doc, client, msg)
);
CREATE INDEX orphan_age ON orphan (doc, at);

-- A file that a document was made of, as it came, so that its texts can be written
-- back into it.
CREATE TABLE original (
  doc     TEXT NOT NULL REFERENCES document (id),
  place   BIGINT NOT NULL,           -- order among the files of the document, from 0
  name    TEXT NOT NULL,
  format  TEXT NOT NULL,             -- as package format calls it
  mode    TEXT NOT NULL,             -- how its paragraphs were told apart
  version TEXT NOT NULL,             -- tag of the version that it was given for; '' = the file says
  size    BIGINT NOT NULL,           -- bytes
  data    TEXT NOT NULL,             -- the bytes, compressed (DEFLATE) and written in base 64
  keys    TEXT NOT NULL,             -- JSON: which segment each of its texts became
  PRIMARY KEY (doc, place)
);

-- A cache of counts for the list of documents; may be emptied at any time.
CREATE TABLE tally (
  doc   TEXT PRIMARY KEY,
  seq   BIGINT NOT NULL,             -- the event up to which it counts
  rules TEXT NOT NULL,               -- which checks counted
  body  TEXT NOT NULL
);

-- How many findings of a check went away because somebody mended the text. What
-- was ever raised is these, the open ones and the waived ones together.
CREATE TABLE ledger (
  doc   TEXT NOT NULL REFERENCES document (id),
  rule  TEXT NOT NULL,               -- id of the check
  fixed BIGINT NOT NULL,
  PRIMARY KEY (doc, rule)
);

-- Somebody who can sign in. Without any account a server asks for none.
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

-- What somebody may do, and where.
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

-- A browser in which somebody has signed in. What the cookie says is not here, only
-- its hash; so it is with invitations and tokens.
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

-- A key that an authenticator keeps and signs with, instead of a password.
CREATE TABLE passkey (
  id         TEXT PRIMARY KEY,
  credential TEXT NOT NULL UNIQUE,       -- id that the authenticator gave it, base64url
  person     TEXT NOT NULL REFERENCES account (person),
  site       TEXT NOT NULL,              -- name of the server that it is for
  name       TEXT NOT NULL,              -- what its person calls it
  public     TEXT NOT NULL,              -- key that its signatures are tried with: COSE, base64url
  model      TEXT NOT NULL,              -- of the authenticator: AAGUID, base64url; '' = not told
  transports TEXT NOT NULL,              -- how it is reached, with commas: internal, usb, …
  counter    BIGINT NOT NULL,            -- how often it has signed, as it says; 0 = it does not count
  eligible   BIGINT NOT NULL,            -- 1 = it may be copied to other devices of its person
  backed     BIGINT NOT NULL,            -- 1 = it was, when it signed last
  created    BIGINT NOT NULL,
  seen       BIGINT NOT NULL DEFAULT 0   -- when it signed last
);
CREATE INDEX passkey_of ON passkey (person);

-- A link with which somebody makes an account of their own, once.
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

-- A key with which a program does what a person may do, at most as role.
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

-- What people did that somebody may have to answer for, without a gap from seq 1.
-- Rows are added and never altered: chain is a hash over the row and the chain
-- before, and meta has that of the newest under 'record'.
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

-- What people say to each other about a unit, or about words in it. It is no part of
-- what the document is, and no event of it.
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

-- What concerns a person. What a comment says is read from the comment.
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
