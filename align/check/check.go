package check

import (
	"runtime"
	"sort"
	"sync"

	"triptych/align"
)

// Rule is one thing that is looked for. Its id never changes; Version goes up
// when it begins to find something else, which makes old waivers void.
type Rule struct {
	ID          string
	Name        string // two or three words, for lists
	Description string // one sentence, for people who wonder what it is
	Severity    Severity
	Version     int
	State       State
	Find        func(c *Case)
}

// State says whether a rule speaks.
type State uint8

// The states of a rule. One on request speaks in documents that give it a
// severity; a retired one never does, but its id stays taken.
const (
	On State = iota
	OnRequest
	Retired
)

// All lists every rule in the order in which findings of a unit are shown.
var All = []Rule{
	cmpEmpty, cmpIntended, cmpSame, cmpLatinRun, cmpHanInEn.rule, cmpPlaceholder.rule, alnLow, cmpSentences, cmpTruncated, cmpLength, cmpLatinWord,
	numValue, numUnit, numPercent, numRatio, numDate, numTime, numRange, numOrdinal, numStyle,
	entName, entNameVariant, entUnknown, entAcronym, termForbidden, termMissing, termInconsistent, urlMismatch,
	semNegation, semModality, semAttribution,
	scrHantInHans, scrHansInHant, scrAmbiguous, scrRegionWord, scrVariant, scrCompat.rule,
	hhDiverge, hhPunct, semQuotes,
	typEnd, typHalfwidth.rule, typFullwidthInEn.rule, typQuotes.rule, typPair.rule, typEllipsis.rule, typDash.rule, typEnumcomma.rule,
	typSpace.rule, typSpaceMixed, typInvisible.rule, typNumerals.rule, typDupchar.rule, mkControl.rule,
	mkLinks, mkTags, mkHeading, mkList, mkFootnote,
	alnDup, alnShape, alnNon11, driftOrder, driftStale, driftUnreviewed, driftConverted, srcArith, srcSpell, srcBoilerplate,
}

// ByID returns the rule with an id.
func ByID(id string) (Rule, bool) {
	for _, r := range All {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

// Run returns the findings of one unit, the worst first and else in the order
// of All. It depends on nothing but its arguments.
func Run(u Unit, s *Stats) []Finding {
	if s == nil {
		s = NewStats([]Unit{u}, Settings{})
	}
	return newCase(u, s).run()
}

// run runs every rule that the settings leave on.
func (c *Case) run() []Finding {
	s := c.Stats
	for i := range All {
		if !s.settings.wants(&All[i]) {
			continue
		}
		c.rule = &All[i]
		All[i].Find(c)
	}
	sort.SliceStable(c.findings, func(i, j int) bool {
		return c.findings[i].Severity.rank() < c.findings[j].Severity.rank()
	})
	return c.findings
}

// Document returns the findings of every unit of a document, in the order of
// units. It uses all cores; the result does not depend on their number.
func Document(units []Unit, settings Settings) [][]Finding {
	_, cases := newStats(units, settings)
	out := make([][]Finding, len(units))
	each(len(units), func(i int) {
		out[i] = cases[i].run()
		cases[i] = nil
	})
	return out
}

// each calls f for 0 to n-1 on all cores and returns when all are done. When f
// panics, so does each, for its caller to recover from.
func each(n int, f func(i int)) {
	const chunk = 16
	var next int
	var mu sync.Mutex
	var failed any
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n/chunk+1) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					mu.Lock()
					failed = p
					mu.Unlock()
				}
			}()
			for {
				mu.Lock()
				from := next
				next += chunk
				mu.Unlock()
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					f(i)
				}
			}
		})
	}
	wg.Wait()
	if failed != nil {
		panic(failed)
	}
}

// severities in order, worst first.
var severities = []Severity{Blocker, Error, Warning, Info}

func (s Severity) rank() int {
	for i, t := range severities {
		if s == t {
			return i
		}
	}
	return len(severities)
}

// AtLeast reports whether s is as bad as t or worse.
func (s Severity) AtLeast(t Severity) bool { return s.rank() <= t.rank() }

// raised returns the severity one level worse; nothing is raised to Blocker.
func (s Severity) raised() Severity {
	if i := s.rank(); i >= 2 && i < len(severities) {
		return severities[i-1]
	}
	return s
}

func others(v align.Version) (a, b align.Version) {
	switch v {
	case align.En:
		return align.Hans, align.Hant
	case align.Hans:
		return align.En, align.Hant
	}
	return align.En, align.Hans
}
