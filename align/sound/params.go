package sound

import "triptych/align/fit"

// Numbers lists the fitted numbers of sounds, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("sound", &fitted) }

// params holds what is enough for sounding alike.
type params struct {
	// alike is the share of consonants from which a stretch of Chinese may be a name.
	alike float64 `set:"trilingual" date:"2026-11-25"`
}

var fitted = params{alike: 0.65}

// Alike is how well a name must sound like a stretch of Chinese to stand there, as
// [Like] measures it: 0 to 1.
func Alike() float64 { return fitted.alike }
