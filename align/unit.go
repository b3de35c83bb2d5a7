package align

import (
	"sync"

	"triptych/align/lexicon"
)

// Options says what besides the texts may help to align them. The zero value
// works: numbers, names, lengths and the document itself are evidence enough
// for a rough alignment.
type Options struct {
	Lexicon  *lexicon.Lexicon                          // dictionary; nil = none
	Level    Level                                     // what segments are; "" = paragraphs
	Memory   *Memory                                   // word pairs learnt from approved units; nil = none
	Anchors  []Unit                                    // units that a person confirmed: kept as they are, in order
	Embed    func(texts []string) ([][]float32, error) // vectors of meaning from a neural model, one a text; nil = none
	Silent   bool                                      // no reasons are wanted (Unit.Why): they take time to word
	Progress func(done float64)                        // called now and then with the share done, 0 to 1; may be nil
	Stop     func() error                              // asked many times a second: an error ends the work and is Units' own; may be nil
}

// Units lines up the versions of doc. Every segment is in exactly one unit, in
// order; units are as small as the evidence lets them be. Non-content is kept
// in units of its own. A document with one version gives one unit for each
// segment. The only errors are anchors that do not fit the document,
// and those of Embed and Stop.
func Units(doc Document, opt Options) (_ []Unit, err error) {
	defer haltedBy(&err)
	stretches, err := cut(doc, opt.Anchors, nil)
	if err != nil {
		return nil, err
	}
	// An anchor without text in a version does not say where that version is to be
	// divided; an alignment without such anchors does.
	if complete := completeAnchors(doc, opt.Anchors); len(complete) < len(opt.Anchors) {
		rough := opt
		rough.Anchors, rough.Progress = complete, nil
		units, err := Units(doc, rough)
		if err != nil {
			return nil, err
		}
		if stretches, err = cut(doc, opt.Anchors, units); err != nil {
			return nil, err
		}
	}
	if opt.Progress == nil {
		opt.Progress = func(float64) {}
	}
	a, err := newAligner(doc, opt, stretches)
	if err != nil {
		return nil, err
	}
	var units []Unit
	for n, s := range a.stretches {
		found := a.units(s)
		a.trust(found)
		for _, f := range found {
			goOn(opt.Stop)
			if !opt.Silent {
				f.unit.Why = a.why(f.unit)
			}
			units = append(units, f.unit)
		}
		if n < len(opt.Anchors) {
			anchor := opt.Anchors[n]
			anchor.Confidence, anchor.Why = 1, []string{"confirmed by a person"}
			units = append(units, anchor)
		}
	}
	opt.Progress(1)
	return units, nil
}

// found is a unit with the beads that it was put together from.
type found struct {
	unit  Unit
	beads [][3]portion
}

// portion is what a bead has of one version: n segments from one on.
type portion struct{ from, n int }

// aligner holds the models of the pairs of versions that a document has.
type aligner struct {
	doc       Document
	level     Level
	grain     *grain // nil when segments are sentences
	stretches []stretch
	sides     [3]*side
	pairs     [3]*path // in the order of Pairs; nil where a version is absent
	beads     [3][]bead
	boxes     [3][]box
	live      [3]map[int]*band // by pair and width, see liveBand
	p         *levelParams
}

func newAligner(doc Document, opt Options, stretches []stretch) (*aligner, error) {
	a := &aligner{doc: doc, level: opt.Level, stretches: stretches, p: forLevel(opt.Level)}
	if opt.Level != BySentence {
		a.grain = newGrain(doc)
		doc, stretches = a.grain.doc, a.grain.stretches(stretches)
		a.stretches = stretches
	}
	read := func(v Version) func() {
		return func() {
			if len(doc[v]) > 0 {
				a.sides[v] = readSide(doc[v], v, opt.Lexicon)
			}
		}
	}
	atOnce(read(En), read(Hans), read(Hant))
	var vectors [3][][]float32
	if opt.Embed != nil {
		var err error
		if vectors, err = embedSides(doc, opt.Embed); err != nil {
			return nil, err
		}
	}
	a.alignPairs(opt, stretches, vectors)
	return a, nil
}

// atOnceUpTo is how many segments a version may have for its pairs to be aligned
// side by side; of longer documents one pair at a time is, to bound memory.
const atOnceUpTo = 20_000

// alignPairs aligns the pairs of versions that the document has, each for itself.
func (a *aligner) alignPairs(opt Options, stretches []stretch, vectors [3][][]float32) {
	passes := fitted.search.passes
	if opt.Lexicon == nil {
		passes = fitted.search.passesAlone
	}
	var mu sync.Mutex
	done, whole := 0, 0
	step := func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		opt.Progress(float64(done) / float64(whole))
	}
	var work []func()
	long := 0
	for n, pair := range Pairs {
		x, y := a.sides[pair[0]], a.sides[pair[1]]
		if x == nil || y == nil {
			continue
		}
		long, whole = max(long, x.len(), y.len()), whole+passes+1 // one for what comes after all pairs
		work = append(work, func() {
			m := newPairModel(x, y, opt.Lexicon, opt.Memory, a.p)
			m.stop, m.step = opt.Stop, step
			if opt.Embed != nil {
				m.meaning = newEmbedding(vectors[pair[0]], vectors[pair[1]], x.chars, y.chars, fitted.shapes.maxSide)
			}
			var fixed []bead
			a.boxes[n], fixed = boxesOf(stretches, pair)
			a.pairs[n], a.beads[n] = m.align(a.boxes[n], fixed, passes)
		})
	}
	if long <= atOnceUpTo {
		atOnce(work...)
	} else {
		for _, f := range work {
			f()
		}
	}
	a.agree()
}

// units aligns one stretch.
func (a *aligner) units(s stretch) []found {
	all, have := versionSet(0), 0
	for v := range s.from {
		if s.to[v] > s.from[v] {
			all |= 1 << v
			have++
		}
	}
	switch {
	case have == 0:
		return nil
	case have == 1:
		return a.loneUnits(s)
	case have == 2 && a.grain == nil:
		return a.twoUnits(s, all)
	}
	return a.threeUnits(s, all)
}

// loneUnits are the segments of a stretch that only one version has. Each is a
// unit by itself, and there is nothing to doubt about that.
func (a *aligner) loneUnits(s stretch) (out []found) {
	at := s.from
	for v := range at {
		for at[v] < s.to[v] {
			from := at
			at[v]++
			for a.grain != nil && !a.grain.edge(v, at[v]) {
				at[v]++
			}
			f := found{unit: a.unit(from, at)}
			f.unit.Confidence = 1
			out = append(out, f)
		}
	}
	return out
}

// unit is what lies between two positions of all versions.
func (a *aligner) unit(from, to [3]int) (u Unit) {
	if a.grain != nil {
		return a.grain.unit(from, to)
	}
	for v := range from {
		u.Segs[v] = indices(from[v], to[v]-from[v])
	}
	return u
}

func (a *aligner) twoUnits(s stretch, all versionSet) (out []found) {
	// Two versions without a third are searched as a pair: there is nothing that
	// the search over three could add, and it is slower.
	for n, pair := range Pairs {
		v, w := pair[0], pair[1]
		if all != 1<<v|1<<w {
			continue
		}
		for _, k := range a.beads[n] {
			if k.i < s.from[v] || k.j < s.from[w] || k.i+k.s > s.to[v] || k.j+k.t > s.to[w] {
				continue
			}
			var f found
			var b [3]portion
			f.unit.Confidence = k.chance
			f.unit.Segs[v], f.unit.Segs[w] = indices(k.i, k.s), indices(k.j, k.t)
			b[v], b[w] = portion{k.i, k.s}, portion{k.j, k.t}
			f.beads = append(f.beads, b)
			out = append(out, f)
		}
	}
	return out
}

func indices(from, n int) []int {
	if n == 0 {
		return nil
	}
	out := make([]int, n)
	for i := range out {
		out[i] = from + i
	}
	return out
}

// boxesOf gives the stretches as boxes of one pair of versions, and the beads
// of the anchors between them.
func boxesOf(stretches []stretch, pair Pair) (boxes []box, fixed []bead) {
	for n, s := range stretches {
		x := box{s.from[pair[0]], s.to[pair[0]], s.from[pair[1]], s.to[pair[1]]}
		if n > 0 {
			last := boxes[n-1]
			fixed = append(fixed, bead{i: last.i1, s: x.i0 - last.i1, j: last.j1, t: x.j0 - last.j1, chance: 1})
		}
		boxes = append(boxes, x)
	}
	return boxes, fixed
}
