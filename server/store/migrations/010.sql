-- Approvals are carried over cosmetic edits: the hashes of folded texts, see schema.sql.
ALTER TABLE approval ADD COLUMN plain_a TEXT NOT NULL DEFAULT '';
ALTER TABLE approval ADD COLUMN plain_b TEXT NOT NULL DEFAULT '';
