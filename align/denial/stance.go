package denial

import (
	"slices"

	"triptych/align"
	"triptych/align/reading"
)

// stance is how a version stands to what another one denies.
type stance uint8

const (
	silent  stance = iota // it does not say it, or not in words that are known
	affirms               // it says it and does not deny it
	denies
)

// stanceOf follows a denial of version v to version o: to the clause that shares
// most with it, and returns the evidence for that clause. Where o may have said the
// denial elsewhere it is silent.
func (u *Unit) stanceOf(d Denial, v, o align.Version) (s stance, evidence float64) {
	if len(d.scope) == 0 || d.idiom || d.other || u.doubled(d, v) && !u.doubledAlike(d, v, o) {
		return silent, 0
	}
	n := u.follow(d, v, o)
	if n.stance != affirms {
		return n.stance, n.evidence
	}
	here, there := u.denialsBeside(d, v, o, u.Clauses(o)[n.clause].Sentence)
	if n.rival > fitted.stance.rival*n.score || there >= here || n.denied > fitted.stance.denied*n.evidence {
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
func (u *Unit) follow(d Denial, v, o align.Version) followed {
	from := &u.Clauses(v)[d.clause]
	least, second := fitted.stance.met, fitted.stance.second
	if u.plain(o) {
		least, second = fitted.stance.plain, fitted.stance.plain
	}
	n := followed{clause: -1}
	clauses := u.Clauses(o)
	for i := range clauses {
		e := &clauses[i]
		met := u.scopeMet(d, v, o, e, second)
		if met < least {
			continue
		}
		stands := u.governs(o, i, d)
		if stands == denies {
			n.denied = max(n.denied, met)
		}
		if !u.belong(v, from.Sentence, o, e.Sentence) {
			continue
		}
		score := met + fitted.stance.context*u.contextMet(d, from, v, o, e)
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
func (u *Unit) plain(v align.Version) bool {
	return !slices.ContainsFunc(u.Denials(v).weak, func(w weak) bool { return !w.near })
}

// doubled reports whether another denial stands close by in the same clause: two
// of them may affirm, as 不得不 and "cannot fail to".
func (u *Unit) doubled(d Denial, v align.Version) bool {
	reach := fitted.reach.doubledChinese
	if v == align.En {
		reach = fitted.reach.doubledEnglish
	}
	return slices.ContainsFunc(u.Denials(v).weak, func(w weak) bool {
		if w.clause != d.clause || w.Span == d.Span || w.near || w.adverb { // "not incredibly"
			return false
		}
		return max(w.Span[0]-d.Span[1], d.Span[0]-w.Span[1]) <= reach
	})
}

// doubledAlike reports whether what stands doubled with a denial of v is a word with a
// meaning of its own that version o has too, so that it is that word which is denied:
// 从未拒绝 against 拒绝过.
func (u *Unit) doubledAlike(d Denial, v, o align.Version) bool {
	first := d.scope[0]
	if !u.wordThere(first, o) {
		return false
	}
	covered := func(w weak) bool { return w.word && first.Span[0] <= w.Span[0] && w.Span[0] < first.Span[1] }
	return !slices.ContainsFunc(u.Denials(v).weak, func(w weak) bool {
		return w.clause == d.clause && w.Span != d.Span && !w.near && !w.adverb && !covered(w) && max(w.Span[0]-d.Span[1], d.Span[0]-w.Span[1]) <= fitted.reach.doubledEnglish
	})
}

// wordThere reports whether version o has a word with a denial in its meaning that is the
// one of a token: 拒绝 for "refuse", but not 可能 for "impossible".
func (u *Unit) wordThere(t reading.Token, o align.Version) bool {
	return slices.ContainsFunc(u.Denials(o).weak, func(w weak) bool {
		if !w.word || w.whole || w.near {
			return false
		}
		e := u.Clauses(o)[w.clause]
		return slices.ContainsFunc(e.Tokens, func(x reading.Token) bool {
			return x.Span[0] <= w.Span[0] && w.Span[0] < x.Span[1] && reading.Meets(t, x)
		})
	})
}

// denialsBeside counts what may deny in the sentence of d, a denial of version v,
// and what may in the sentences of o that belong to it or are
// number there.
func (u *Unit) denialsBeside(d Denial, v, o align.Version, number int) (here, there int) {
	home := u.Clauses(v)[d.clause].Sentence
	for _, x := range u.Denials(v).weak {
		if !x.near && u.Clauses(v)[x.clause].Sentence == home {
			here++
		}
	}
	for _, w := range u.Denials(o).weak {
		if s := u.Clauses(o)[w.clause].Sentence; w.near || s != number && !u.belong(v, home, o, s) {
			continue
		}
		if k := u.explains(d, v, o, w); k == home {
			here-- // both have it
		} else if k < 0 {
			there++
		}
	}
	return here, there
}

// explains returns the sentence of another denial of v than d that w of o answers
// to, -1 for none.
func (u *Unit) explains(d Denial, v, o align.Version, w weak) int {
	for _, e := range u.Denials(v).Sure {
		if e.Span != d.Span && len(e.scope) > 0 && u.scopeMet(e, v, o, &u.Clauses(o)[w.clause], fitted.stance.second) >= fitted.stance.explains {
			return u.Clauses(v)[e.clause].Sentence
		}
	}
	return -1
}

// belong reports whether sentence i of v and sentence j of o belong together: one
// is the counterpart of the other.
func (u *Unit) belong(v align.Version, i int, o align.Version, j int) bool {
	if len(u.Words(o).Sentences) == 1 {
		return true
	}
	there, evidence := u.Counterpart(v, i, o)
	back, evidence2 := u.Counterpart(o, j, v)
	return there == j && evidence > fitted.belong || back == i && evidence2 > fitted.belong
}

// scopeMet is the evidence that what d denies is said in clause e of o. It takes
// more, by second, where the word next to the denial is not met.
func (u *Unit) scopeMet(d Denial, v, o align.Version, e *reading.Clause, second float64) float64 {
	sum, first := 0.0, false
	for i, t := range d.scope {
		if t.MetIn(e.Words()) {
			sum += max(0, u.Frequency.Weigh(t, nil, v, o, e.Words()))
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

// contextMet is the evidence that what stands before a denial in its clause is said in
// clause e of o, so that the clause is about the same thing.
func (u *Unit) contextMet(d Denial, from *reading.Clause, v, o align.Version, e *reading.Clause) float64 {
	sum := 0.0
	for _, t := range from.Tokens {
		if t.Span[1] <= d.Span[0] && t.MetIn(e.Words()) {
			sum += max(0, u.Frequency.Weigh(t, nil, v, o, e.Words()))
		}
	}
	return sum
}

// governs says how version o stands, in clause k, to the words that d is about:
// silent where something there may deny them in its own way.
func (u *Unit) governs(o align.Version, k int, d Denial) stance {
	e := u.Clauses(o)[k]
	s := affirms
	for _, w := range u.Denials(o).weak {
		opensNext := w.clause == k+1 && w.Span[0] == u.Clauses(o)[k+1].Span[0]
		switch {
		case o != align.En && !w.word && opensNext:
			s = silent // 使用本网站时，不得…
		case w.clause != k, !w.whole && w.denied(e, d):
		case u.reaches(w, e, d) && !w.denied(e, d):
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
// d is about.
func (u *Unit) reaches(w weak, e reading.Clause, d Denial) bool {
	for _, t := range e.Tokens {
		if t.Span[1] <= w.Span[0] && !w.all {
			continue
		}
		if slices.ContainsFunc(d.scope, func(s reading.Token) bool { return reading.Meets(s, t) }) {
			return true
		}
	}
	return false
}

// denied reports whether a word of clause e is itself what d denies, so that it denies
// nothing there: 绝迹 in 并未绝迹, 拒绝 in 从未拒绝.
func (w weak) denied(e reading.Clause, d Denial) bool {
	if !w.word && !w.listed {
		return false
	}
	i := slices.IndexFunc(e.Tokens, func(t reading.Token) bool { return t.Span[0] <= w.Span[0] && w.Span[0] < t.Span[1] })
	return i >= 0 && slices.ContainsFunc(d.scope, func(s reading.Token) bool { return reading.Meets(s, e.Tokens[i]) })
}
