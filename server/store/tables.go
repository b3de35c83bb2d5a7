package store

// documentTable is a table with rows of documents.
type documentTable struct {
	name string
	// gone says which of its rows belong to documents that are taken out for
	// good: a condition of SQL, in which (GONE) stands for the ids of those.
	gone string
}

// documentTables are all tables with anything of a document in them, in the order
// in which rows can be taken out: what refers to another before that other. A
// table that is not here is named in otherTables; a test reads schema.sql and
// demands it.
var documentTables = []documentTable{
	{"event", `doc IN (GONE)`},
	{"approval", `doc IN (GONE)`},
	{"waiver", `doc IN (GONE)`},
	{"orphan", `doc IN (GONE)`},
	{"tally", `doc IN (GONE)`},
	{"ledger", `doc IN (GONE)`},
	{"original", `doc IN (GONE)`},
	{"notice", `doc IN (GONE)`},
	{"comment", `doc IN (GONE)`},
	{"thread", `doc IN (GONE)`},
	// Texts are shared by all documents, and one that no approval names any more
	// may be of those gone: it was approved there, and that was taken back.
	{"content", `hash NOT IN (SELECT a FROM approval UNION SELECT b FROM approval)`},
	{"segment", `doc IN (GONE)`},
	// A cell outlives a unit that was merged away, and then only its own row
	// tells of it, not of which document it was.
	{"cell", `unit IN (SELECT id FROM unit WHERE doc IN (GONE)) OR unit NOT IN (SELECT id FROM unit)`},
	{"unit", `doc IN (GONE)`},
	{"project_document", `doc IN (GONE)`},
	{"role", `kind = 'document' AND place IN (GONE)`},
	{"invitation", `kind = 'document' AND place IN (GONE)`},
	{"document", `id IN (GONE)`},
}

// otherTables hold nothing that belongs to one document.
var otherTables = []string{"meta", "person", "account", "session", "passkey", "token", "record", "project"}
