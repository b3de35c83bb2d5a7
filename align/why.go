package align

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// evidence is one token of a bead and the token that speaks for it.
type evidence struct {
	a, b int32
	gain float32
}

// witnesses finds the pairs of types that speak for a bead, the most telling
// first, each type once.
func (m *pairModel) witnesses(k bead) []evidence {
	if m.here == nil {
		m.here = make([]int32, len(m.a.vocab.names))
	}
	m.round++ // what an earlier bead left in here does not count
	// Rounds instead of clearing: the table has an entry for each type of the
	// document, a bead a few dozen.
	for _, t := range m.a.toks[m.a.from[k.i]:m.a.from[k.i+k.s]] {
		m.here[t] = m.round
	}
	length := float32(m.a.from[k.i+k.s]-m.a.from[k.i]) + float32(fitted.gains.nullLength)
	var out []evidence
	for _, t := range m.b.toks[m.b.from[k.j]:m.b.from[k.j+k.t]] {
		sources, probs := m.toB.of(t)
		scale := 1 / (length * m.b.prob[t])
		for x, s := range sources {
			if m.here[s] != m.round {
				continue
			}
			if gain := logOf(1 + probs[x]*scale); gain >= fitted.reasons.telling {
				out = append(out, evidence{s, t, gain})
			}
		}
	}
	slices.SortFunc(out, func(x, y evidence) int {
		return cmp.Or(cmp.Compare(y.gain, x.gain), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	// Each type once: "bank 银行" and "bank 河岸" cannot both be why.
	kept := out[:0]
	for _, e := range out {
		if !slices.ContainsFunc(kept, func(o evidence) bool { return o.a == e.a || o.b == e.b }) {
			if kept = append(kept, e); len(kept) == 24 {
				break
			}
		}
	}
	return kept
}

// why says in plain English what speaks for a unit and what against it. It names
// the evidence of the first pair alone, as the other two mostly repeat it, and
// no marks of punctuation, which convince nobody.
func (a *aligner) why(u Unit) []string {
	n, k := a.mainPair(u)
	if n < 0 {
		return []string{"no counterpart found in the other versions"}
	}
	m := a.pairs[n].m
	var words, values []string
	for _, e := range m.witnesses(k) {
		x, y := m.a.vocab.shown(e.a), m.b.vocab.shown(e.b)
		switch name := m.b.vocab.names[e.b]; {
		case name[0] == markSign:
		case name[0] == markQuantity:
			values = append(values, shownQuantity(name[1:]))
		case strings.EqualFold(x, y):
			words = append(words, x)
		default:
			words = append(words, x+" "+y)
		}
	}
	var out []string
	if len(words) > 0 {
		out = append(out, "words: "+strings.Join(words[:min(fitted.reasons.words, len(words))], ", "))
	}
	if len(values) > 0 {
		out = append(out, "numbers: "+strings.Join(values[:min(fitted.reasons.values, len(values))], ", "))
	}
	out = append(out, m.lengthRemark(k))
	if len(words)+len(values) == 0 {
		out = append(out, "no words or numbers in common: only length and place speak for it")
	}
	for v, segs := range u.Segs {
		if len(segs) == 0 && len(a.doc[v]) > 0 {
			out = append(out, "no counterpart found in "+Version(v).String())
		}
	}
	return out
}

// mainPair returns the first pair of versions that has text on both sides of
// the unit, and the unit as its bead; -1 when there is none.
func (a *aligner) mainPair(u Unit) (int, bead) {
	for n, pair := range Pairs {
		x, y := u.Segs[pair[0]], u.Segs[pair[1]]
		if a.pairs[n] != nil && len(x) > 0 && len(y) > 0 {
			return n, a.bead(u, pair)
		}
	}
	return -1, bead{}
}

// lengthRemark says how two lengths go together, in shares of what this very
// document leads one to expect.
func (m *pairModel) lengthRemark(k bead) string {
	x, y := span(m.a.chars, k.i, k.s), span(m.b.chars, k.j, k.t)
	if x == 0 || y == 0 {
		return "a side has no text to measure"
	}
	switch share := y / (x * m.length.ratio); {
	case m.length.cost(x, y, m.p) < fitted.reasons.alike:
		return "lengths go together"
	case share < 1:
		return fmt.Sprintf("the translation has %.0f %% of the length to be expected", 100*share)
	default:
		return fmt.Sprintf("the translation has %.1f times the length to be expected", share)
	}
}

// shown returns a type as people write it.
func (v *vocab) shown(t int32) string {
	if s, ok := v.surface[t]; ok {
		return s
	}
	return strings.TrimLeft(v.names[t], string(markLatin))
}

// shownQuantity makes "300000" readable as "300,000" and "m7" as "month 7".
func shownQuantity(key string) string {
	if month, ok := strings.CutPrefix(key, "m"); ok {
		return "month " + month
	}
	n, err := strconv.ParseFloat(key, 64)
	if err != nil || n != float64(int64(n)) || n < 10000 {
		return key
	}
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
