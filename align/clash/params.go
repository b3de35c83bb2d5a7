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
	reach        int     // behind its number, in runes
	reachEnglish int     // in English: "three young people"
	small        float64 // the largest number in digits that may stand for one in words
	many         int     // left over from which on nothing is compared
	evidence     float64 // in nats, that two sentences belong together
}

var fitted = params{
	counted: counting{reach: 12, reachEnglish: 24, small: 20, many: 16, evidence: 3},
}
