package name

import "triptych/align/fit"

// Numbers lists the fitted numbers of names, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("name", &fitted) }

// params holds how alike names must be, and how often they must stand there. Where it
// says "sound" a share of consonants is meant, from 0 to 1: see [sound.Like].
type params struct {
	// soundSure is how well a name whose Chinese forms are known must sound like a
	// stretch of Chinese to stand there.
	soundSure float64 `set:"trilingual" date:"2026-11-25"`
	// soundBack is how well a Chinese name must sound like one of the English.
	soundBack float64 `set:"trilingual" date:"2026-11-25"`
	// soundOther is the most with which it is another name, and not the same one
	// written in another way.
	soundOther float64 `set:"trilingual" date:"2026-11-25"`

	// soundFaint is the most with which a name is surely not there at all.
	soundFaint float64 `set:"news" date:"2026-11-29"`

	// gloss is how many characters behind a name must be the sibling's too for it to be
	// an addition of a translator.
	gloss int `set:"chosen" date:"2026-11-29"`

	learn learning `set:"chosen" date:"2026-11-24"`

	// usualLeast is in how many units the usual form of a name stands, and usualTimes
	// how many times as many as another one.
	usualLeast int `set:"chosen" date:"2026-11-24"`
	usualTimes int `set:"chosen" date:"2026-11-24"`
}

// learning is how the forms of foreign names are learnt from texts.
type learning struct {
	document int     // units in which a document must write a name alike
	approved int     // units that people approved, likewise
	share    float64 // of the units with the name that have the form
	sound    float64 // of the name and its form
}

var fitted = params{
	soundSure:  0.75,
	soundBack:  0.75,
	soundOther: 0.5,
	soundFaint: 0.4,
	gloss:      4,
	learn:      learning{document: 3, approved: 2, share: 0.6, sound: 0.5},
	usualLeast: 3,
	usualTimes: 4,
}
