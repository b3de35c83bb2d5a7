package check

import (
	"math"
	"slices"

	"triptych/align"
	"triptych/align/cores"
)

// lapse is a supposed omission from, or addition to, a version. Its score is
// the log of the odds that it is real, from logistic fits on texts with
// sentences and clauses left out and put in by chance.
// A clause that is merely reworded leaves unexplained words as well; what tells the two
// apart is that they stand together, end where sentences end, and that the text is
// shorter by as much. No single measure does it, hence the fits.
type lapse struct {
	v     align.Version
	added bool
	gaps  []gap // one for each version that it was seen from
	score float64
}

// fitLapses learns from a document how far above the usual odds its findings
// begin.
// A free translation explains fewer words in every unit. There the bar is raised until
// no more than a share of its units is told: a document does not lack a sentence in
// every second paragraph.
func fitLapses(cases []*Case) float64 {
	scores := make([]float64, len(cases))
	cores.Each(len(cases), func(i int) {
		scores[i] = math.Inf(-1)
		if c := cases[i]; !c.aside() && len(c.pairs()) > 0 {
			// As far above where a close translation's findings begin.
			if l := c.likeliest(); l != nil {
				scores[i] = l.score - c.lapseBase()
			}
		}
	})
	scores = slices.DeleteFunc(scores, func(x float64) bool { return math.IsInf(x, -1) })
	if len(scores) < fitted.lapse.units {
		return 0
	}
	slices.Sort(scores)
	return clamp(scores[int(float64(len(scores))*(1-fitted.lapse.share))], 0, fitted.lapse.most)
}

// lapseBase is where findings begin in a document that is translated closely.
func (c *Case) lapseBase() float64 {
	if len(c.pairs()) < 3 {
		return fitted.lapse.two
	}
	return fitted.lapse.warning
}

// likeliest returns the lapse with the best odds, nil for none.
func (c *Case) likeliest() *lapse {
	var best *lapse
	for i, l := range c.lapses() {
		if best == nil || l.score > best.score {
			best = &c.lapses()[i]
		}
	}
	return best
}

// lapses returns the supposed omissions and additions, the likeliest first for
// each version.
func (c *Case) lapses() []lapse {
	if c.lapsesKnown {
		return c.lapsesFound
	}
	c.lapsesKnown = true
	// Untranslated text explains itself word for word, and a text of many thousand
	// characters (a whole page in one paragraph) always has gaps.
	for _, v := range align.Versions {
		if len(c.runes[v]) > fitted.lapse.text || c.has(v) && v != align.En && c.sameAsEnglish(v) {
			return nil
		}
	}
	for _, v := range align.Versions {
		if l, ok := c.omission(v); ok {
			c.lapsesFound = append(c.lapsesFound, l)
		}
		if l, ok := c.addition(v); ok {
			c.lapsesFound = append(c.lapsesFound, l)
		}
	}
	return c.lapsesFound
}

// omission looks for what v lacks, from each of the other versions.
func (c *Case) omission(v align.Version) (lapse, bool) {
	l := lapse{v: v}
	a, b := v.Others()
	fewer := 0 // by how many sentences v is short, at the most
	for _, o := range []align.Version{a, b} {
		if g, ok := c.stretch(o, v, false); ok {
			l.gaps = append(l.gaps, g)
			if n := len(c.Words(o).Sentences) - len(c.Words(v).Sentences); len(l.gaps) == 1 || n > fewer {
				fewer = n
			}
		}
	}
	switch {
	// With three versions both siblings must have what v lacks, or else one of them has
	// added it.
	case len(l.gaps) == 0, len(l.gaps) == 1 && len(c.pairs()) == 3:
		return l, false
	case slices.ContainsFunc(l.gaps, c.originalOf):
		return l, false
	case len(l.gaps) == 1:
		l.score = lapseOfTwo(l.gaps[0], fewer)
		return l, true
	}
	g, h := l.gaps[0], l.gaps[1]
	least, most := min(g.tokens, h.tokens), max(g.tokens, h.tokens)
	// Both see whole sentences, and v is short of one.
	whole := 0.0
	if g.ends+h.ends >= 3 && fewer > 0 {
		whole = 1
	}
	l.score = fitted.omission.odds(omission{
		base:      1,
		unmetMost: root(max(g.unmet, h.unmet)), unmetLeast: min(g.unmet, h.unmet),
		unmetShare:  max(g.unmet/float64(g.tokens), h.unmet/float64(h.tokens)),
		witnessMost: root(max(g.witness, h.witness)), witnessLeast: min(g.witness, h.witness),
		clausesLeast: float64(min(g.clauses, h.clauses)), clausesMost: float64(max(g.clauses, h.clauses)), whole: whole,
		shortLeast: clamp(min(g.short, h.short), -fitted.lapse.short, fitted.lapse.short), shortMost: clamp(max(g.short, h.short), -fitted.lapse.shortLow, fitted.lapse.short),
		fewer:     float64(min(max(fewer, -1), 1)),
		uncovered: min(fitted.lapse.uncovered, (g.uncovered+h.uncovered)*math.Log1p(float64(least))), words: math.Log1p(float64(most)),
		values: max(g.unsaidValues(), h.unsaidValues()), names: max(c.unsaidNames(g, false), c.unsaidNames(h, false)),
	})
	return l, true
}

// addition looks for what v has and no other version.
func (c *Case) addition(v align.Version) (lapse, bool) {
	a, b := v.Others()
	if !c.has(a) || !c.has(b) {
		return lapse{}, false // with two versions it is an omission of the other one
	}
	g, ok := c.stretch(v, a, true)
	if !ok {
		return lapse{}, false
	}
	more := len(c.Words(v).Sentences) - min(len(c.Words(a).Sentences), len(c.Words(b).Sentences))
	whole := 0.0
	if g.ends == 2 && len(c.Words(v).Sentences) > max(len(c.Words(a).Sentences), len(c.Words(b).Sentences)) {
		whole = 1
	}
	second := c.shortened(b, v, g.Span, v)
	l := lapse{v: v, added: true, gaps: []gap{g}}
	l.score = fitted.addition.odds(addition{
		base: 1, words: math.Log1p(float64(g.tokens)), witness: root(g.witness), unmet: root(min(g.unmet, g.witness)),
		ends: float64(g.ends), whole: whole,
		short: clamp(min(g.short, second), -fitted.lapse.short, fitted.lapse.short), second: clamp(second, -fitted.lapse.short, fitted.lapse.short),
		more: float64(min(max(more, -1), 1)), values: g.unsaidValues(), names: c.unsaidNames(g, true),
	})
	return l, true
}

// lapseOfTwo scores a stretch of one version that the only other one lacks.
// Without a second witness only weight and shape speak, so it takes more of them.
func lapseOfTwo(g gap, fewer int) float64 {
	whole := 0.0
	if g.ends == 2 && fewer > 0 {
		whole = 1
	}
	return fitted.lone.odds(loneLapse{
		base: 1, words: math.Log1p(float64(g.tokens)), unmet: root(g.unmet), each: g.unmet / float64(g.tokens),
		ends: float64(g.ends), clauses: float64(g.clauses), whole: whole,
		short: clamp(g.short, -fitted.lapse.short, fitted.lapse.short), fewer: float64(min(max(fewer, -1), 1)),
		uncovered: min(fitted.lapse.uncovered, g.uncovered*math.Log1p(float64(g.tokens))), share: g.share,
	})
}

func root(x float64) float64 { return math.Sqrt(max(x, 0)) }

// odds are the weights times the measures x, in the logarithm of odds.
func (w omission) odds(x omission) float64 {
	return w.base*x.base + w.unmetMost*x.unmetMost + w.unmetLeast*x.unmetLeast + w.unmetShare*x.unmetShare +
		w.witnessMost*x.witnessMost + w.witnessLeast*x.witnessLeast + w.clausesLeast*x.clausesLeast + w.clausesMost*x.clausesMost +
		w.whole*x.whole + w.shortLeast*x.shortLeast + w.shortMost*x.shortMost + w.fewer*x.fewer +
		w.uncovered*x.uncovered + w.words*x.words + w.values*x.values + w.names*x.names
}

func (w addition) odds(x addition) float64 {
	return w.base*x.base + w.words*x.words + w.witness*x.witness + w.unmet*x.unmet +
		w.ends*x.ends + w.whole*x.whole + w.short*x.short + w.second*x.second +
		w.more*x.more + w.values*x.values + w.names*x.names
}

func (w loneLapse) odds(x loneLapse) float64 {
	return w.base*x.base + w.words*x.words + w.unmet*x.unmet + w.each*x.each +
		w.ends*x.ends + w.clauses*x.clauses + w.whole*x.whole + w.short*x.short +
		w.fewer*x.fewer + w.uncovered*x.uncovered + w.share*x.share
}

// short is the evidence of the lengths for a lapse, from where that is least.
func (l *lapse) short() float64 {
	least := l.gaps[0].short
	for _, g := range l.gaps[1:] {
		least = min(least, g.short)
	}
	return clamp(least, -fitted.lapse.short, 3*fitted.lapse.short)
}
