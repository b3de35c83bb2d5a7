package check

import (
	"triptych/align/quantity"
)

// numStyle: a Chinese version writes one number of a kind in digits and another in
// characters: 5000人, 三千人.
var numStyle = Rule{
	ID: "num.style", Severity: Info, Version: 1, State: OnRequest,
	Find: findNumberStyle,
}

// styleFrom is the value from which on a number is a matter of style: smaller
// ones are often written in characters among digits.
const styleFrom = 100

func findNumberStyle(c *Case) {
	for _, v := range chineseVersions {
		digits := map[string]quantity.Quantity{} // by unit
		for _, q := range c.amounts(v) {
			if plainNumber(q) && !q.Words {
				digits[q.Unit] = q
			}
		}
		for _, q := range c.amounts(v) {
			other, ok := digits[q.Unit]
			if !ok || !plainNumber(q) || !q.Words {
				continue
			}
			c.report(Finding{Pair: cell(v), Spans: spans(v, Span{q.Start, q.End}),
				Args: args("a", v.String(), "x", q.Text, "y", other.Text)})
			break
		}
	}
}

// plainNumber reports whether a quantity is a count that could be written either
// way.
func plainNumber(q quantity.Quantity) bool {
	return (q.Kind == quantity.Number || q.Kind == quantity.Money) && q.Value >= styleFrom && q.Exact == quantity.Exact && !q.Fuzzy
}
