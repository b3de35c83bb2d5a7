package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/name"
	"triptych/align/reading"
)

// originalOf reports whether what a version is thought to lack is the original of something
// that it has in its own words: an acronym spelt out in brackets behind its translation
// (Point to Point Protocol over Ethernet for PPPoE), or a title that the other version
// left in Latin letters where this one has a title too.
func (c *Case) originalOf(g gap) bool {
	if g.in == align.En {
		return false
	}
	text := c.runes[g.in]
	for i := g.Span[0]; i < len(text) && i < g.Span[1]; i++ {
		if closing := reading.Closing(text[i]); closing != 0 {
			words, end := reading.LatinWithin(text, i+1, closing)
			if text[i] != '《' && c.spelt(g.lacks, words) {
				return true
			}
			i = end
		}
	}
	// The stretch may begin inside the title, whose first words are everywhere.
	from := g.Span[0]
	for from > 0 && text[from-1] != '《' && !letter.Han(text[from-1]) {
		from--
	}
	if from == 0 || text[from-1] != '《' || !strings.ContainsRune(c.Unit.Text[g.lacks], '《') {
		return false
	}
	words, end := reading.LatinWithin(text, from, '》')
	return len(words) > 0 && g.Span[1] <= end+2
}

// spelt reports whether the words spell an acronym that version v has.
func (c *Case) spelt(v align.Version, words []reading.Latin) bool {
	if len(words) < 2 {
		return false
	}
	for _, w := range c.LatinWords(v) {
		if name.InnerCapital(w.Text) && name.AcronymOf(w.Text, words) {
			return true
		}
	}
	return false
}
