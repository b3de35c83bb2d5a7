package check

import (
	"strings"

	"triptych/align"
	"triptych/align/quantity"
)

var driftStale = Check{
	ID: "drift.stale", Name: "Changed since approval", Severity: Warning, Version: 1,
	Description: "The pair was approved for other texts than the present ones.",
	Find:        findStale,
}

func findStale(c *Case) {
	for i, p := range align.Pairs {
		if c.Unit.Pairs[i].Status != Stale {
			continue
		}
		was := c.Unit.Pairs[i].Was
		f := Finding{Pair: both(p[0], p[1]), Spans: map[align.Version]Span{}, Severity: c.check.Severity}
		var moved []align.Version
		major := false
		for side, v := range p {
			if was[side] == c.Unit.Text[v] {
				continue
			}
			before := []rune(was[side])
			edits := wordDiff(before, c.runes[v])
			for _, ch := range changes(edits, before, c.runes[v]) {
				ch.In = odd(v)
				f.Diff = append(f.Diff, ch)
			}
			f.Spans[v] = editSpan(edits)
			moved = append(moved, v)
			major = major || majorEdit(before, c.runes[v], edits, v)
		}
		switch len(moved) {
		case 0:
			continue
		case 1:
			f.Key, f.Args = "drift.stale.one", args("a", moved[0].String(), "b", otherOf(p, moved[0]).String())
		default:
			f.Key, f.Args = "drift.stale.both", args("a", p[0].String(), "b", p[1].String())
		}
		if major {
			f.Severity = c.raise()
		}
		if c.cosmetic(was, p) {
			f.Severity = Info
		}
		c.report(f)
	}
}

func otherOf(p align.Pair, v align.Version) align.Version {
	if p[0] == v {
		return p[1]
	}
	return p[0]
}

// editSpan covers everything that changed, in the new text.
func editSpan(edits []edit) Span {
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
func majorEdit(before, after []rune, edits []edit, v align.Version) bool {
	n := 0
	for _, e := range edits {
		if !e.Same {
			n += changed(e)
		}
	}
	if n*3 > max(len(before), len(after)) {
		return true
	}
	return quantityKeys(string(before), v) != quantityKeys(string(after), v)
}

func quantityKeys(text string, v align.Version) string {
	var b strings.Builder
	for _, q := range quantity.Find(text, grammar(v)) {
		b.WriteString(q.Key())
		b.WriteByte(' ')
	}
	return b.String()
}

func grammar(v align.Version) quantity.Lang {
	if v == align.En {
		return quantity.English
	}
	return quantity.Chinese
}

// cosmetic reports whether the texts are those approved but for width, white
// space and quotation marks.
func (c *Case) cosmetic(was [2]string, p align.Pair) bool {
	for side, v := range p {
		if Cosmetic(was[side]) != Cosmetic(c.Unit.Text[v]) {
			return false
		}
	}
	return true
}

// Cosmetic folds what a cosmetic edit may change: white space, full width,
// the shape of quotation marks and dashes. Two texts that fold alike say the
// same in the same script.
func Cosmetic(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0x3000 || r <= ' ' || r == 0xA0 || r == 0xFEFF || r == 0x200B:
			continue
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		}
		switch {
		case strings.ContainsRune("“”„‟「」『』＂«»\"", r):
			r = '"'
		case strings.ContainsRune("‘’‛'", r):
			r = '\''
		case strings.ContainsRune("–—−", r):
			r = '-'
		case r == '。':
			r = '.'
		case r == '，':
			r = ','
		}
		b.WriteRune(r)
	}
	return b.String()
}
