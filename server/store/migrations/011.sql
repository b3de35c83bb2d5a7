-- Documents are signed off, which are events of their own.
CREATE INDEX event_sign ON event (doc, seq) WHERE kind = 'sign';
