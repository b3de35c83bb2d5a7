package check

import (
	"triptych/align/voice"
)

// cmpSpeaker: a version leaves out who says what it says.
// The sentence is all there, so that no other rule misses anything, and yet a claim has
// become a fact. Chinese drops "he said" where quotation marks say it; that too is told,
// but of two versions only where nothing else in the text speaks of saying.
var cmpSpeaker = Rule{
	ID: "cmp.speaker", Severity: Warning, Version: 2,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.same", OfVersion}, {"cmp.sentences", InUnit}, {"cmp.truncated", InUnit}},
	Find:  findSpeaker,
}

func findSpeaker(c *Case) {
	m, ok := voice.Missing(c.Texts)
	if !ok || !c.open(m.In) {
		return
	}
	a, b := m.In.Others()
	f := Finding{Pair: both(m.At, m.In), Key: "cmp.speaker", Spans: spans(m.At, m.Where[m.At]),
		Args: args("a", m.At.String(), "b", m.In.String(), "x", c.slice(m.At, m.Where[m.At]))}
	if c.has(a) && c.has(b) {
		f.Odd, f.Key = odd(m.In), "cmp.speaker.odd"
		f.Args["a"], f.Args["c"] = a.String(), b.String()
		f.Spans[a], f.Spans[b] = m.Where[a], m.Where[b]
	}
	c.report(f)
}
