package align

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"triptych/align/lexicon"
)

// Memory holds what approved units taught about words: how often an English
// stem was translated by a Chinese word. It joins the evidence when another
// document is aligned. The zero value is an empty memory; it is safe for
// concurrent use once nothing more is learnt.
type Memory struct {
	counts map[wordPair]float32
	units  int
}

// wordPair is an English type and a Chinese type, in Simplified script.
type wordPair struct{ en, zh string }

// TextPair is an approved unit: its English and its Chinese text, in either
// script.
type TextPair struct{ En, Zh string }

// Units returns how many units were learnt from.
func (m *Memory) Units() int { return m.units }

// Learn adds the word pairs of approved units, found by the same model that
// learns from a document as it is aligned. Many units at once teach more than
// the same units one by one.
func (m *Memory) Learn(units []TextPair, lex *lexicon.Lexicon) {
	var en, zh []Segment
	var beads []bead
	for _, u := range units {
		if strings.TrimSpace(u.En) == "" || strings.TrimSpace(u.Zh) == "" {
			continue
		}
		beads = append(beads, bead{i: len(en), s: 1, j: len(zh), t: 1})
		en, zh = append(en, Segment{Text: u.En}), append(zh, Segment{Text: u.Zh})
	}
	if len(beads) == 0 {
		return
	}
	model := newPairModel(readSide(en, En, lex), readSide(zh, Hans, lex), lex, m, &fitted.paragraphs)
	if m.counts == nil {
		m.counts = map[wordPair]float32{}
	}
	for _, w := range learn(beads, model, fitted.learning.memoryRounds) {
		m.counts[wordPair{model.a.vocab.names[w.a], model.b.vocab.names[w.b]}] += w.w
	}
	m.units += len(beads)
}

// pairs gives the counts of the pairs whose words both occur in the two sides,
// ordered by b, then a, and for each type of either side all its counts.
func (m *Memory) pairs(a, b *side) (out weights, seenA, seenB []float32) {
	if m == nil || len(m.counts) == 0 || a.han || !b.han {
		return nil, nil, nil
	}
	sumA, sumB := make([]float64, len(a.vocab.names)), make([]float64, len(b.vocab.names))
	for k, n := range m.counts {
		x, ok := a.vocab.ids[k.en]
		y, ok2 := b.vocab.ids[k.zh]
		if ok {
			sumA[x] += float64(n)
		}
		if ok2 {
			sumB[y] += float64(n)
		}
		if ok && ok2 {
			out = append(out, pairWeight{x, y, n})
		}
	}
	slices.SortFunc(out, func(x, y pairWeight) int { return cmp.Or(cmp.Compare(x.b, y.b), cmp.Compare(x.a, y.a)) })
	return out, rounded(sumA), rounded(sumB)
}

// rounded makes sums independent of the order in which they were added.
func rounded(sums []float64) []float32 {
	out := make([]float32, len(sums))
	for i, s := range sums {
		out[i] = float32(math.Round(s*1e4) / 1e4)
	}
	return out
}

// memoryFile is a Memory as it is written: a list of [English, Chinese, count],
// in order.
type memoryFile struct {
	Units int      `json:"units"`
	Pairs [][3]any `json:"pairs"`
}

// Write saves the memory as JSON. The same memory gives the same bytes.
func (m *Memory) Write(w io.Writer) error {
	file := memoryFile{Units: m.units, Pairs: [][3]any{}}
	for k, n := range m.counts {
		file.Pairs = append(file.Pairs, [3]any{k.en, k.zh, n})
	}
	slices.SortFunc(file.Pairs, func(x, y [3]any) int {
		return strings.Compare(x[0].(string)+"\t"+x[1].(string), y[0].(string)+"\t"+y[1].(string))
	})
	return json.NewEncoder(w).Encode(file)
}

// ReadMemory reads what Write wrote.
func ReadMemory(r io.Reader) (*Memory, error) {
	var file memoryFile
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	m := &Memory{units: file.Units, counts: map[wordPair]float32{}}
	for n, p := range file.Pairs {
		en, ok := p[0].(string)
		zh, ok2 := p[1].(string)
		count, ok3 := p[2].(float64)
		if !ok || !ok2 || !ok3 {
			return nil, fmt.Errorf("memory: pair %d is not an English word, a Chinese word and a count", n+1)
		}
		m.counts[wordPair{en, zh}] += float32(count)
	}
	return m, nil
}
