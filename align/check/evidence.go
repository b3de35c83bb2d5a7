package check

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/letter"
)

// How often words occur in the versions of a document, and how often the
// words of one version are met by another: what it takes to say whether a
// sentence has a counterpart.
//
// A token is met when the other cell holds one of its concepts. If the
// sentence is translated there, a token is met with probability rate; if it is
// not, only by chance, which depends on how common its concepts are in that
// version and how long the cell is. The log of the ratio of the two, summed
// over the tokens, is the evidence in nats: positive for a counterpart.
type frequency struct {
	count [3]map[concept]int
	total [3]int
	rate  [3][3]float64 // from version, to version
}

const (
	rateDictionary = 0.5 // before a document has said better
	rateChinese    = 0.7
	rareCount      = 0.3 // what a concept counts that a document has not seen
	rareTotal      = 400 // tokens, likewise
)

func fitFrequency(cases []*trio) frequency {
	var f frequency
	for v := range f.count {
		f.count[v] = map[concept]int{}
	}
	for _, k := range cases {
		for v, r := range k.readings {
			if r == nil {
				continue
			}
			f.total[v] += r.tokens
			for c, n := range r.has {
				f.count[v][c] += n
			}
		}
	}
	for _, p := range align.Pairs {
		for _, d := range [2][2]align.Version{{p[0], p[1]}, {p[1], p[0]}} {
			prior := rateDictionary
			if p[0] != align.En {
				prior = rateChinese
			}
			met, n := prior*100, 100.0
			counts := make([][2]int, len(cases)) // met, tokens
			cores.Each(len(cases), func(i int) {
				from, to := cases[i].readings[d[0]], cases[i].readings[d[1]]
				if from == nil || to == nil {
					return
				}
				for _, s := range from.sentences {
					for _, t := range s.tokens {
						counts[i][1]++
						if t.metIn(to) {
							counts[i][0]++
						}
					}
				}
			})
			for _, k := range counts {
				met += float64(k[0])
				n += float64(k[1])
			}
			f.rate[d[0]][d[1]] = min(max(met/n, 0.3), 0.97)
		}
	}
	return f
}

func (t token) metIn(r *reading) bool {
	for _, c := range t.concepts {
		if r.has[c] > 0 {
			return true
		}
	}
	return false
}

// chance returns how likely it is that one of a token's concepts stands in a
// cell of version v that has nothing to do with it, and how many tokens of r, which
// is that cell, may stand for it.
func (f *frequency) chance(t token, v align.Version, r *reading) (p float64, meetings int) {
	rate := 0.0
	for _, c := range t.concepts {
		here := r.has[c]
		meetings = max(meetings, here)
		n := max(f.count[v][c]-here, 0)
		rate += (float64(n) + rareCount) / float64(max(f.total[v]-r.tokens, 0)+rareTotal)
	}
	return 1 - math.Exp(-rate*float64(r.tokens)), meetings
}

// support returns the evidence that the tokens, of a sentence of the reading
// own of version from, have a counterpart in the reading of version to.
func (f *frequency) support(tokens []token, own *reading, from, to align.Version, r *reading) float64 {
	sum := 0.0
	for _, t := range tokens {
		sum += f.weigh(t, own, from, to, r)
	}
	return sum
}

// weigh returns the evidence of one token. Where own says a thing more often
// than r does, each mention has only its share of what meets it.
func (f *frequency) weigh(t token, own *reading, from, to align.Version, r *reading) float64 {
	p0, n := f.chance(t, to, r)
	p0 = min(p0, 0.95)
	p1 := max(f.rate[from][to], p0)
	miss := math.Log((1 - p1 + 0.02) / (1 - p0 + 0.02))
	if n == 0 {
		if t.name && (from != align.En || f.count[to][t.concepts[0]] == 0) {
			return 0
		}
		return miss
	}
	w := 1.0
	if own != nil {
		w = min(1, float64(n)/float64(max(own.has[t.concepts[0]], 1)))
	}
	return w*math.Log(p1/p0) + (1-w)*miss
}

// weights returns what weigh says of each token of version from against
// version to, in the order of the reading.
func (c *trio) weights(from, to align.Version) []float64 {
	if w := c.weighed[from][to]; w != nil {
		return w
	}
	tokens, _, _ := c.reading(from).all()
	own, other := c.reading(from), c.reading(to)
	w := make([]float64, len(tokens), len(tokens)+1)
	for i, t := range tokens {
		if w[i] = c.words.weigh(t, own, from, to, other); w[i] < 0 && to != align.En && c.unwanted(t, from, to) {
			w[i] = 0
		}
	}
	c.weighed[from][to] = w
	return w
}

// unwanted reports whether a word is a foreign name that a Chinese version need not
// have in Latin letters: one that it writes by its sound, or that stands in brackets
// behind such a name, 伊圖里（Ituri）.
func (c *trio) unwanted(t token, from, to align.Version) bool {
	text := c.runes[from]
	if !letter.Latin(text[t.Span[0]]) || !unicode.IsUpper(text[t.Span[0]]) {
		return false
	}
	if from != align.En {
		return edge(text, t.Span[0]-1, -1, "（(") && edge(text, t.Span[1], 1, "）)")
	}
	return t.name && slices.ContainsFunc(spoken(strings.ToLower(c.slice(from, t.Span))), func(w string) bool {
		return len(w) >= 4 && c.sounding(w, to) >= soundsAlike
	})
}

func total(w []float64) (sum float64) {
	for _, x := range w {
		sum += x
	}
	return sum
}
