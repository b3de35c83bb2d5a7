package check

import (
	"math"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/name"
	"triptych/align/reword"
)

// entName: a version has another name than the others.
// A name is the one thing that readers check themselves: Finland as 爱尔兰 is seen by
// everybody but the person who wrote it. A name that is only missing says little
// (Chinese repeats names where English has "he", and the reverse), so a finding wants
// a stranger in its place.
var entName = Rule{
	ID: "ent.name", Severity: Error, Version: 6,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", ForSome}},
	Find:  findNames,
}

func findNames(c *Case) {
	// Where a sentence is missing its names are missing too; only a third version that
	// has the name says that this is something else.
	told := false
	for _, m := range c.names.Misnamed() {
		if !m.Witness && c.spoke("cmp.sentences") {
			continue
		}
		// A stranger without a lost name may be a gloss (英國里茲 for Leeds) or a word that
		// merely looks like a name.
		// 亚历山大 is no stranger for Aleksandr, which the other Chinese version leaves as it is.
		if c.names.Kept(m) {
			continue
		}
		if m.Lost.Text == "" && (m.In == align.En || !c.names.Strange(m.In, m.Strange)) {
			continue
		}
		c.reportName(m)
		told = true
	}
	if !told && !c.reportMoved() {
		c.reportRewords(reword.Name)
	}
}

// reportMoved tells of somebody else of the document in the place of a name.
func (c *Case) reportMoved() bool {
	moved := c.names.Moved(c.Stats.cast)
	for _, m := range moved {
		c.reportName(m)
	}
	return len(moved) > 0
}

func (c *Case) reportName(m name.Misnamed) {
	f := Finding{Pair: both(m.From, m.In), Spans: spans(m.In, m.Strange.Span), Key: "ent.name", Severity: Warning,
		Args: args("a", m.From.String(), "b", m.In.String(), "x", m.Lost.Text, "y", m.Strange.Text)}
	three := len(c.pairs()) == 3
	switch {
	case m.Lost.Text == "":
		f.Key = "ent.name.strange"
		if three {
			f.Odd = odd(m.In)
		}
	case m.Witness:
		f.Odd, f.Key, f.Severity = odd(m.In), "ent.name.odd", Error
		f.Args["c"] = align.Version(3 - int(m.From) - int(m.In)).String()
	}
	f.grounds.Case = scriptOf(m.Lost.Text) + scriptOf(m.Strange.Text) + c.names.Manner(m)
	f.grounds.Second = c.names.Likeness(m)
	f.grounds.Evidence = math.Log1p(float64(utf8.RuneCountInString(m.Lost.Text)))
	if m.Lost.Text != "" {
		f.Spans[m.From] = m.Lost.Span
		f.Values = map[align.Version]string{m.From: m.Lost.Text, m.In: m.Strange.Text}
	}
	c.report(f)
}

// scriptOf says how a name is written: a long one in Latin letters is seldom missing
// by chance, one of two characters may be a part of another word.
func scriptOf(name string) string {
	switch {
	case name == "":
		return ""
	case letter.HasHan(name):
		return "-han"
	}
	return "-latin"
}
