package format

import (
	"math"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/message"
)

// unsure is the language of a Chinese paragraph that both scripts write alike; none is
// that of a paragraph without letters.
const (
	unsure = align.Version(10 + iota)
	none
)

// part gives each paragraph of a text that holds several versions to its own, and reports
// whether it does: an English, a Simplified and a Traditional text that stand below one
// another, or paragraph by paragraph. The kinds of a plain text are found again for each.
func (c *content) part(plain bool) bool {
	of := make([]align.Version, len(c.texts))
	counts := map[align.Version]int{}
	for i, f := range c.texts {
		of[i] = languageOf(f.Text)
		if of[i] < unsure && f.Kind != align.NonContent {
			counts[of[i]]++
		}
	}
	most, held := 0, 0
	for _, n := range counts {
		most = max(most, n)
	}
	for v, n := range counts {
		if float64(n) >= chosen.file.mixed*float64(most) {
			held++
		} else {
			delete(counts, v)
		}
	}
	below := changes(of, counts) == held-1 // each version in one piece
	if held < 2 || most < chosen.file.mixedLeast || !below && !c.parallel(of, counts) {
		return false
	}
	after := turns(of, counts)
	for i := range c.texts {
		c.texts[i].version = settle(of, i, counts, after)
		of[i] = c.texts[i].version
	}
	if plain {
		c.classify()
	}
	c.problems = append(c.problems, *problem(CodeApart, message.Of("file.apart"), "file.apart.do"))
	return true
}

// changes counts how often the version changes from one sure paragraph to the next.
func changes(of []align.Version, counts map[align.Version]int) int {
	n, last := 0, none
	for _, v := range of {
		if counts[v] == 0 {
			continue
		}
		if last != none && v != last {
			n++
		}
		last = v
	}
	return n
}

// classify finds the kinds of plain texts, for each version by itself.
func (c *content) classify() {
	for _, v := range align.Versions {
		var own []align.Segment
		for _, f := range c.texts {
			if f.version == v {
				own = append(own, align.Segment{Text: f.Text, Kind: align.Text, Line: f.Line})
			}
		}
		classify(own)
		for i := range c.texts {
			if f := &c.texts[i]; f.version == v {
				f.Kind, own = own[0].Kind, own[1:]
				if isLanguageHead(f.Text) {
					f.Kind = align.NonContent
				}
			}
		}
	}
}

// parallel reports whether the lengths of the English paragraphs go with those of the
// Chinese ones, as in a text and its translation; code in a Chinese manual does not.
func (c *content) parallel(of []align.Version, counts map[align.Version]int) bool {
	if counts[align.En] == 0 {
		return true
	}
	chinese := align.Hans
	if counts[align.Hant] > counts[align.Hans] {
		chinese = align.Hant
	}
	var lengths [2][]float64
	for i, f := range c.texts {
		switch n := math.Log(float64(1 + columns(f.Text))); {
		case f.Kind == align.NonContent:
		case of[i] == align.En:
			lengths[0] = append(lengths[0], n)
		case of[i] == chinese || of[i] == unsure && counts[align.Hans]*counts[align.Hant] == 0:
			lengths[1] = append(lengths[1], n)
		}
	}
	a, b := lengths[0], lengths[1]
	if len(a) < chosen.file.mixedTells {
		return true
	}
	var n, x, y, xx, yy, xy float64
	for i := range a {
		p, q := a[i], b[i*len(b)/len(a)]
		n, x, y, xx, yy, xy = n+1, x+p, y+q, xx+p*p, yy+q*q, xy+p*q
	}
	spread := math.Sqrt((n*xx - x*x) * (n*yy - y*y))
	return spread == 0 || (n*xy-x*y)/spread >= chosen.file.mixedLike
}

// turns finds which version stands behind each other one where the versions take turns;
// nil where they stand below one another.
func turns(of []align.Version, counts map[align.Version]int) map[align.Version]align.Version {
	next := map[[2]align.Version]int{}
	changes, steps := 0, 0
	last := none
	for _, v := range of {
		if counts[v] == 0 {
			if v == unsure {
				last = none // what stands behind it says nothing of what stands before
			}
			continue
		}
		if last != none {
			steps++
			if v != last {
				changes++
				next[[2]align.Version{last, v}]++
			}
		}
		last = v
	}
	if 2*changes <= steps {
		return nil
	}
	after := map[align.Version]align.Version{}
	best := map[align.Version]int{}
	for pair, n := range next {
		if n > best[pair[0]] || n == best[pair[0]] && pair[1] < after[pair[0]] {
			best[pair[0]], after[pair[0]] = n, pair[1]
		}
	}
	return after
}

// settle decides about a paragraph whose own words do not, by those before it.
func settle(of []align.Version, i int, counts map[align.Version]int, after map[align.Version]align.Version) align.Version {
	v := of[i]
	if counts[v] > 0 {
		return v
	}
	before := none
	if i > 0 {
		before = of[i-1] // settled
	}
	switch next, ok := after[before]; {
	case v == align.Hans || v == align.Hant: // a version that the text has not: the other script, misread
		v = unsure
		fallthrough
	case v == unsure && ok && next.IsChinese():
		if ok && next.IsChinese() {
			return next
		}
		fallthrough
	case v == unsure:
		if before.IsChinese() {
			return before
		}
		return following(of, i, counts, align.Chinese[:])
	case before != none:
		return before
	}
	return following(of, i, counts, align.Versions[:])
}

// following is the first version, of some, that stands behind i.
func following(of []align.Version, i int, counts map[align.Version]int, some []align.Version) align.Version {
	for _, v := range of[i:] {
		for _, w := range some {
			if v == w && counts[v] > 0 {
				return v
			}
		}
	}
	for _, w := range some {
		if counts[w] > 0 {
			return w
		}
	}
	return align.En
}

// languageOf tells the language of one paragraph.
func languageOf(text string) align.Version {
	han, latin := 0, 0
	for _, r := range text {
		switch {
		case letter.HanScript(r):
			han++
		case letter.LatinScript(r):
			latin++
		}
	}
	hans, hant := script(text)
	switch {
	case han == 0 && latin == 0:
		return none
	case latin > chosen.language.mixed/2*han:
		if han == 0 && latin < 2 {
			return none
		}
		return align.En
	case hans > hant:
		return align.Hans
	case hant > hans:
		return align.Hant
	}
	return unsure
}
