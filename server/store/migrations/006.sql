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
