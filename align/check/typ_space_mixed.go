package check

import (
	"unicode"

	"triptych/align"
	"triptych/align/letter"
)

// typSpaceMixed: the document usually writes Chinese beside Latin letters and digits
// the other way: with a space, or without.
// On request: 6月 and 6 月 are house styles, and on ten clean rows a check that is sure
// of either raises two dozen flags. What a document does most is taken for its style;
// where it is undecided nothing is said.
var typSpaceMixed = Rule{
	ID: "typ.space_mixed", Severity: Info, Version: 1, State: OnRequest,
	Find: findMixedSpaces,
}

// joint is a place where Chinese meets a Latin letter or digit.
type joint struct {
	Span
	spaced bool
}

func joints(text []rune) []joint {
	var out []joint
	latin := func(r rune) bool { return letter.Latin(r) || unicode.IsDigit(r) && r < 0x80 }
	meet := func(a, b rune) bool { return letter.Han(a) && latin(b) || latin(a) && letter.Han(b) }
	for i := 1; i < len(text); i++ {
		switch {
		case meet(text[i-1], text[i]):
			out = append(out, joint{Span{i - 1, i + 1}, false})
		case i > 1 && text[i-1] == ' ' && meet(text[i-2], text[i]):
			out = append(out, joint{Span{i - 2, i + 1}, true})
		}
	}
	return out
}

// fitSpaces counts the joints without and with a space of each version.
func fitSpaces(cases []*Case) (n [3][2]int) {
	for _, c := range cases {
		for _, v := range align.Chinese {
			for _, j := range joints(c.runes[v]) {
				if n[v][0]++; j.spaced {
					n[v][0]--
					n[v][1]++
				}
			}
		}
	}
	return n
}

func findMixedSpaces(c *Case) {
	for _, v := range align.Chinese {
		n := c.Stats.spaces[v]
		most := max(n[0], n[1])
		if most < fitted.habit.joints || float64(most) < fitted.habit.spaces*float64(n[0]+n[1]) {
			continue
		}
		for _, j := range joints(c.runes[v]) {
			if j.spaced == (n[1] > n[0]) {
				continue
			}
			left, right := c.slice(v, Span{j.Span[0], j.Span[0] + 1}), c.slice(v, Span{j.Span[1] - 1, j.Span[1]})
			fix := left + " " + right
			if j.spaced {
				fix = left + right
			}
			c.report(Finding{Pair: cell(v), Spans: spans(v, j.Span), Fix: &Fix{v, j.Span, fix},
				Args: args("a", v.String(), "text", c.slice(v, j.Span), "fix", fix)})
			// One a version: whoever minds sees the rest.
			break
		}
	}
}
