package format

import _ "embed"

// plotHTML is the page of the alignment plot.
//
//go:embed plot.html
var plotHTML string
