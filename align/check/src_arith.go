package check

import (
	"math"
	"strings"

	"triptych/align"
	"triptych/align/quantity"
)

// srcArith: the English gives two numbers and how often one holds the other, and the
// three do not agree.
// The slip is the author's and stands in all versions alike, so no comparison finds it.
var srcArith = Rule{
	ID: "src.arith", Severity: Info, Version: 2,
	Needs: English,
	Find:  findArithmetic,
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
		// With two changes in a sentence nobody knows which belongs to which ends.
		if len(ends) != 1 || len(change) != 1 || change[0].Exact == quantity.Between {
			continue
		}
		e, x := ends[0], change[0]
		// "from 40 to 60, 20 percent of the total" is no change.
		if x.Kind == quantity.Percent && !c.behind(x.Start, "by") && x.Exact == quantity.Exact {
			continue
		}
		if c.behind(x.Start, "more than") || c.behind(x.Start, "over") {
			x.Exact = quantity.AtLeast // "more than doubled"
		}
		// A multiple is of the old value, a percentage is of the difference.
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
	slack := fitted.arith.slack * said.Value
	if said.Kind == quantity.Ratio {
		slack = fitted.arith.fold
		if said.Value < 4 {
			slack = fitted.arith.small
		}
	}
	low, high := said.Value-slack, said.Value+slack
	switch said.Exact {
	case quantity.About:
		low, high = low-fitted.arith.about*said.Value, high+fitted.arith.about*said.Value
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
