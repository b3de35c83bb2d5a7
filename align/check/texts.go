package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
	"triptych/align/zh"
)

// trio is the up to three texts of one unit and what was read out of them, worked
// out when it is first asked for and kept. One goroutine at a time may ask.
type trio struct {
	text  [3]string // "" = none
	runes [3][]rune

	words *frequency // of the document

	filled     [3]bool
	counted    bool
	quantities [3][]quantity.Quantity
	readings   [3]*reading
	cut        [3]*hanText // see hanText
	latin      [3][]word   // see latinWords
	weighed    [3][3][]float64
	lowered    [3]string
	partners   map[[3]int]partner
	parts      [3][]clause
	homes      [3][]int    // rune → clause
	runs       [3][]string // stretches of foreign characters, folded
	sounds     map[soundIn]float64
}

// soundIn is a name in Latin letters, lower case, and a Chinese version.
type soundIn struct {
	latin string
	v     align.Version
}

// newTrio takes the texts of a unit. words need not be fitted before evidence
// is asked for.
func newTrio(text [3]string, words *frequency) *trio {
	t := &trio{text: text, words: words}
	for v, s := range text {
		t.runes[v] = []rune(s)
		t.filled[v] = !letter.AllBlank(s)
	}
	return t
}

// has reports whether version v has text in this unit.
func (c *trio) has(v align.Version) bool { return c.filled[v] }

// pairs returns the pairs whose two versions have text in this unit.
func (c *trio) pairs() []align.Pair {
	var out []align.Pair
	for _, p := range align.Pairs {
		if c.has(p[0]) && c.has(p[1]) {
			out = append(out, p)
		}
	}
	return out
}

// slice returns the text of a span.
func (c *trio) slice(v align.Version, s Span) string { return string(c.runes[v][s[0]:s[1]]) }

// amounts returns the quantities of version v.
func (c *trio) amounts(v align.Version) []quantity.Quantity {
	if !c.counted {
		for v, text := range c.text {
			if text != "" {
				c.quantities[v] = quantity.Find(text, grammar(align.Version(v)))
			}
		}
		c.counted = true
	}
	return c.quantities[v]
}

// reading returns the words of version v, nil where it has no text.
func (c *trio) reading(v align.Version) *reading {
	if c.readings[v] == nil && c.has(v) {
		c.readings[v] = c.read(v, c.amounts(v))
	}
	return c.readings[v]
}

// lower returns the text of v in lower case and half width.
func (c *trio) lower(v align.Version) string {
	if c.lowered[v] == "" {
		text := c.text[v]
		if v != align.En {
			text = zh.Fold(text)
		}
		c.lowered[v] = strings.ToLower(text)
	}
	return c.lowered[v]
}
