package store

import "embed"

// migrations holds NNN.sql for every schema after the first: what leads from
// NNN-1 to NNN.
//
//go:embed migrations
var migrations embed.FS
