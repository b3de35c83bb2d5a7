package check

import (
	"slices"
	"sync"

	"triptych/align"
	"triptych/align/clash"
	"triptych/align/cores"
	"triptych/align/letter"
	"triptych/align/name"
	"triptych/align/reading"
	"triptych/align/reword"
)

// Stats is what checks know of a document as a whole. It is built from all
// units once and may be used by many Runs at a time; after an edit of one unit
// the old Stats stay good enough until there is time to build them again.
type Stats struct {
	settings Settings
	plan     []*Rule    // the rules that these settings ask for
	present  [3]bool    // the document has this version
	length   [3]lengths // per pair, in the order of align.Pairs
	likeness spread     // Hans against Hant
	usage    regionUse
	repeated [3]map[string]string // unit id → the letters of a paragraph that stood there before
	region   map[[2]string]bool   // folded words that this document puts for each other
	words    reading.Frequency

	lines      map[string]int     // short units, by their texts: how often each stands
	lapseLimit float64            // see fitLapses
	habits     map[string][3]bool // checks of style that a version breaks as a habit
	borrowed   [3]map[rune]int    // forms that are mostly the other script's: in how many units each stands
	variants   map[rune]int       // Traditional forms that have a double: in how many units each stands
	spellings  name.Spellings
	left       [3]map[string]int  // Latin words of the Chinese versions: in how many units each stands
	leaves     [3]bool            // a Chinese version leaves words in English on purpose
	spaces     [3][2]int          // places where Chinese meets Latin: without and with a space
	moved      map[string]strayed // unit id → where the text is that it lacks

	localDollars bool // "$" is the dollar of some place that is not the United States

	units int            // of the document
	told  map[string]int // rules that a free translation sets off: in how many units each speaks

	renderings name.Renderings
	learnt     *name.Forms // how the document writes foreign names
	cast       *name.Cast  // who appears in it
}

// spread describes how alike the two Chinese versions of a document are.
type spread struct {
	Converted bool    // one was made from the other: units are the same but for a few words
	middle    float64 // median similarity of units
}

// NewStats reads a document: its units in any order.
func NewStats(units []Unit, settings Settings) *Stats {
	s, _ := newStats(units, settings)
	return s
}

// newStats also returns what it has worked out of each unit on the way.
// The order matters: what later steps ask of a case (words, likeness) must be there
// first, and what is worked out on the way is kept for the run of the rules.
func newStats(units []Unit, settings Settings) (*Stats, []*Case) {
	s := &Stats{settings: settings, plan: settings.plan()}
	for i := range units {
		for v, text := range units[i].Text {
			s.present[v] = s.present[v] || !letter.AllBlank(text)
		}
	}
	for i, p := range align.Pairs {
		s.length[i] = fitLengths(units, p)
	}
	cases := make([]*Case, len(units))
	cores.Each(len(units), func(i int) {
		cases[i] = newCase(units[i], s)
		for _, v := range align.Versions {
			cases[i].Words(v)
		}
		if !letter.AllBlank(units[i].Text[align.Hans]) && !letter.AllBlank(units[i].Text[align.Hant]) {
			cases[i].like()
		}
	})
	// They run beside the steps below, which need all cores only in part.
	var plain sync.WaitGroup // what needs nothing but the texts
	plain.Go(func() {
		s.usage = fitRegion(cases, settings)
		s.repeated = fitRepeated(units, s.present)
		s.borrowed = fitBorrowed(units)
		s.variants = fitVariants(units)
		s.lines = fitLines(units)
	})
	s.likeness, s.region = fitLikeness(cases)
	read := make([]*reading.Texts, len(cases))
	named := make([]*name.Unit, len(cases))
	for i, c := range cases {
		read[i], named[i] = c.Texts, c.names
	}
	s.words = reading.FitFrequency(read)
	s.habits = fitHabits(cases)
	s.left, s.leaves = fitLeft(cases)
	s.localDollars = clash.LocalDollars(read)
	plain.Wait()
	s.renderings = name.FitRenderings(named)
	s.learnt = name.FitForms(named)
	s.spaces = fitSpaces(cases)
	s.moved = fitOrder(cases, &s.words, s.present)
	s.spellings = name.FitSpellings(read)
	s.cast = name.FitCast(named)
	s.lapseLimit = fitLapses(cases)
	s.fitOften(cases)
	return s, cases
}

// fitLikeness learns from the units which kind a document is, and which words
// it puts for each other.
// Independent translations share some 60 to 90 % of their characters, converted ones
// nearly all: one threshold cannot serve both, the document's own middle can.
func fitLikeness(cases []*Case) (spread, map[[2]string]bool) {
	like := make([]float64, len(cases))
	for i, c := range cases {
		like[i] = -1
		if c.likeness == nil || c.Unit.Kind[align.Hans] == align.NonContent {
			continue
		}
		if l := c.likeness; len(l.folded[0]) >= fitted.likeness.letters && len(l.folded[1]) >= fitted.likeness.letters/2 {
			like[i] = l.value
		}
	}
	region := learnRegion(cases, like)
	equal := make([]bool, len(cases))
	cores.Each(len(cases), func(i int) {
		equal[i] = like[i] == 1
		if like[i] >= fitted.likeness.same && like[i] < 1 {
			equal[i] = !slices.ContainsFunc(cases[i].like().differences(region), func(w reword.Wording) bool { return !w.Slight() })
		}
	})
	var known []float64
	same := 0
	for i, x := range like {
		if x >= 0 {
			known = append(known, x)
		}
		if equal[i] {
			same++
		}
	}
	n := len(known)
	if n == 0 {
		return spread{middle: fitted.likeness.middle}, region
	}
	// Medians, because a few wrong pairs must not make a document look loose.
	return spread{Converted: n >= 3 && float64(same) >= fitted.likeness.converted*float64(n), middle: median(known)}, region
}
