package check

import (
	"slices"

	"triptych/align"
)

// stance is how a version stands to what another one denies.
type stance uint8

const (
	silent  stance = iota // it does not say it, or not in words that are known
	affirms               // it says it and does not deny it
	denies
)

const (
	// stanceMet is how much evidence, in nats, the words that are denied must have
	// in a clause for the clause to be about them, and stanceSure where there is no
	// third version.
	stanceMet  = 1.5
	stanceSure = 5.0
	// stanceAmid is how much it takes where something else is denied in the sentence.
	stanceAmid = 4.5
	// stanceSecond is taken off where the word next to the denial is not met.
	stanceSecond = 2.5
	// stancePlain stands for both where the version denies nothing at all.
	stancePlain = 0.7
	// stanceExplains is the evidence for another denial being the one that stands there.
	stanceExplains = 3.0
	// stanceContext is what the other words of the clause count.
	stanceContext = 0.8
)

// stanceOf follows a denial of version v to version o: to the clause that shares
// most with it, and returns the evidence for that clause. Where o may have said the
// denial elsewhere it is silent.
func (c *denying) stanceOf(d denial, v, o align.Version) (s stance, evidence float64) {
	if len(d.scope) == 0 || d.idiom || d.other || c.doubled(d, v) {
		return silent, 0
	}
	n := c.follow(d, v, o)
	if n.stance != affirms {
		return n.stance, n.evidence
	}
	here, there := c.denialsBeside(d, v, o, c.clauses(o)[n.clause].sentence)
	if n.rival > 0.8*n.score || there >= here || n.denied > 0.5*n.evidence {
		return silent, n.evidence
	}
	return affirms, n.evidence
}

// followed is the clause of a version that shares most with a denial of another one.
type followed struct {
	clause   int // -1 for none
	stance   stance
	evidence float64 // of what is denied, in nats
	score    float64 // with the words around it
	rival    float64 // the best score of a clause that does not affirm it
	denied   float64 // the most evidence with which some clause denies it
}

// follow looks in all of version o for what a denial of v is about.
func (c *denying) follow(d denial, v, o align.Version) followed {
	from := &c.clauses(v)[d.clause]
	least, second := stanceMet, stanceSecond
	if c.plain(o) {
		least, second = stancePlain, stancePlain
	}
	n := followed{clause: -1}
	clauses := c.clauses(o)
	for i := range clauses {
		e := &clauses[i]
		met := c.scopeMet(d, v, o, e, second)
		if met < least {
			continue
		}
		stands := c.governs(o, i, d)
		if stands == denies {
			n.denied = max(n.denied, met)
		}
		if !c.belong(v, from.sentence, o, e.sentence) {
			continue
		}
		score := met + stanceContext*c.contextMet(d, from, v, o, e)
		if stands != affirms {
			n.rival = max(n.rival, score)
		}
		if score > n.score {
			n.score, n.clause, n.evidence, n.stance = score, i, met, stands
		}
	}
	return n
}

// plain reports whether nothing in version v can be read as denying.
func (c *denying) plain(v align.Version) bool {
	return !slices.ContainsFunc(c.denying(v).weak, func(w weak) bool { return !w.near })
}

// doubled reports whether another denial stands close by in the same clause: two
// of them may affirm.
func (c *denying) doubled(d denial, v align.Version) bool {
	reach := 3
	if v == align.En {
		reach = 16
	}
	return slices.ContainsFunc(c.denying(v).weak, func(w weak) bool {
		return w.clause == d.clause && w.Span != d.Span && !w.near && !w.adverb && max(w.Span[0]-d.Span[1], d.Span[0]-w.Span[1]) <= reach
	})
}

// denialsBeside counts what may deny in the sentence of d, a denial of version v,
// and what may in the sentences of o that belong to it or are
// number there.
func (c *denying) denialsBeside(d denial, v, o align.Version, number int) (here, there int) {
	home := c.clauses(v)[d.clause].sentence
	for _, x := range c.denying(v).weak {
		if !x.near && c.clauses(v)[x.clause].sentence == home {
			here++
		}
	}
	for _, w := range c.denying(o).weak {
		if s := c.clauses(o)[w.clause].sentence; w.near || s != number && !c.belong(v, home, o, s) {
			continue
		}
		if k := c.explains(d, v, o, w); k == home {
			here-- // both have it
		} else if k < 0 {
			there++
		}
	}
	return here, there
}

// explains returns the sentence of another denial of v than d that w of o answers
// to, -1 for none.
func (c *denying) explains(d denial, v, o align.Version, w weak) int {
	for _, e := range c.denying(v).sure {
		if e.Span != d.Span && len(e.scope) > 0 && c.scopeMet(e, v, o, &c.clauses(o)[w.clause], stanceSecond) >= stanceExplains {
			return c.clauses(v)[e.clause].sentence
		}
	}
	return -1
}

// belong reports whether sentence i of v and sentence j of o belong together: one
// is the counterpart of the other.
func (c *denying) belong(v align.Version, i int, o align.Version, j int) bool {
	if len(c.reading(o).sentences) == 1 {
		return true
	}
	there, evidence := c.counterpart(v, i, o)
	back, evidence2 := c.counterpart(o, j, v)
	return there == j && evidence > belongEvidence || back == i && evidence2 > belongEvidence
}

// belongEvidence is the evidence, in nats, from which on sentences belong together.
const belongEvidence = 1

// scopeMet is the evidence that what d denies is said in clause e of o. It takes
// more, by second, where the word next to the denial is not met.
func (c *denying) scopeMet(d denial, v, o align.Version, e *clause, second float64) float64 {
	sum, first := 0.0, false
	for i, t := range d.scope {
		if t.metIn(e.words()) {
			sum += max(0, c.words.weigh(t, nil, v, o, e.words()))
			first = first || i == 0
		} else if i == 1 && sum == 0 {
			return 0
		}
	}
	if !first {
		sum -= second
	}
	return sum
}

func (c *denying) contextMet(d denial, from *clause, v, o align.Version, e *clause) float64 {
	sum := 0.0
	for _, t := range from.tokens {
		if t.Span[1] <= d.Span[0] && t.metIn(e.words()) {
			sum += max(0, c.words.weigh(t, nil, v, o, e.words()))
		}
	}
	return sum
}

// governs says how version o stands, in clause k, to the words that d is about:
// silent where something there may deny them in its own way.
func (c *denying) governs(o align.Version, k int, d denial) stance {
	e := c.clauses(o)[k]
	s := affirms
	for _, w := range c.denying(o).weak {
		switch {
		case o != align.En && !w.word && w.clause == k+1 && w.Span[0] == c.clauses(o)[k+1].Span[0]:
			s = silent // 使用本网站时，不得…
		case w.clause != k:
		case c.reaches(w, e, d):
			if !w.near {
				return denies
			}
			s = silent
		case o != align.En && !w.near:
			s = silent // what it denies may stand before it
		}
	}
	return s
}

// reaches reports whether a word of clause e stands before one of the words that
// d is about. A word that is itself what d denies does not: 绝迹 in 并未绝迹.
func (c *denying) reaches(w weak, e clause, d denial) bool {
	found := false
	for _, t := range e.tokens {
		if t.Span[1] <= w.Span[0] && !w.all {
			continue
		}
		for _, s := range d.scope {
			if meets(s, t) {
				if w.word && t.Span[0] <= w.Span[0] && w.Span[0] < t.Span[1] {
					return false
				}
				found = true
			}
		}
	}
	return found
}

// meets reports whether two tokens may stand for each other.
func meets(a, b token) bool {
	for _, x := range a.concepts {
		for _, y := range b.concepts {
			if x == y {
				return true
			}
		}
	}
	return false
}
