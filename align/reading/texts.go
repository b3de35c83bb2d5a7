// Package reading reads the up to three texts of a unit, and says how likely it is
// that they say the same.
//
// A text is read as sentences, sentences as clauses, both as tokens: words that
// carry content, each with the concepts that it may stand for. A concept is
// comparable across the versions; two tokens that share one may translate each
// other. Evidence that they do is weighed in nats (natural logarithms of odds) with
// the frequency of concepts in the document: positive where a counterpart is likely.
//
// What is read are facts: nothing here knows of rules, findings or settings. The one
// guarantee: what was read of a unit depends on its texts and on the frequency of
// its document alone, and every span is in runes of the text as it was given.
package reading

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
	"triptych/align/zh"
)

// Span is a half-open range [start, end) in runes of a cell's text, its
// segments joined by one newline.
type Span [2]int

// Texts is the up to three texts of one unit and what was read out of them, worked
// out when it is first asked for and kept. One goroutine at a time may ask.
type Texts struct {
	Text  [3]string // "" = none
	Runes [3][]rune // of Text; spans count these

	Frequency *Frequency // of the document that the unit is of

	Quantities [3][]quantity.Quantity // empty until Amounts is asked for any of them

	filled      [3]bool // see Has
	counted     bool    // Quantities are there
	read        [3]*Words
	cut         [3]*Han
	latin       [3][]Latin
	latinCounts map[soundIn]int // see LatinCount
	weighed     [3][3][]float64 // from version, to version: see Weights
	lowered     [3]string
	folded      [3]string // see Folded
	foldedAt    [3][]int
	foldedRunes [3][]rune
	region      [3]string // see FoldedRegion
	regionAt    [3][]int
	triples     []Triple           // see Triples
	partners    map[[3]int]partner // version, sentence, other version: see Counterpart
	parts       [3][]Clause
	homes       [3][]int32         // rune → clause
	spoken      [3]map[string]bool // stretches of foreign characters, folded: see Spoken
	sounds      map[soundIn]float64
}

// New takes the texts of a unit and the frequency of its document. That is only
// looked at when evidence is asked for: it is fitted on texts that were read before.
func New(text [3]string, document *Frequency) *Texts {
	t := &Texts{Text: text, Frequency: document}
	for v, s := range text {
		t.Runes[v] = []rune(s)
		t.filled[v] = !letter.AllBlank(s)
	}
	return t
}

// Grammar is the language whose numbers a version has.
func Grammar(v align.Version) quantity.Lang {
	if v == align.En {
		return quantity.English
	}
	return quantity.Chinese
}

// Has reports whether version v has text in this unit: something that shows.
func (u *Texts) Has(v align.Version) bool { return u.filled[v] }

// Pairs returns the pairs whose two versions have text in this unit.
func (u *Texts) Pairs() []align.Pair {
	var out []align.Pair
	for _, p := range align.Pairs {
		if u.Has(p[0]) && u.Has(p[1]) {
			out = append(out, p)
		}
	}
	return out
}

// Slice returns the text of a span.
func (u *Texts) Slice(v align.Version, s Span) string { return string(u.Runes[v][s[0]:s[1]]) }

// Amounts returns the quantities of version v in order. All three are read at the
// first call, since who asks for one compares it.
func (u *Texts) Amounts(v align.Version) []quantity.Quantity {
	if !u.counted {
		for v, text := range u.Runes {
			if len(text) > 0 {
				u.Quantities[v] = quantity.Find(text, Grammar(align.Version(v)))
			}
		}
		u.counted = true
	}
	return u.Quantities[v]
}

// Words returns the words of version v, nil where it has no text.
func (u *Texts) Words(v align.Version) *Words {
	if u.read[v] == nil && u.Has(v) {
		u.read[v] = u.readWords(v, u.Amounts(v))
	}
	return u.read[v]
}

// Folded returns the text of v as zh.FoldMap folds it, and where each rune of it
// comes from: neither is to be written to.
func (u *Texts) Folded(v align.Version) (string, []int) {
	if u.foldedAt[v] == nil {
		u.foldedRunes[v], u.foldedAt[v] = zh.FoldRunes(u.Runes[v])
		u.folded[v] = string(u.foldedRunes[v])
	}
	return u.folded[v], u.foldedAt[v]
}

// FoldedRegion is Folded with the words of the regions made one, as zh.FoldRegionMap does.
func (u *Texts) FoldedRegion(v align.Version) (string, []int) {
	if u.regionAt[v] == nil {
		u.region[v], u.regionAt[v] = zh.RegionMap(u.Folded(v))
	}
	return u.region[v], u.regionAt[v]
}

// Lower returns the text of v in lower case, a Chinese one folded to Simplified script
// and half width. It may have other lengths than the text.
func (u *Texts) Lower(v align.Version) string {
	if u.lowered[v] == "" {
		text := u.Text[v]
		if v != align.En {
			text, _ = u.Folded(v)
		}
		u.lowered[v] = strings.ToLower(text)
	}
	return u.lowered[v]
}
