package reading

import (
	"math"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
)

// Triple is three sentences that say the same thing, by their numbers in En, Hans
// and Hant.
type Triple [3]int

// Triples returns the sentences that are each other's counterparts in all
// three versions, and really Chinese on the Chinese sides. They are worked out once.
func (u *Texts) Triples() []Triple {
	if u.triples == nil {
		u.triples = u.findTriples()
	}
	return u.triples
}

func (u *Texts) findTriples() []Triple {
	out := []Triple{}
	single := func(v align.Version) bool { return len(u.Words(v).Sentences) == 1 }
	if single(align.En) && single(align.Hans) && single(align.Hant) {
		if u.chinese(align.Hans, 0) && u.chinese(align.Hant, 0) {
			out = append(out, Triple{})
		}
		return out
	}
	for k := range u.Words(align.En).Sentences {
		i, e1 := u.Counterpart(align.En, k, align.Hans)
		j, e2 := u.Counterpart(align.En, k, align.Hant)
		if e1 < 1 || e2 < 1 || !u.chinese(align.Hans, i) || !u.chinese(align.Hant, j) {
			continue
		}
		b1, _ := u.Counterpart(align.Hans, i, align.En)
		b2, _ := u.Counterpart(align.Hant, j, align.En)
		b3, e3 := u.Counterpart(align.Hans, i, align.Hant)
		if b1 == k && b2 == k && b3 == j && e3 >= 1 {
			out = append(out, Triple{k, i, j})
		}
	}
	return out
}

// chinese reports whether sentence i of v is Chinese for the most part, as one that was
// left in English is not: a third of a Latin letter says as much as a character.
func (u *Texts) chinese(v align.Version, i int) bool {
	s := u.Words(v).Sentences[i].Span
	han, latin := letter.Count(u.Runes[v][s[0]:s[1]])
	return han*3 > latin
}

// Counterpart returns the sentence of version o that shares most with sentence
// i of v, and the evidence for it in nats; 0 and minus infinity where o has none.
func (u *Texts) Counterpart(v align.Version, i int, o align.Version) (best int, evidence float64) {
	key := [3]int{int(v), i, int(o)}
	if p, ok := u.partners[key]; ok {
		return p.sentence, p.evidence
	}
	evidence = math.Inf(-1)
	from, to := quantity.Near(i, len(u.Words(v).Sentences), len(u.Words(o).Sentences))
	for j := from; j < to; j++ {
		if e := u.Frequency.Support(u.Words(v).Sentences[i].Tokens, nil, v, o, u.Words(o).bag(j)); e > evidence {
			best, evidence = j, e
		}
	}
	if u.partners == nil {
		u.partners = map[[3]int]partner{}
	}
	u.partners[key] = partner{best, evidence}
	return best, evidence
}

// partner is what Counterpart found.
type partner struct {
	sentence int
	evidence float64
}
