package reading

import (
	"triptych/align"
	"triptych/align/sound"
)

// soundIn is a name in Latin letters, lower case, and a Chinese version.
type soundIn struct {
	latin string
	v     align.Version
}

// Spoken returns what a foreign name may be written as in Chinese version v: see
// sound.Parts. It is worked out once, since every name of the English is looked for there.
func (u *Texts) Spoken(v align.Version) map[string]bool {
	if u.spoken[v] == nil {
		folded, _ := u.Folded(v)
		u.spoken[v] = sound.Parts(sound.Runs(folded))
	}
	return u.spoken[v]
}

// Sounding says how well the best stretch of foreign characters of a Chinese
// version, folded, sounds like a name in Latin letters: 0 to 1.
func (u *Texts) Sounding(name string, v align.Version) float64 {
	key := soundIn{name, v}
	if x, ok := u.sounds[key]; ok {
		return x
	}
	best := 0.0
	if heard := sound.Of(name); !heard.Mute() {
		for part := range u.Spoken(v) {
			best = max(best, heard.Like(part))
		}
	}
	if u.sounds == nil {
		u.sounds = map[soundIn]float64{}
	}
	u.sounds[key] = best
	return best
}
