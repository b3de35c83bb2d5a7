package revise

import "triptych/align/fit"

// Numbers lists the numbers of the package that were chosen, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("revise", &fitted) }

type params struct {
	like alikeness `set:"chosen" date:"2026-11-29"`
}

// alikeness says from where on two paragraphs count as one that was edited. Shares are of
// the words of both, the rarer ones counting more. Chosen on 79 edited paragraphs of the
// Open Source Guides among all others of the same guide: TestCorporaLikeness.
type alikeness struct {
	// edited is the least share of words that an edited paragraph keeps in its place,
	// moved of one that stands elsewhere by now.
	edited, moved float64
	// part is the least share of a paragraph's words that another must have for it to
	// count as a part of that one, split off or merged.
	part float64
	// few is the number of words from which on a paragraph has enough of its own to be
	// known again elsewhere, or as a part, in other words than before.
	few float64
}

var fitted = params{like: alikeness{edited: .4, moved: .7, part: .7, few: 5}}
