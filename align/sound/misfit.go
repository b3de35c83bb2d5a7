package sound

import (
	"slices"
	"strings"
	"sync"

	"triptych/align/lexicon"
	"triptych/align/list"
)

// A misfit is a character of a foreign name that cannot stand for any sound of it: 特 in
// 罗特伯格, which is meant for Rosenberg. Where all other characters fit, it is most often
// a slip of the pen, since whoever writes another form changes more than one character.

// Fitting says how the characters of a form fit a name in Latin letters.
type Fitting struct {
	Misfits int // characters that stand for nothing in the name
	At      int // the last of them, in runes
	Fits    int // characters with a consonant that the name has there
	cost    float64
}

// Better reports whether one form fits better than another one.
func (f Fitting) Better(g Fitting) bool { return f.cost < g.cost }

// Close reports whether hardly anything of the name is left out.
func (f Fitting) Close() bool { return f.cost-float64(f.Misfits) <= fitted.misfit.left }

// slot is a consonant of a name, with the beginnings of syllables that may be written
// for it (zh, ch and sh are Z, C and S) and what it costs to leave it out.
type slot struct {
	initials string
	skip     float64
}

// slots reads the consonants of a name in lower case.
func slots(name string) []slot {
	var out []slot
	name = strings.Replace(name, "mc", "mk", 1)
	for i := 0; i < len(name); {
		n, initials := 1, ""
		for l := min(3, len(name)-i); l >= 1; l-- {
			if found, ok := initialsOf()[name[i:i+l]]; ok {
				n, initials = l, found
				break
			}
		}
		end := i + n
		for end < len(name) && name[end] == name[end-1] { // doubled letters
			end++
		}
		if initials != "" {
			s := slot{initials, fitted.misfit.coda}
			if rest := name[end:]; rest != "" && vowel(rest[0]) && rest != "e" && rest != "es" { // James
				s.skip = fitted.misfit.onset
			}
			if strings.ContainsAny(initials, "h") && len(initials) < 4 || name[i] == 'r' && (s.skip < fitted.misfit.onset || i > 0 && (name[i-1] == 't' || name[i-1] == 'd')) { // Trump
				s.skip = fitted.misfit.mute
			}
			out = append(out, s)
		}
		i = end
	}
	return out
}

// initialOf returns the beginning of a syllable in pinyin, as slots have them; 0 for one
// that may stand for a vowel.
func initialOf(syllable string) byte {
	switch {
	case syllable == "er":
		return 'l'
	case strings.HasPrefix(syllable, "zh"):
		return 'Z'
	case strings.HasPrefix(syllable, "ch"):
		return 'C'
	case strings.HasPrefix(syllable, "sh"):
		return 'S'
	case syllable == "" || strings.IndexByte("aeoyw", syllable[0]) >= 0:
		return 0
	}
	return syllable[0]
}

// Fit says how a form fits a name in lower case, as well as it can.
//
// Characters and consonants are lined up in order: a character takes one that it may
// stand for, or none; those that it leaves out cost something, and a character with a
// consonant that the name has not costs most, but takes the place of one.
func Fit(name, form string) Fitting {
	want, chars := slots(name), []rune(form)
	lex := lexicon.Shared()
	if lex == nil || len(want) == 0 {
		return Fitting{}
	}
	row := make([]Fitting, len(want)+1) // the best for the characters so far, by consonants used up
	for j := range want {
		row[j+1] = row[j]
		row[j+1].cost += want[j].skip
	}
	for i, r := range chars {
		next := make([]Fitting, len(want)+1)
		for j := range next {
			next[j] = row[j].with(r, i, nil)
			if j > 0 {
				if f := row[j-1].with(r, i, &want[j-1]); f.Better(next[j]) {
					next[j] = f
				}
				if nasal(r) && strings.IndexByte(want[j-1].initials, 'n') >= 0 { // 恩 of 杰恩斯, 汤 of 汤普森
					if f := row[j-1].with(r, i, nil); f.Better(next[j]) {
						next[j] = f
					}
					if j > 1 {
						if f := row[j-2].with(r, i, &want[j-2]); f.Better(next[j]) {
							next[j] = f
						}
					}
				}
				if f := next[j-1]; f.cost+want[j-1].skip < next[j].cost {
					f.cost += want[j-1].skip
					next[j] = f
				}
			}
		}
		row = next
	}
	return row[len(want)]
}

// nasal reports whether a character ends in n or ng.
func nasal(r rune) bool {
	return slices.ContainsFunc(lexicon.Shared().Sounds(r), func(s string) bool { return strings.HasSuffix(s, "n") || strings.HasSuffix(s, "ng") })
}

// with adds character r, the i-th of a form, for a consonant of the name or for none.
func (f Fitting) with(r rune, i int, s *slot) Fitting {
	fits, neutral := false, false
	for _, syllable := range lexicon.Shared().Sounds(r) {
		initial := initialOf(syllable)
		neutral = neutral || initial == 0
		fits = fits || initial != 0 && s != nil && strings.IndexByte(s.initials, initial) >= 0
	}
	switch {
	case fits:
		f.Fits++
	case neutral && (s == nil || strings.IndexByte(s.initials, 'w') >= 0):
	case neutral:
		f.cost += s.skip
	default:
		f.Misfits, f.At = f.Misfits+1, i
		f.cost++
	}
	return f
}

// initialsOf holds initials.tsv.
var initialsOf = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for letters, initials := range list.Pairs(words, "initials.tsv") {
		m[letters] = initials
	}
	return m
})
