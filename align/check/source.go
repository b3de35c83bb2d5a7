package check

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/quantity"
)

var srcArith = Rule{
	ID: "src.arith", Name: "Numbers do not add up", Severity: Info, Version: 1,
	Description: "The English gives two numbers and how often one holds the other, and the three do not agree.",
	Needs:       English,
	Find:        findArithmetic,
}

// findArithmetic looks for sentences such as "a sevenfold rise from 40,000 to
// 300,000": two ends and one multiple or percentage of change.
func findArithmetic(c *Case) {
	for _, s := range c.Words(align.En).Sentences {
		var ends, change []quantity.Quantity
		for _, q := range c.amounts(align.En) {
			switch {
			case q.Start < s.Span[0] || q.End > s.Span[1]:
			case q.Exact == quantity.Between && !q.Fuzzy && q.Value > 0 && c.behind(q.Start, "from"):
				ends = append(ends, q)
			case q.Kind == quantity.Ratio && q.Value >= 2 || q.Kind == quantity.Percent:
				change = append(change, q)
			}
		}
		if len(ends) != 1 || len(change) != 1 || change[0].Exact == quantity.Between {
			continue
		}
		e, x := ends[0], change[0]
		if x.Kind == quantity.Percent && !c.behind(x.Start, "by") && x.Exact == quantity.Exact {
			continue
		}
		if c.behind(x.Start, "more than") || c.behind(x.Start, "over") {
			x.Exact = quantity.AtLeast // "more than doubled"
		}
		real, text := e.High/e.Value, "×"
		if x.Kind == quantity.Percent {
			real, text = math.Abs(real-1)*100, ""
		}
		if agrees(real, x) {
			continue
		}
		shown := text + quantity.Group(math.Round(real*10)/10)
		if text == "" {
			shown += "%"
		}
		c.report(Finding{Pair: cell(align.En), Spans: spans(align.En, Span{min(e.Start, x.Start), max(e.End, x.End)}),
			Args: args("x", e.Text, "y", x.Text, "z", shown)})
	}
}

// behind reports whether the English word before rune i is the one given.
func (c *Case) behind(i int, word string) bool {
	return strings.HasSuffix(strings.ToLower(strings.TrimRight(string(c.runes[align.En][max(0, i-12):i]), " $€£¥")), word)
}

// agrees reports whether a change as worked out may be called as the text says.
func agrees(real float64, said quantity.Quantity) bool {
	slack := 0.05 * said.Value
	if said.Kind == quantity.Ratio {
		slack = 0.4999 // "sevenfold" for 6.5 to 7.5 times
		if said.Value < 4 {
			slack = 0.3
		}
	}
	low, high := said.Value-slack, said.Value+slack
	switch said.Exact {
	case quantity.About:
		low, high = low-0.15*said.Value, high+0.15*said.Value
	case quantity.AtLeast:
		high = math.Inf(1)
	case quantity.AtMost:
		low = 0
	}
	if said.Grows {
		high++ // "three times more" may be four times as many
	}
	return real >= low && real <= high
}

var srcSpell = Rule{
	ID: "src.spell", Name: "Perhaps misspelt", Severity: Info, Version: 1,
	Description: "An English word that stands only once is one letter away from a word that the document uses often.",
	Needs:       English,
	Find:        findSpelling,
}

var srcBoilerplate = Rule{
	ID: "src.boilerplate", Name: "Same line again and again", Severity: Info, Version: 1,
	Description: "The same short line stands in the document several times, in all its versions: a button or a footer that came along with the article.",
	Find: func(c *Case) {
		if n := c.Stats.lines[lineOf(&c.Unit)]; n >= boilerplateTimes {
			for v := range c.Unit.Text {
				if c.has(align.Version(v)) {
					c.report(Finding{Pair: cell(align.Version(v)), Args: args("x", clip(c.Unit.Text[v], 40), "n", strconv.Itoa(n))})
					return
				}
			}
		}
	},
}

// A line is boilerplate when it is at most boilerplateLong runes long in every
// version and stands boilerplateTimes in the document.
const (
	boilerplateLong  = 60
	boilerplateTimes = 3
)

// lineOf is what a unit that may be boilerplate is counted by; "" for others.
func lineOf(u *Unit) string {
	for _, text := range u.Text {
		if utf8.RuneCountInString(text) > boilerplateLong {
			return ""
		}
	}
	return strings.Trim(strings.Join(u.Text[:], "\n"), "\n")
}

func fitLines(units []Unit) map[string]int {
	lines := map[string]int{}
	for i := range units {
		if line := lineOf(&units[i]); line != "" {
			lines[line]++
		}
	}
	delete(lines, "")
	return lines
}

// spellFrom is the length of a word that counts, in letters, and spellUsual how
// often the other word must stand in the document.
const (
	spellFrom  = 6
	spellUsual = 3
)

// findSpelling looks for words that the dictionary does not have and the document
// has once, one letter from a usual word. A word of its own list, no dictionary of
// spelling, is the measure: what the document writes three times is meant.
func findSpelling(c *Case) {
	lex := dictionary()
	if lex == nil {
		return
	}
	for _, w := range c.LatinWords(align.En) {
		if len(w.Text) < spellFrom || strings.IndexFunc(w.Text, func(r rune) bool { return !letter.Lower(r) }) >= 0 || c.Stats.spellings.Latin[w.Text] != 1 {
			continue
		}
		if _, ok := lex.StemID(lexicon.Stem(w.Text)); ok {
			continue
		}
		meant := ""
		variants(w.Text, func(v string) {
			if n := c.Stats.spellings.Latin[v]; n >= spellUsual && n > c.Stats.spellings.Latin[meant] && lexicon.Stem(v) != lexicon.Stem(w.Text) {
				meant = v
			}
		})
		if meant != "" {
			c.report(Finding{Pair: cell(align.En), Spans: spans(align.En, w.Span), Args: args("x", w.Text, "y", meant),
				Values: map[align.Version]string{align.En: w.Text}})
		}
	}
}

// variants calls f with the strings one slip away from a word of lower-case
// letters: a letter left out, put in, replaced, or two that changed places. The
// first letter stays, as people do not mistake it, and so does the last one:
// endings differ for reasons of grammar.
func variants(w string, f func(string)) {
	for i := 1; i < len(w)-1; i++ {
		f(w[:i] + w[i+1:])
		if i+1 < len(w)-1 {
			f(w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:])
		}
		for r := byte('a'); r <= 'z'; r++ {
			f(w[:i] + string(r) + w[i:])
			if r != w[i] {
				f(w[:i] + string(r) + w[i+1:])
			}
		}
	}
}
