package denial

import "triptych/align/fit"

// Numbers lists the fitted numbers of denials, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("denial", &fitted) }

// params holds how far words deny, and what it takes to follow a denial.
type params struct {
	// scope is how many words of content a denial is taken to be about.
	scope int `set:"drift" date:"2026-11-25"`
	// belong is the evidence, in nats, from which on sentences belong together.
	belong float64  `set:"chosen" date:"2026-11-25"`
	stance evidence `set:"drift" date:"2026-11-25"`
	weight weights  `set:"drift" date:"2026-11-25"`
	reach  reach    `set:"chosen" date:"2026-11-25"`
	// many is how many denials of a version are followed: with more it is a book in one
	// cell, in which what one of them is about may stand anywhere.
	many int `set:"chosen" date:"2026-11-29"`
}

// evidence is what it takes, in nats, for a clause to be about what another version
// denies.
type evidence struct {
	met      float64 // that the words which are denied must have in the clause
	sure     float64 // the same where there is no third version
	amid     float64 // the same where something else is denied in the sentence
	second   float64 // taken off where the word next to the denial is not met
	plain    float64 // in place of met and second where the version denies nothing at all
	explains float64 // for another denial being the one that stands there
	context  float64 // what the words before the denial count, of one
	rival    float64 // share of the best score from which a clause that may deny is as good
	denied   float64 // share of the evidence from which a clause that denies speaks against it
	too      float64 // with which another version surely denies it too
}

// weights is how far what may deny denies: a word that surely does counts 1.
type weights struct {
	near  float64 // one that may deny in its clause alone
	shape float64 // one that has the shape of a word that denies
	word  float64 // one with a meaning of its own
	less  float64 // by which a sentence must deny less than another one to lack a denial
	same  float64 // below which two sentences deny as much
}

// reach is how far a word looks, in words or characters.
type reach struct {
	doubledEnglish int // characters between two denials of the English that may affirm
	doubledChinese int // and of the Chinese
	enumerated     int // words between two "no" of one list
	paired         int // words between "cannot" and the "without" that goes with it
	compared       int // words between a denial and a comparative
	than           int // words between a comparative and its "than"
	until          int // words between "not" and its "until"
}

var fitted = params{
	scope:  5,
	many:   200,
	belong: 1,
	stance: evidence{
		met: 1.5, sure: 5.0, amid: 4.5, second: 2.5, plain: 0.7,
		explains: 3.0, context: 0.8, rival: 0.8, denied: 0.5, too: 1,
	},
	weight: weights{near: 0.15, shape: 0.4, word: 0.6, less: 0.95, same: 0.5},
	reach:  reach{doubledEnglish: 16, doubledChinese: 3, enumerated: 3, paired: 8, compared: 6, than: 3, until: 14},
}
