// Package name says who is named in the texts of a unit, and which names mean the
// same.
//
// A mention is a name as it stands in a text. One that the dictionary or the word
// list has is listed: it is known which English names it may be. Others are known by
// their Latin letters or by the sounds that Chinese characters stand for, and by the
// forms that the document, or approved texts, write them in. A name is met in another
// version that has any of its forms.
//
// What is said are facts about texts, not whether they are to be told. The one
// guarantee: a name is met in its own text.
package name

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
)

// Unit is who is named in the texts of a unit, worked out when it is first asked for
// and kept. One goroutine at a time may ask.
type Unit struct {
	*reading.Texts
	Spellings *Spellings // of the document; looked at when names are compared
	mentioned [3]bool
	named     [3][]Mention
	lacking   map[lacking]bool
}

// Spellings are how a document uses words of Latin letters, all in lower case.
type Spellings struct {
	Latin    map[string]int  // words of the English: how often each stands
	lower    map[string]bool // words that the English writes without a capital
	Verbatim map[string]bool // words of the Chinese
}

// FitSpellings reads how a document uses words of Latin letters from its units.
func FitSpellings(units []*reading.Texts) Spellings {
	s := Spellings{map[string]int{}, map[string]bool{}, map[string]bool{}}
	for _, c := range units {
		for _, v := range align.Versions {
			if han, _ := letter.Count(c.Runes[v]); v != align.En && han == 0 {
				continue // may be English that nobody has translated
			}
			for _, w := range c.LatinWords(v) {
				lower := strings.ToLower(w.Text)
				switch {
				case v != align.En:
					s.Verbatim[lower] = true
				default:
					s.Latin[lower]++
					s.lower[lower] = s.lower[lower] || lower == w.Text
				}
			}
		}
	}
	return s
}

// Mentions returns the names of version v in order.
func (u *Unit) Mentions(v align.Version) []Mention {
	if !u.mentioned[v] {
		u.mentioned[v] = true
		if v == align.En {
			u.named[v] = englishMentions(u.Runes[v])
		} else {
			u.named[v] = hanMentions(u.Han(v), u.Runes[v])
		}
	}
	return u.named[v]
}
