-- Of a part that was split off, who split it, so that asking needs no look through
-- the steps.
ALTER TABLE segment ADD COLUMN maker TEXT NOT NULL DEFAULT '';
