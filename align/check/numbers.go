package check

import (
	"cmp"
	"strings"

	"triptych/align"
	"triptych/align/carry"
	"triptych/align/clash"
	"triptych/align/letter"
	"triptych/align/quantity"
)

// clashing returns what the versions disagree about in quantities.
func (c *Case) clashing() []clash.Clash {
	if !c.clashed {
		c.clashed = true
		if !c.aside() {
			c.clashes = (&clash.Unit{Texts: c.Texts, LocalDollars: c.Stats.localDollars}).Clashes()
		}
	}
	return c.clashes
}

// findClashes reports the clashes that belong to the running check.
// All of num.* ask one matching of the unit's quantities, so that one slip is told by
// one of them and never by two: 300,000 · 30万 · 3萬 is num.value, not also num.unit.
func findClashes(c *Case) {
	for _, cl := range c.clashing() {
		if checkOf(&cl) == c.rule.ID {
			c.reportClash(cl)
		}
	}
	switch c.rule.ID {
	case "num.date", "num.ratio", "num.unit":
		findOpposites(c)
	}
}

// checkOf returns the id of the check that a clash belongs to.
// The order is from what is surest: a unit that differs is a unit even where the value
// is a share, and a range is told as such before its ends are told as values.
func checkOf(cl *clash.Clash) string {
	x, y := cl.Values[cl.A], cl.Values[cl.B]
	if x == nil || y == nil {
		x, y = cmp.Or(x, y), cmp.Or(y, x)
	}
	switch {
	case cl.How == clash.InUnit:
		return "num.unit"
	case cl.Family == quantity.Shares:
		return "num.percent"
	case cl.Family == quantity.Dates || cl.Family == quantity.Weekdays:
		return "num.date"
	case cl.Family == quantity.Times:
		return "num.time"
	case x.Exact == quantity.Between && y.Exact == quantity.Between:
		return "num.range"
	case x.Kind == quantity.Ordinal && y.Kind == quantity.Ordinal:
		return "num.ordinal"
	case x.Kind == quantity.Ratio || y.Kind == quantity.Ratio:
		return "num.ratio"
	}
	return "num.value"
}

// reportClash says how sure the difference is: two versions that agree against one is
// an error; a quantity without any counterpart a warning, since 很多 for "a dozen" is
// no slip of fact; a value that is off by powers of ten a blocker, because that is what
// 万 and "thousand" do to each other and what no reader can guess.
func (c *Case) reportClash(cl clash.Clash) {
	f := Finding{
		Pair: both(cl.A, cl.B), Odd: cl.Odd, Severity: c.rule.Severity,
		Spans: map[align.Version]Span{}, Values: map[align.Version]string{},
		Key: c.rule.ID, Args: args("a", cl.A.String(), "b", cl.B.String()),
	}
	for v, q := range cl.Values {
		if q != nil {
			f.Spans[align.Version(v)] = Span{q.Start, q.End}
			f.Values[align.Version(v)] = show(*q)
		}
	}
	f.Args["x"], f.Args["y"] = f.Values[cl.A], f.Values[cl.B]
	x, y := cl.Values[cl.A], cl.Values[cl.B]
	if cl.Odd != nil {
		f.Args["c"] = cl.Witness.String()
		f.Key = c.rule.ID + ".odd"
	}
	switch {
	// 2,000 as 2000 in one and 2,00 in the other: the digits differ, the value may not.
	case cl.How == clash.InDigits:
		f.Severity = Warning
	case cl.How == clash.InBound:
		f.Key = strings.Replace(f.Key, c.rule.ID, "num.bound", 1)
		f.Args["x"], f.Args["y"] = c.around(cl.A, Span{x.Start, x.End}), c.around(cl.B, Span{y.Start, y.End})
	case cl.How == clash.InUnit && cl.Odd == nil && cl.Family == quantity.Shares:
		f.Severity = Warning // "by 2 percent" is often said of points
	case cl.How == clash.InHole:
		f.Key, f.Spans[cl.B] = "num.hole", cl.At
		f.Args["text"] = c.around(cl.B, cl.At)
	case y == nil && cl.Odd == nil:
		f.Key, f.Severity = "num.gone", Warning
	case y == nil:
		f.Key = c.rule.ID + ".lost"
		f.Severity = Warning
	case x == nil:
		f.Key = c.rule.ID + ".added"
		f.Severity = Warning
	case c.rule.ID == "num.value" && quantity.Tenfold(*x, *y):
		f.Severity, f.grounds.Case = Blocker, "tenfold"
	}
	// Only where two witnesses agree is it certain what should stand there. "At least" is
	// a word and not a number: there is nothing to put in.
	if cl.Odd != nil && x != nil && y != nil && cl.How != clash.InBound && cl.How != clash.InSign {
		f.Fix = c.numberFix(cl)
	}
	c.report(f)
}

// numberFix puts the number of the two versions that agree into the odd one: as
// the other Chinese version writes it, or the digits that both write alike.
func (c *Case) numberFix(cl clash.Clash) *Fix {
	x, y, w := cl.Values[cl.A], cl.Values[cl.B], cl.Values[cl.Witness]
	// 三成 cannot become "30 percent" by putting digits in.
	if w == nil || y.Kind != x.Kind || y.Kind != w.Kind {
		return nil
	}
	// A Chinese version takes the other one's spelling (30万 as 30萬); English has no sibling
	// to copy from and takes digits, where both Chinese versions have the same ones.
	text := x.Narrow()
	if cl.B != align.En {
		from := cl.A
		if from == align.En {
			from = cl.Witness
		}
		converted, err := carry.Convert(cl.Values[from].Text, from, c.Stats.settings.Profile, nil)
		if err != nil {
			return nil
		}
		text = converted
	} else if text != w.Narrow() || strings.IndexFunc(text+y.Narrow(), letter.Han) >= 0 {
		return nil
	}
	return &Fix{cl.B, Span{y.Start, y.End}, text}
}

// show writes a quantity as it stands in the text, with its value in digits
// where that is not plain.
func show(q quantity.Quantity) string {
	if value := q.String(); q.Words || letter.HasHan(q.Text) && q.Kind != quantity.Date {
		if value != q.Text {
			return q.Text + " (" + value + ")"
		}
	}
	return q.Text
}
