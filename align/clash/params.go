package clash

import "triptych/align/fit"

// Numbers lists the chosen numbers of the package, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("clash", &fitted) }

// params holds the numbers of the package that were chosen by judgement.
type params struct {
	counted counting `set:"chosen" date:"2026-11-28"`
}

// counting says where what is counted stands.
type counting struct {
	reach int // behind its number, in runes: "three young people"
}

var fitted = params{
	counted: counting{reach: 12},
}
