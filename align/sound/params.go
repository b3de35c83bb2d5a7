package sound

import "triptych/align/fit"

// Numbers lists the fitted numbers of sounds, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("sound", &fitted) }

// params holds what is enough for sounding alike.
type params struct {
	// alike is the share of consonants from which a stretch of Chinese may be a name.
	alike float64 `set:"trilingual" date:"2026-11-25"`

	misfit misfits `set:"chosen" date:"2026-11-29"`
}

// misfits is what it costs to leave out a consonant of a name, where a character that
// fits nothing costs 1.
type misfits struct {
	onset float64 // one that begins a syllable
	coda  float64 // one that ends it
	mute  float64 // an h, or an r behind a vowel
	left  float64 // what may be left out of a name that is all there
}

var fitted = params{
	alike:  0.65,
	misfit: misfits{onset: 1.1, coda: 0.4, mute: 0.15, left: 0.9},
}

// Alike is how well a name must sound like a stretch of Chinese to stand there, as
// [Like] measures it: 0 to 1.
func Alike() float64 { return fitted.alike }
