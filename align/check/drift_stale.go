package check

import (
	"strings"

	"triptych/align"
	"triptych/align/diff"
	"triptych/align/letter"
	"triptych/align/quantity"
	"triptych/align/reading"
)

// driftStale: the pair was approved for other texts than the present ones.
// The surest finding there is: bound to the exact texts that a person approved, never to
// a date. A text that is taken back makes it go away by itself.
var driftStale = Rule{
	ID: "drift.stale", Severity: Warning, Version: 2,
	Aside: true,
	Find:  findStale,
}

// outdated is a pair whose texts are no longer those that were approved.
type outdated struct {
	p     align.Pair
	was   [2]string
	moved []align.Version // which of the two changed
}

// text returns what was approved of version v.
func (o *outdated) text(v align.Version) string {
	if o.p[0] == v {
		return o.was[0]
	}
	return o.was[1]
}

// findStale tells what changed since pairs were approved. One text that changed
// after it was approved with both others is told once.
func findStale(c *Case) {
	var list []outdated
	for i, p := range align.Pairs {
		if c.Unit.Pairs[i].Status != Stale {
			continue
		}
		o := outdated{p: p, was: c.Unit.Pairs[i].Was}
		for side, v := range p {
			// Only what is no longer the text that was approved; the other side may be the same.
			if o.was[side] != c.Unit.Text[v] {
				o.moved = append(o.moved, v)
			}
		}
		if len(o.moved) > 0 {
			list = append(list, o)
		}
	}
	told := map[int]bool{}
	for i, o := range list {
		if told[i] {
			continue
		}
		f := Finding{Pair: both(o.p[0], o.p[1]), Key: "drift.stale.both", Args: args("a", o.p[0].String(), "b", o.p[1].String())}
		if len(o.moved) == 1 {
			v := o.moved[0]
			f.Key, f.Args = "drift.stale.one", args("a", v.String(), "b", otherOf(o.p, v).String())
			for j := i + 1; j < len(list); j++ {
				// The same edit made both pairs stale: one sentence names the version that moved.
				if n := list[j]; len(n.moved) == 1 && n.moved[0] == v && n.text(v) == o.text(v) {
					told[j] = true
					f.Pair, f.Key, f.Odd = align.Versions[:], "drift.stale.odd", odd(v)
					f.Args["c"] = otherOf(n.p, v).String()
				}
			}
		}
		c.reportStale(o, f)
	}
}

// reportStale adds what changed and how much.
func (c *Case) reportStale(o outdated, f Finding) {
	f.Spans, f.Severity = map[align.Version]Span{}, c.rule.Severity
	for _, v := range o.moved {
		before := []rune(o.text(v))
		edits := diff.Words(before, c.runes[v])
		shown := edits
		if v.IsChinese() {
			shown = diff.Whole(edits, before, c.runes[v], reading.CutHan(string(before)).Ends(len(before)), c.Han(v).Ends(len(c.runes[v])))
		}
		for _, ch := range Changes(shown, before, c.runes[v]) {
			ch.In = odd(v)
			f.Diff = append(f.Diff, ch)
		}
		f.Spans[v] = editSpan(edits)
		// A number that changed is worth an error even where one character did.
		if majorEdit(before, c.runes[v], edits, v) {
			f.Severity = c.raise()
		}
	}
	// A full-width comma for a half-width one says nothing new.
	if c.cosmetic(o.was, o.p) {
		f.Severity = Info
	}
	c.report(f)
}

func otherOf(p align.Pair, v align.Version) align.Version {
	if p[0] == v {
		return p[1]
	}
	return p[0]
}

// editSpan covers everything that changed, in the new text.
func editSpan(edits []diff.Edit) Span {
	s := Span{-1, 0}
	for _, e := range edits {
		if e.Same {
			continue
		}
		if s[0] < 0 {
			s[0] = e.To[0]
		}
		s[1] = e.To[1]
	}
	if s[0] < 0 {
		s[0] = 0
	}
	return s
}

// majorEdit reports whether an edit touches a quantity or a third of the text.
// By values, not digits: 30万 for 300,000 is no change.
func majorEdit(before, after []rune, edits []diff.Edit, v align.Version) bool {
	n := 0
	for _, e := range edits {
		if !e.Same {
			n += e.Size()
		}
	}
	if n*3 > max(len(before), len(after)) {
		return true
	}
	return quantityKeys(string(before), v) != quantityKeys(string(after), v)
}

// quantityKeys lists the values of a text in order, as one string to compare.
func quantityKeys(text string, v align.Version) string {
	var b strings.Builder
	for _, q := range quantity.Find([]rune(text), reading.Grammar(v)) {
		b.WriteString(q.Key())
		b.WriteByte(' ')
	}
	return b.String()
}

// cosmetic reports whether the texts are those approved but for width, white
// space and quotation marks.
func (c *Case) cosmetic(was [2]string, p align.Pair) bool {
	for side, v := range p {
		if letter.Cosmetic(was[side]) != letter.Cosmetic(c.Unit.Text[v]) {
			return false
		}
	}
	return true
}
