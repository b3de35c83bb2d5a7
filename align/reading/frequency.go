package reading

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/letter"
	"triptych/align/sound"
)

// Frequency is how often words occur in the versions of a document, and how often the
// words of one version are met by another: what it takes to say whether a
// sentence has a counterpart.
//
// A token is met when the other cell holds one of its concepts. If the
// sentence is translated there, a token is met with probability rate; if it is
// not, only by chance, which depends on how common its concepts are in that
// version and how long the cell is. The log of the ratio of the two, summed
// over the tokens, is the evidence in nats: positive for a counterpart.
type Frequency struct {
	count [3]Counts
	total [3]int
	rate  [3][3]float64 // from version, to version
}

// FitFrequency learns from the units of a document. Those of their texts count that
// were read before: see [Texts.Words].
func FitFrequency(units []*Texts) Frequency {
	var f Frequency
	cores.Each(len(align.Versions), func(v int) {
		for _, u := range units {
			if r := u.read[v]; r != nil {
				f.total[v] += r.Count
				r.Has.each(f.count[v].add)
			}
		}
	})
	for _, p := range align.Pairs {
		f.rate[p[0]][p[1]] = fitRate(units, p[0], p[1])
		f.rate[p[1]][p[0]] = fitRate(units, p[1], p[0])
	}
	return f
}

// fitRate is the share of the tokens of one version that the other one meets. What
// is usual weighs as much as so many tokens, so that short documents say little.
func fitRate(units []*Texts, from, to align.Version) float64 {
	usual := fitted.rateDictionary
	if from != align.En && to != align.En {
		usual = fitted.rateChinese
	}
	met, n := usual*fitted.rateWeight, fitted.rateWeight
	counts := make([][2]int, len(units)) // met, tokens
	cores.Each(len(units), func(i int) {
		here, there := units[i].read[from], units[i].read[to]
		if here == nil || there == nil {
			return
		}
		for _, s := range here.Sentences {
			for _, t := range s.Tokens {
				counts[i][1]++
				if t.MetIn(there) {
					counts[i][0]++
				}
			}
		}
	})
	for _, k := range counts {
		met += float64(k[0])
		n += float64(k[1])
	}
	return min(max(met/n, fitted.rateLeast), fitted.rateMost)
}

// MetIn reports whether a bag holds one of a token's concepts.
func (t Token) MetIn(r *Words) bool {
	for _, c := range t.Concepts {
		if r.Has.Of(c) > 0 {
			return true
		}
	}
	return false
}

// chance returns how likely it is that one of a token's concepts stands in a
// cell of version v that has nothing to do with it, and how many tokens of r, which
// is that cell, may stand for it.
func (f *Frequency) chance(t Token, v align.Version, r *Words) (p float64, meetings int) {
	rate := 0.0
	for _, c := range t.Concepts {
		here := r.Has.Of(c)
		meetings = max(meetings, here)
		n := max(f.count[v].Of(c)-here, 0)
		rate += (float64(n) + fitted.rareCount) / (float64(max(f.total[v]-r.Count, 0)) + fitted.rareTotal)
	}
	return 1 - math.Exp(-rate*float64(r.Count)), meetings
}

// Support returns the evidence that the tokens, of a sentence of the reading
// own of version from, have a counterpart in the reading of version to.
func (f *Frequency) Support(tokens []Token, own *Words, from, to align.Version, r *Words) float64 {
	sum := 0.0
	for _, t := range tokens {
		sum += f.Weigh(t, own, from, to, r)
	}
	return sum
}

// Weigh returns the evidence of one token. Where own says a thing more often
// than r does, each mention has only its share of what meets it.
func (f *Frequency) Weigh(t Token, own *Words, from, to align.Version, r *Words) float64 {
	p0, n := f.chance(t, to, r)
	p0 = min(p0, fitted.chanceMost)
	p1 := max(f.rate[from][to], p0)
	miss := func() float64 { return math.Log((1 - p1 + fitted.missFloor) / (1 - p0 + fitted.missFloor)) }
	if n == 0 {
		if t.name && (from != align.En || f.count[to].Of(t.Concepts[0]) == 0) {
			return 0
		}
		return miss()
	}
	met := math.Log(p1 / p0)
	if own != nil {
		if w := float64(n) / float64(max(own.Has.Of(t.Concepts[0]), 1)); w < 1 {
			return w*met + (1-w)*miss()
		}
	}
	return met
}

// Weights returns what weigh says of each token of version from against
// version to, in the order of the reading.
func (u *Texts) Weights(from, to align.Version) []float64 {
	if w := u.weighed[from][to]; w != nil {
		return w
	}
	tokens, _, _ := u.Words(from).All()
	own, other := u.Words(from), u.Words(to)
	w := make([]float64, len(tokens), len(tokens)+1)
	for i, t := range tokens {
		if w[i] = u.Frequency.Weigh(t, own, from, to, other); w[i] < 0 && to != align.En && u.unwanted(t, from, to) {
			w[i] = 0
		}
	}
	u.weighed[from][to] = w
	return w
}

// unwanted reports whether a word is a foreign name that a Chinese version need not
// have in Latin letters: one that it writes by its sound, or that stands in brackets
// behind such a name, 伊圖里（Ituri）.
func (u *Texts) unwanted(t Token, from, to align.Version) bool {
	text := u.Runes[from]
	if !letter.Latin(text[t.Span[0]]) || !unicode.IsUpper(text[t.Span[0]]) {
		return false
	}
	if from != align.En {
		return Edge(text, t.Span[0]-1, -1, "（(") && Edge(text, t.Span[1], 1, "）)")
	}
	// 佐默 stands for Zommer; words of three letters sound like too much.
	return t.name && slices.ContainsFunc(sound.Spoken(strings.ToLower(u.Slice(from, t.Span))), func(w string) bool {
		return len(w) >= 4 && u.Sounding(w, to) >= sound.Alike()
	})
}

// Sum adds up the evidence of some tokens.
func Sum(w []float64) (sum float64) {
	for _, x := range w {
		sum += x
	}
	return sum
}
