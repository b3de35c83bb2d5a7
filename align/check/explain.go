package check

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/quantity"
)

// Reason is one thing that was compared and found to agree, or not enough to
// be told: a line of the answer to "why is nothing more flagged?".
type Reason struct {
	Check   string            `json:"check"`
	Key     string            `json:"key"`
	Args    map[string]string `json:"args"`
	Message string            `json:"message"` // in English
	spare   bool              // left out first where there are too many
}

// What an answer may have. Six lines are read, forty were not; what is longer is told
// by its beginning.
const (
	linesMost     = 6
	listedMost    = 6   // amounts or names of a line
	sentencesMost = 200 // of a unit, that are looked for: many more are no paragraph
)

// Explain says what was compared in a unit: quantities that were matched, names,
// sentences, lengths, negations, likeness; in words, in linesMost lines at most. lang is
// that of the messages. It answers from what the rules themselves measure, and is silent
// of whatever a finding of the unit speaks of, so that it cannot say otherwise than they
// do. nil where there are not two texts, and when ctx is done before.
func Explain(ctx context.Context, u Unit, s *Stats, lang string) []Reason {
	if s == nil {
		s = NewStats([]Unit{u}, Settings{})
	}
	e := explainer{c: newCase(u, s), lang: lang}
	for _, v := range align.Versions {
		if e.c.has(v) {
			e.versions = append(e.versions, v)
		}
	}
	if len(e.versions) < 2 {
		return nil
	}
	told := newCase(u, s)
	told.ctx = ctx
	e.told = told.run()
	e.first, e.others = e.versions[0], e.versions[1:]
	for _, part := range []func(){e.quantities, e.names, e.sentences, e.lengths, e.negations, e.likeness} {
		if ctx.Err() != nil {
			return nil
		}
		part()
	}
	if len(e.out) == 0 {
		e.add("", "explain.told")
	}
	for len(e.out) > linesMost {
		i := max(slices.IndexFunc(e.out, func(r Reason) bool { return r.spare }), 0)
		e.out = slices.Delete(e.out, i, i+1)
	}
	return e.out
}

// explainer puts an answer together: one version, English where there is any, is looked
// at beside the others.
type explainer struct {
	c        *Case
	versions []align.Version // that have text
	first    align.Version   // beside which the others are looked at
	others   []align.Version
	told     []Finding
	lang     string
	out      []Reason
}

func (e *explainer) add(check, key string, kv ...string) *Reason {
	r := Reason{Check: check, Key: key, Args: args(kv...)}
	r.Message = Message(e.lang, Finding{Key: key, Args: r.Args})
	e.out = append(e.out, r)
	return &e.out[len(e.out)-1]
}

// spoken reports whether a finding of one of some checks, or groups of checks that end
// with a point, speaks of the unit.
func (e *explainer) spoken(checks ...string) bool {
	return slices.ContainsFunc(e.told, func(f Finding) bool {
		return slices.ContainsFunc(checks, func(c string) bool {
			return f.Check == c || strings.HasSuffix(c, ".") && strings.HasPrefix(f.Check, c)
		})
	})
}

// spokenAt reports whether a finding of a group of checks speaks of a place.
func (e *explainer) spokenAt(group string, v align.Version, from, to int) bool {
	return slices.ContainsFunc(e.told, func(f Finding) bool {
		s, ok := f.Spans[v]
		return ok && strings.HasPrefix(f.Check, group) && s[0] < to && from < s[1]
	})
}

// listed is a list as a line has room for it.
func listed(list []string, with string) string {
	list = slices.Compact(list)
	if len(list) > listedMost {
		list = append(slices.Clone(list[:listedMost]), "…")
	}
	return strings.Join(list, with)
}

// quantities tells which amounts the versions have in common, and which stand in one
// alone.
func (e *explainer) quantities() {
	a := e.c.amounts(e.first)
	same := make([]string, len(a)) // what answers to each amount of the first version
	met := make([]int, len(a))
	var alone []string
	for _, v := range e.others {
		b := e.c.amounts(v)
		// Each quantity of b answers for one of a: two "10 percent" need two 10%.
		used := make([]bool, len(b))
		for i, x := range a {
			from, to := quantity.Near(i, len(a), len(b))
			for j := from; j < to; j++ {
				if !used[j] && quantity.Same(x, b[j]) {
					used[j] = true
					same[i] += " = " + b[j].Text
					met[i]++
					break
				}
			}
		}
		for j, y := range b {
			if !used[j] && !e.spokenAt("num.", v, y.Start, y.End) {
				alone = append(alone, show(y))
			}
		}
	}
	var both, first []string
	for i, x := range a {
		switch {
		case e.spokenAt("num.", e.first, x.Start, x.End): // told, with its values
		case met[i] == len(e.others):
			both = append(both, x.Text+same[i])
		default:
			first = append(first, show(x))
		}
	}
	if len(both) > 0 {
		e.add("num.value", "explain.same", "x", listed(both, "; "))
	}
	if alone = append(first, alone...); len(alone) > 0 {
		e.add("num.value", "explain.alone", "x", listed(alone, "; "))
	}
}

// names tells which names of the first version the others have too.
func (e *explainer) names() {
	var met, unmet []string
	for _, m := range e.c.names.Mentions(e.first) {
		// Also where the finding is about another form of the name.
		if e.spoken("ent.") && slices.ContainsFunc(e.told, func(f Finding) bool {
			return strings.HasPrefix(f.Check, "ent.") && strings.Contains(f.Values[e.first]+f.Args["x"], m.Text)
		}) {
			continue
		}
		if !slices.ContainsFunc(e.others, func(v align.Version) bool { return !e.c.names.Met(m, e.first, v) }) {
			met = append(met, m.Text)
			// A word that begins a sentence has a capital without being a name.
		} else if !m.First {
			unmet = append(unmet, m.Text)
		}
	}
	slices.Sort(met)
	slices.Sort(unmet)
	if len(met) > 0 {
		e.add("ent.name", "explain.names", "x", listed(met, "、")).spare = true
	}
	if len(unmet) > 0 {
		e.add("ent.name", "explain.names.unmet", "a", e.first.String(), "x", listed(unmet, "、"))
	}
}

// sentences tells whether each sentence of the first version has a counterpart.
func (e *explainer) sentences() {
	if e.spoken("cmp.sentences", "cmp.truncated", "cmp.empty", "cmp.same", "aln.low") {
		return
	}
	c := e.c
	all := c.Words(e.first).Sentences
	for _, v := range e.others {
		var weak []Span
		for i, s := range all[:min(len(all), sentencesMost)] {
			if len(s.Tokens) == 0 || len(c.Words(v).Sentences) == 0 {
				continue
			}
			// Less than one nat: as likely by chance.
			if _, evidence := c.Counterpart(e.first, i, v); evidence < 1 {
				weak = append(weak, s.Span)
			}
		}
		if len(weak) > 0 {
			e.add("cmp.sentences", "explain.sentence.weak", "a", e.first.String(), "b", v.String(), "x", clip(c.slice(e.first, weak[0]), 40))
			return
		}
	}
	e.add("cmp.sentences", "explain.sentences", "a", e.first.String())
}

// lengths tells in words how the lengths go together.
func (e *explainer) lengths() {
	if e.spoken("cmp.", "aln.low") {
		return
	}
	key, other := "", e.first
	for _, v := range e.others {
		d, ok := e.c.deviation(align.Pair{e.first, v}) // short texts have any ratio
		switch {
		case ok && d > fitted.length.band:
			key, other = "explain.longer", v
		case ok && d < -fitted.length.band:
			key, other = "explain.shorter", v
		case ok && key == "":
			key = "explain.length"
		}
	}
	if key != "" {
		e.add("cmp.length", key, "a", e.first.String(), "b", other.String()).spare = true
	}
}

// negations tells whether the versions deny as much as each other.
func (e *explainer) negations() {
	if e.spoken("sem.") {
		return
	}
	x := len(e.c.denials().Denials(e.first).Sure)
	sum, key, other := x, "explain.negations", e.first
	for _, v := range e.others {
		y := len(e.c.denials().Denials(v).Sure)
		if sum += y; x != y && key == "explain.negations" {
			key, other = "explain.negations.apart", v
		}
	}
	if sum > 0 {
		y := len(e.c.denials().Denials(other).Sure)
		e.add("sem.negation", key, "a", e.first.String(), "b", other.String(), "x", fmt.Sprint(x), "y", fmt.Sprint(y))
	}
}

// likeness tells how the two Chinese versions stand to each other.
func (e *explainer) likeness() {
	if !e.c.has(align.Hans) || !e.c.has(align.Hant) || e.spoken("hh.", "cmp.same") {
		return
	}
	// Of versions made from each other that differ here, hh.diverge has the word.
	switch {
	case !e.c.Stats.likeness.Converted:
		e.add("hh.diverge", "explain.independent")
	case e.c.like().value == 1:
		e.add("hh.diverge", "explain.converted")
	}
}
