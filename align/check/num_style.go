package check

import (
	"triptych/align"
	"triptych/align/quantity"
)

// numStyle: a Chinese version writes one number of a kind in digits and another in
// characters: 5000人, 三千人.
var numStyle = Rule{
	ID: "num.style", Severity: Info, Version: 2, State: OnRequest,
	Find: findNumberStyle,
}

func findNumberStyle(c *Case) {
	for _, v := range align.Chinese {
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
	plain := q.Exact == quantity.Exact && !q.Fuzzy // not 三千多
	return plain && q.Value >= fitted.habit.digits && (q.Kind == quantity.Number || q.Kind == quantity.Money)
}
