package check

import (
	"fmt"
	"math"
	"strings"

	"triptych/align"
	"triptych/align/quantity"
)

// Reason is one thing that was compared and found to agree, or not enough to
// be told: the answer to "why is this not flagged?".
type Reason struct {
	Check   string            `json:"check"`
	Key     string            `json:"key"`
	Args    map[string]string `json:"args"`
	Message string            `json:"message"` // in English
}

// Explain says of a pair what was compared: quantities that were matched,
// lengths, sentences, names, negations, likeness. lang is that of the messages.
// It answers from what the rules themselves measure, so that it cannot say otherwise
// than they do.
func Explain(u Unit, p align.Pair, s *Stats, lang string) []Reason {
	if s == nil {
		s = NewStats([]Unit{u}, Settings{})
	}
	e := explainer{c: newCase(u, s), p: p, lang: lang}
	if !e.c.has(p[0]) || !e.c.has(p[1]) {
		return nil
	}
	e.quantities()
	e.lengths()
	e.sentences()
	e.names()
	e.negations()
	if p[0] != align.En {
		e.likeness()
	}
	return e.out
}

type explainer struct {
	c    *Case
	p    align.Pair
	lang string
	out  []Reason
}

func (e *explainer) add(check, key string, kv ...string) {
	kv = append(kv, "a", e.p[0].String(), "b", e.p[1].String())
	r := Reason{Check: check, Key: key, Args: args(kv...)}
	r.Message = Message(e.lang, Finding{Key: key, Args: r.Args})
	e.out = append(e.out, r)
}

func (e *explainer) quantities() {
	a, b := e.c.amounts(e.p[0]), e.c.amounts(e.p[1])
	// Each quantity of b answers for one of a: two "10 percent" need two 10%.
	used := make([]bool, len(b))
	var same, alone []string
	for i, x := range a {
		found := false
		from, to := quantity.Near(i, len(a), len(b))
		for j := from; j < to; j++ {
			y := b[j]
			if !used[j] && quantity.Same(x, y) {
				used[j], found = true, true
				same = append(same, x.Text+" = "+y.Text)
				break
			}
		}
		if !found {
			alone = append(alone, show(x))
		}
	}
	for j, y := range b {
		if !used[j] {
			alone = append(alone, show(y))
		}
	}
	if len(same) > 0 {
		e.add("num.value", "explain.same", "x", strings.Join(same, "; "))
	}
	if len(alone) > 0 {
		e.add("num.value", "explain.alone", "x", strings.Join(alone, "; "))
	}
	if len(a)+len(b) == 0 {
		e.add("num.value", "explain.none")
	}
}

func (e *explainer) lengths() {
	// Short texts have any ratio.
	d, ok := e.c.deviation(e.p)
	if !ok {
		e.add("cmp.length", "explain.short")
		return
	}
	r, _ := logRatio(&e.c.Unit, e.p)
	l := e.c.Stats.length[pairIndex(e.p)]
	e.add("cmp.length", "explain.length", "x", fmt.Sprintf("%.2f", math.Exp(r)),
		"y", fmt.Sprintf("%.2f–%.2f", math.Exp(l.middle-fitted.length.band*l.spread), math.Exp(l.middle+fitted.length.band*l.spread)), "z", fmt.Sprintf("%.1f", math.Abs(d)))
}

// explainedSentences is for how many sentences of a unit the counterpart is told: more
// than anybody reads.
const explainedSentences = 200

// sentences gives for each sentence of the first version its counterpart.
func (e *explainer) sentences() {
	c := e.c
	for i, s := range c.Words(e.p[0]).Sentences {
		if i >= explainedSentences {
			break
		}
		j, evidence := c.Counterpart(e.p[0], i, e.p[1])
		if len(s.Tokens) == 0 || len(c.Words(e.p[1]).Sentences) == 0 {
			continue
		}
		key := "explain.sentence"
		// Less than one nat: as likely by chance.
		if evidence < 1 {
			key = "explain.sentence.weak"
		}
		t := c.Words(e.p[1]).Sentences[j]
		e.add("cmp.sentences", key, "x", clip(c.slice(e.p[0], s.Span), 40), "y", clip(c.slice(e.p[1], t.Span), 40), "z", fmt.Sprintf("%.1f", evidence))
	}
}

func (e *explainer) names() {
	var met, unmet []string
	for _, m := range e.c.names.Mentions(e.p[0]) {
		if e.c.names.Met(m, e.p[0], e.p[1]) {
			met = append(met, m.Text)
			// A word that begins a sentence has a capital without being a name.
		} else if !m.First {
			unmet = append(unmet, m.Text)
		}
	}
	if len(met) > 0 {
		e.add("ent.name", "explain.names", "x", strings.Join(met, "、"))
	}
	if len(unmet) > 0 {
		e.add("ent.name", "explain.names.unmet", "x", strings.Join(unmet, "、"))
	}
}

func (e *explainer) negations() {
	x, y := len(e.c.denials().Denials(e.p[0]).Sure), len(e.c.denials().Denials(e.p[1]).Sure)
	if x+y > 0 {
		e.add("sem.negation", "explain.negations", "x", fmt.Sprint(x), "y", fmt.Sprint(y))
	}
}

func (e *explainer) likeness() {
	base := e.c.Stats.likeness
	key := "explain.independent"
	if base.Converted {
		key = "explain.converted"
	}
	e.add("hh.diverge", key, "x", fmt.Sprintf("%.2f", e.c.like().value), "y", fmt.Sprintf("%.2f", base.middle))
}
