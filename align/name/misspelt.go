package name

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
	"triptych/align/sound"
)

// Misspelt is a foreign name of which one character stands for no sound of it, while the
// others fit.
type Misspelt struct {
	In         align.Version
	Span       reading.Span // of the part of the name, in In
	English    reading.Span // of the word that it is written for
	Character  string       // that fits nothing
	Fits       int          // characters of the whole name that stand for a consonant of it
	Bracketed  bool         // its original stands behind it in brackets
	Elsewhere  bool         // the other Chinese version, or this one, has the very same form once more
	characters int
}

// dots stand between the parts of a foreign name in Chinese.
const dots = "·•‧・．∙⋅"

// dotted is a foreign name in Chinese: its parts, in runes of the folded text.
type dotted struct {
	parts  []reading.Span
	latin  []string // its original in brackets, in lower case
	strict bool     // where it begins is certain
}

// Misspelt looks for names of version v, of two parts or with their original in
// brackets, that are written for a name of the English but for one character.
//
// Which characters stand for which word is certain only where other words of the name
// fit theirs, or where the original stands beside it.
func (u *Unit) Misspelt(v align.Version) []Misspelt {
	if v == align.En || !u.Has(v) || !u.Has(align.En) {
		return nil
	}
	h := u.Han(v)
	runs, names := u.capitals(), dottedNames(h.Runes)
	if len(runs)*len(names) > mostNames { // a list of names as long as a book
		return nil
	}
	var out []Misspelt
	for _, d := range names {
		if slices.ContainsFunc(runs, func(run []reading.Latin) bool { return wellSpelt(d, run, h.Runes) }) {
			continue
		}
		for _, run := range runs {
			if m, ok := u.misspeltAs(d, run, h.Runes); ok {
				m.In, m.Span = v, h.Span(m.Span[0], m.Span[1])
				if !slices.ContainsFunc(out, func(n Misspelt) bool { return n.Span == m.Span }) {
					out = append(out, m)
				}
				break
			}
		}
	}
	return out
}

// capitals returns the runs of words with a capital in the English: John F. Kennedy.
func (u *Unit) capitals() [][]reading.Latin {
	text := u.Runes[align.En]
	var out [][]reading.Latin
	end := -1
	for _, w := range u.LatinWords(align.En) {
		if !unicode.IsUpper([]rune(w.Text)[0]) {
			continue
		}
		if end >= 0 && strings.Trim(string(text[end:w.Span[0]]), " -.") == "" && w.Span[0]-end <= 2 {
			out[len(out)-1] = append(out[len(out)-1], w)
		} else {
			out = append(out, []reading.Latin{w})
		}
		end = w.Span[1]
	}
	return out
}

// dottedNames finds the foreign names of a folded text.
func dottedNames(text []rune) []dotted {
	foreign := sound.Characters()
	part := func(i int) int {
		for i < len(text) && foreign.Has(text[i]) {
			i++
		}
		return i
	}
	var out []dotted
	for i := 0; i < len(text); {
		if !foreign.Has(text[i]) {
			i++
			continue
		}
		d := dotted{}
		end := part(i)
		d.parts = append(d.parts, reading.Span{i, end})
		d.strict = i == 0 || !letter.Han(text[i-1])
		for end+1 < len(text) && strings.ContainsRune(dots, text[end]) && foreign.Has(text[end+1]) {
			next := part(end + 1)
			d.parts = append(d.parts, reading.Span{end + 1, next})
			end = next
		}
		d.latin = original(text, end)
		if len(d.parts) > 1 || d.latin != nil && end-i > 1 {
			out = append(out, d)
		}
		i = end
	}
	return out
}

// original returns the words of a name in brackets at i, in lower case; nil for none.
func original(text []rune, i int) []string {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	if i >= len(text) || !strings.ContainsRune("(（", text[i]) {
		return nil
	}
	end := i + 1
	for end < len(text) && !strings.ContainsRune(")）", text[end]) {
		if letter.Han(text[end]) {
			return nil
		}
		end++
	}
	return sound.Spoken(strings.ToLower(string(text[i+1 : end])))
}

// misspeltAs compares a Chinese name with a run of words of the English, part by part.
func (u *Unit) misspeltAs(d dotted, run []reading.Latin, text []rune) (Misspelt, bool) {
	k := len(d.parts)
	for from := 0; from+k <= len(run); from++ {
		words := run[from : from+k]
		bracketed := u.isOriginal(d.latin, words)
		if k == 1 && !bracketed {
			continue
		}
		found, wrong, others := Misspelt{}, 0, 0 // others: consonants of the other parts
		for i, w := range words {
			fit, s := d.fit(i, w, text)
			n := s[1] - s[0]
			switch {
			case fit.Misfits == 0 && fit.Close() && fit.Fits > 0:
				others += fit.Fits
				found.Fits += fit.Fits
			case fit.Misfits == 1 && fit.Close() && fit.Fits > 0 && n > 1 && len(w.Text) > 3 && (i > 0 || d.strict):
				wrong++
				found.Fits += fit.Fits
				found.Span, found.English, found.characters = s, w.Span, n
				found.Character = string(text[s[0]+fit.At : s[0]+fit.At+1])
			default:
				wrong += 2
			}
		}
		if wrong == 1 && (others > 1 || bracketed && found.characters > 2) {
			found.Bracketed = bracketed
			form := string(text[found.Span[0]:found.Span[1]])
			if u.another(form, reading.Latin{Text: string(u.Runes[align.En][found.English[0]:found.English[1]])}) {
				continue
			}
			found.Elsewhere = u.timesWritten(form) > 1
			return found, true
		}
	}
	return Misspelt{}, false
}

// wellSpelt reports whether a Chinese name fits some words of a run, part by part.
func wellSpelt(d dotted, run []reading.Latin, text []rune) bool {
	k := len(d.parts)
	for from := 0; from+k <= len(run); from++ {
		fits := true
		for i, w := range run[from : from+k] {
			fit, _ := d.fit(i, w, text)
			fits = fits && fit.Misfits == 0 && fit.Close()
		}
		if fits {
			return true
		}
	}
	return false
}

// fit is how part i of a Chinese name fits a word; the first may begin later and the last
// end earlier than the characters of foreign names do.
func (d dotted) fit(i int, w reading.Latin, text []rune) (sound.Fitting, reading.Span) {
	return bestFit(strings.ToLower(w.Text), text, d.parts[i], i == 0 && len(d.parts) > 1 && !d.strict, i == len(d.parts)-1 && d.latin == nil)
}

// another reports whether a part of a Chinese name fits another word of the English with
// a capital.
func (u *Unit) another(form string, w reading.Latin) bool {
	return slices.ContainsFunc(u.LatinWords(align.En), func(x reading.Latin) bool {
		spoken := sound.Spoken(strings.ToLower(x.Text))
		if x.Text == w.Text || len(spoken) != 1 || !unicode.IsUpper([]rune(x.Text)[0]) {
			return false
		}
		f := sound.Fit(spoken[0], form)
		return f.Misfits == 0 && f.Close() && f.Fits > 1
	})
}

// isOriginal reports whether the words in brackets end with those of the English.
func (u *Unit) isOriginal(latin []string, words []reading.Latin) bool {
	if len(latin) < len(words) {
		return false
	}
	for i, w := range words {
		spoken := sound.Spoken(strings.ToLower(w.Text))
		if len(spoken) != 1 || spoken[0] != latin[len(latin)-len(words)+i] {
			return false
		}
	}
	return true
}

// timesWritten counts a form, folded, in both Chinese versions.
func (u *Unit) timesWritten(form string) int {
	n := 0
	for _, v := range align.Chinese {
		if u.Has(v) {
			n += strings.Count(u.Han(v).Folded, form)
		}
	}
	return n
}

// bestFit returns how a stretch of the text fits a word as well as may be; it may begin
// later where loose at the front, and end earlier where loose at the end, for other words
// may stand beside a name.
func bestFit(word string, text []rune, s reading.Span, front, end bool) (sound.Fitting, reading.Span) {
	spoken := sound.Spoken(word)
	if len(spoken) != 1 {
		return sound.Fitting{Misfits: 9}, s
	}
	best, at := sound.Fit(spoken[0], string(text[s[0]:s[1]])), s
	if s[1]-s[0] > longestPart {
		best.Misfits = 9
	}
	try := func(t reading.Span) {
		if f := sound.Fit(spoken[0], string(text[t[0]:t[1]])); f.Better(best) && t[1]-t[0] <= longestPart {
			best, at = f, t
		}
	}
	for i := 1; front && i < s[1]-s[0]; i++ {
		try(reading.Span{s[0] + i, s[1]})
	}
	for i := 1; end && i < s[1]-s[0]; i++ {
		try(reading.Span{s[0], s[1] - i})
	}
	return best, at
}

// mostNames bounds how many names of two texts are compared, each with each.
const mostNames = 4000

// longestPart is how many characters a part of a foreign name has at most.
const longestPart = 8
