package clash

import (
	"triptych/align"
	"triptych/align/quantity"
	"triptych/align/reading"
)

// wordClashes finds two small numbers, one of them in words, or two orders of magnitude,
// that are left over in two versions of a sentence and count the same thing: "four days"
// and 五天. Alone such words prove nothing, since "two" is often left out.
func (u *Unit) wordClashes(pairs []align.Pair, book ledgers) {
	for _, p := range pairs {
		a, b := p[0], p[1]
		x, y := u.onlyPair(a, b, book)
		if x == nil {
			continue
		}
		cl := Clash{Family: x.Family(), A: a, B: b, How: InValue}
		cl.Values[a], cl.Values[b] = x, y
		// The third version says which of the two is odd, where it says either.
		third := align.Version(3 - int(a) - int(b))
		if z := quantity.Among(*x, u.Quantities[third]); u.Has(third) && z != nil {
			cl.Odd, cl.Witness, cl.Values[third] = new(b), third, z
		} else if z := quantity.Among(*y, u.Quantities[third]); u.Has(third) && z != nil {
			cl.A, cl.B, cl.Odd, cl.Witness, cl.Values[third] = b, a, new(a), third, z
		}
		u.list = append(u.list, cl)
	}
}

// onlyPair returns the one pair of small numbers left over in a and b that count the same
// thing; none where there are several.
func (u *Unit) onlyPair(a, b align.Version, book ledgers) (x, y *quantity.Quantity) {
	here, there := u.left(a, b, book), u.left(b, a, book)
	if max(len(here), len(there)) > fitted.counted.many { // a table or a list, and too much work
		return nil, nil
	}
	for _, p := range here {
		for _, q := range there {
			// A week against a month is another matter than two of the one against three.
			if p.Fuzzy != q.Fuzzy || p.Unit != q.Unit || !p.Weak && !q.Weak || !u.countSame(a, p, b, q) {
				continue
			}
			if x != nil {
				return nil, nil
			}
			x, y = p, q
		}
	}
	return x, y
}

// left returns the small numbers of a that b has not and that stand in no clash.
func (u *Unit) left(a, b align.Version, book ledgers) (out []*quantity.Quantity) {
	for i := range u.Quantities[a] {
		q := &u.Quantities[a][i]
		small := q.Weak || q.Exact == quantity.Exact && q.Value <= fitted.counted.small && !q.Decimal()
		if q.Kind == quantity.Number && small && !book[a][b].Found[i] && !book[a][b].Met[i] && !u.settled(a, q) {
			out = append(out, q)
		}
	}
	return out
}

// countSame reports whether two numbers of sentences that belong together count the same
// thing, by their unit or by the words behind them; orders of magnitude need neither.
func (u *Unit) countSame(a align.Version, x *quantity.Quantity, b align.Version, y *quantity.Quantity) bool {
	i, j := u.sentenceOf(a, x), u.sentenceOf(b, y)
	if i < 0 || j < 0 || !u.together(a, i, b, j) {
		return false
	}
	if x.Unit != "" || x.Fuzzy {
		return true
	}
	for _, t := range u.Words(a).Sentences[i].Tokens {
		if !behind(a, x, t) {
			continue
		}
		for _, w := range u.Words(b).Sentences[j].Tokens {
			if behind(b, y, w) && reading.Meets(t, w) {
				return true
			}
		}
	}
	return false
}

// behind reports whether a word stands close behind a number.
func behind(v align.Version, q *quantity.Quantity, t reading.Token) bool {
	reach := fitted.counted.reach
	if v == align.En {
		reach = fitted.counted.reachEnglish
	}
	return t.Span[0] >= q.End && t.Span[0] <= q.End+reach
}

// sentenceOf returns the sentence of v that a number stands in, -1 for none.
func (u *Unit) sentenceOf(v align.Version, q *quantity.Quantity) int {
	for i, s := range u.Words(v).Sentences {
		if s.Span[0] <= q.Start && q.End <= s.Span[1] {
			return i
		}
	}
	return -1
}

// together reports whether two sentences are each other's counterparts.
func (u *Unit) together(a align.Version, i int, b align.Version, j int) bool {
	if len(u.Words(a).Sentences) == 1 && len(u.Words(b).Sentences) == 1 {
		return true
	}
	there, evidence := u.Counterpart(a, i, b)
	back, evidence2 := u.Counterpart(b, j, a)
	return there == j && back == i && min(evidence, evidence2) >= fitted.counted.evidence
}
