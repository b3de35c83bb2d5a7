package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"triptych/align/letter"
)

//go:embed irregular.tsv
var irregularTSV string

// irregular maps an inflected English form to its base: "went" → "go".
var irregular = sync.OnceValue(func() map[string]string {
	forms := make(map[string]string, 400)
	for line := range strings.Lines(irregularTSV) {
		base, rest, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(base, "#") {
			continue
		}
		for _, form := range strings.Fields(rest) {
			forms[form] = base
		}
	}
	return forms
})

// Stem reduces an English word in lower-case ASCII letters to the key that the
// lexicon files it under: irregular forms to their base, British spelling to
// American, then Porter's algorithm (M. F. Porter, "An algorithm for suffix
// stripping", Program 14, 1980). The key is for comparing only; it is often
// not a word. Anything but lower-case ASCII letters comes back as it is.
func Stem(word string) string {
	if len(word) < 3 || len(word) > 40 {
		return word
	}
	for i := 0; i < len(word); i++ {
		if !letter.Lower(word[i]) {
			return word
		}
	}
	if base, ok := irregular()[word]; ok {
		word = base
	}
	var room [48]byte // most words stay as they are, and need no room of their own
	s := stemmer{b: append(room[:0], american(word)...)}
	s.plural()
	s.past()
	s.finalY()
	s.replace(suffixes[2])
	s.replace(suffixes[3])
	s.residue()
	s.finalE()
	if string(s.b) == word {
		return word
	}
	return string(s.b)
}

// american turns the British spellings that a rule can turn.
func american(w string) string {
	n := len(w)
	switch {
	case n >= 6 && strings.HasSuffix(w, "our"):
		return w[:n-2] + "r"
	case n >= 5 && strings.HasSuffix(w, "tre"):
		return w[:n-2] + "er"
	}
	if n >= 6 {
		if i := strings.LastIndex(w, "is"); i >= 3 {
			switch w[i+2:] {
			case "e", "es", "ed", "ing", "ation", "ations", "er", "ers":
				return w[:i] + "iz" + w[i+2:]
			}
		}
	}
	return w
}

// stemmer holds the word being stripped.
type stemmer struct{ b []byte }

// consonant reports whether the letter at i is a consonant in Porter's sense.
func (s *stemmer) consonant(i int) bool {
	switch s.b[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !s.consonant(i-1)
	}
	return true
}

// measure is Porter's m of the first n letters: the number of vowel–consonant
// sequences.
func (s *stemmer) measure(n int) int {
	m, vowel := 0, false
	for i := 0; i < n; i++ {
		if !s.consonant(i) {
			vowel = true
		} else if vowel {
			m++
			vowel = false
		}
	}
	return m
}

func (s *stemmer) hasVowel(n int) bool {
	for i := 0; i < n; i++ {
		if !s.consonant(i) {
			return true
		}
	}
	return false
}

func (s *stemmer) ends(suffix string) bool {
	return len(s.b) > len(suffix) && string(s.b[len(s.b)-len(suffix):]) == suffix
}

// doubled reports whether the first n letters end with a double consonant.
func (s *stemmer) doubled(n int) bool {
	return n >= 2 && s.b[n-1] == s.b[n-2] && s.consonant(n-1)
}

// cvc reports whether the first n letters end consonant–vowel–consonant, the
// last not being w, x or y.
func (s *stemmer) cvc(n int) bool {
	if n < 3 || !s.consonant(n-1) || s.consonant(n-2) || !s.consonant(n-3) {
		return false
	}
	c := s.b[n-1]
	return c != 'w' && c != 'x' && c != 'y'
}

func (s *stemmer) cut(n int, tail string) { s.b = append(s.b[:len(s.b)-n], tail...) }

// plural is step 1a.
func (s *stemmer) plural() {
	switch {
	case s.ends("sses"), s.ends("ies"):
		s.cut(2, "")
	case s.ends("ss"):
	case s.ends("s"):
		s.cut(1, "")
	}
}

// past is step 1b.
func (s *stemmer) past() {
	if s.ends("eed") {
		if s.measure(len(s.b)-3) > 0 {
			s.cut(1, "")
		}
		return
	}
	switch {
	case s.ends("ed") && s.hasVowel(len(s.b)-2):
		s.cut(2, "")
	case s.ends("ing") && s.hasVowel(len(s.b)-3):
		s.cut(3, "")
	default:
		return
	}
	n := len(s.b)
	switch {
	case s.ends("at"), s.ends("bl"), s.ends("iz"):
		s.cut(0, "e")
	case s.doubled(n):
		if c := s.b[n-1]; c != 'l' && c != 's' && c != 'z' {
			s.cut(1, "")
		}
	case s.measure(n) == 1 && s.cvc(n):
		s.cut(0, "e")
	}
}

// finalY is step 1c.
func (s *stemmer) finalY() {
	if s.ends("y") && s.hasVowel(len(s.b)-1) {
		s.b[len(s.b)-1] = 'i'
	}
}

//go:embed suffixes.tsv
var suffixesTSV string

// suffixes holds, for each of steps 2 to 4, suffixes and their replacements. In
// steps 2 and 3 the first one that fits is replaced when the rest has a measure
// above 0; in step 4 it goes when the rest has one above 1.
var suffixes = func() (steps [5][][2]string) {
	for line := range strings.Lines(suffixesTSV) {
		cols := strings.Split(strings.TrimSpace(line), "\t")
		if len(cols) != 3 || line[0] == '#' {
			continue
		}
		n := cols[0][0] - '0'
		steps[n] = append(steps[n], [2]string{cols[1], strings.Trim(cols[2], "-")})
	}
	return steps
}()

// replace is steps 2 and 3.
func (s *stemmer) replace(table [][2]string) {
	for _, r := range table {
		if s.ends(r[0]) {
			if s.measure(len(s.b)-len(r[0])) > 0 {
				s.cut(len(r[0]), r[1])
			}
			return
		}
	}
}

// residue is step 4.
func (s *stemmer) residue() {
	for _, r := range suffixes[4] {
		suffix := r[0]
		if !s.ends(suffix) {
			continue
		}
		n := len(suffix)
		if suffix == "sion" || suffix == "tion" {
			n = 3 // the s or t stays
		}
		if s.measure(len(s.b)-n) > 1 {
			s.cut(n, "")
		}
		return
	}
}

// finalE is step 5.
func (s *stemmer) finalE() {
	if n := len(s.b) - 1; s.ends("e") && (s.measure(n) > 1 || s.measure(n) == 1 && !s.cvc(n)) { // not of "hope"
		s.cut(1, "")
	}
	if n := len(s.b); n > 1 && s.b[n-1] == 'l' && s.doubled(n) && s.measure(n) > 1 {
		s.cut(1, "")
	}
}
