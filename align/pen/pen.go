// Package pen finds slips of the pen that show in the words of one version: a word with
// a wrong character, English words that were left in.
//
// The one guarantee: somebody must have meant what is said to be meant. The other
// Chinese version or the English says it, or nothing is found.
package pen

import (
	"embed"

	"triptych/align/fit"
)

// words are the lists of this package: see package list for their form.
//
//go:embed words
var words embed.FS

// Numbers lists the chosen numbers of the package, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("pen", &fitted) }
