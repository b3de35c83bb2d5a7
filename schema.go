// Package triptych holds what must stand at the top of the tree: the database
// schema. The packages:
//
//	cmd/triptych    the program, one file per subcommand
//	cmd/pack        packs the dictionaries that npm delivers into files that Go embeds
//	align           text in, units out; pure
//	align/zh        script conversion and folding
//	align/quantity  numbers, dates, percents as comparable values
//	align/lexicon   English–Chinese word pairs
//	align/check     drift: units in, findings out
//	align/format    files in, versions out, and the reverse
//	server          HTTP, websocket, one room per open document
//	server/change   ChangeSets: apply, map, compose, invert
//	server/store    the only package that speaks SQL
//	web             the browser editor
//
// Imports run one way: cmd, server, store, then (this package, change, align);
// check and format import align; align imports zh, quantity and lexicon.
package triptych

import _ "embed"

// Schema creates an empty database in its present shape.
//
//go:embed schema.sql
var Schema string
