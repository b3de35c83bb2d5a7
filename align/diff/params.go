package diff

import "triptych/align/fit"

// params are the numbers of the package that were chosen.
type params struct {
	// island is the most tokens that a run of equal text may have to be
	// swallowed by the changes around it.
	island int `set:"chosen" date:"2026-11-24"`
}

var fitted = params{island: 3}

// Numbers lists them for fitting.
func Numbers() []fit.Number { return fit.Of("diff", &fitted) }
