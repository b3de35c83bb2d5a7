package lexicon

import "triptych/align/fit"

// Numbers lists the numbers of the package that were chosen, for `triptych tune`.
// They work when a dictionary is read or packed: what is embedded has those that
// the program was built with.
func Numbers() []fit.Number { return fit.Of("lexicon", &fitted) }

type params struct {
	// glossWords is the most words of a gloss that says what a word means;
	// longer ones describe it, and their words would speak for anything.
	glossWords int `set:"chosen" date:"2026-11-24"`
	// remark is what a name in brackets is worth beside a gloss, as a share of
	// the whole meaning: 奥斯陆, "Oslo (capital of Norway)".
	remark float32 `set:"chosen" date:"2026-11-24"`
	// nameWords is the most words of a name that a gloss begins with.
	nameWords int `set:"chosen" date:"2026-11-25"`
	// nameLetters is the fewest letters of a name of one word: "Li" and "Wu" are
	// too many people's.
	nameLetters int `set:"chosen" date:"2026-11-25"`
}

var fitted = params{glossWords: 8, remark: .5, nameWords: 4, nameLetters: 3}
