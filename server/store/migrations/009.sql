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
