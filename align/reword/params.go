package reword

import "triptych/align/fit"

// Numbers lists the numbers of the package, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("reword", &fitted) }

// params hold what it takes to read a difference.
type params struct {
	// words is how many words with a meaning one version must have for itself.
	words int `set:"chosen" date:"2026-11-29" min:"1"`
	// clause is how many characters that only one version has are a clause.
	clause int `set:"trilingual" date:"2026-11-25"`
	// denial is how many characters a difference has at most that is a denial alone.
	denial int `set:"chosen" date:"2026-11-29"`
	// order is what it counts, in nats, that the English says two things in the order of
	// one version, or has the pronoun of one alone.
	order float64 `set:"chosen" date:"2026-11-29"`
}

var fitted = params{words: 2, clause: 6, denial: 3, order: 2}
