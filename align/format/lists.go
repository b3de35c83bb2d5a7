package format

import "embed"

// words are the lists of this package: see package list for their form.
//
//go:embed words
var words embed.FS
