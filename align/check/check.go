package check

import (
	"triptych/align/cores"
)

// Rule is one thing that is looked for. Its id never changes; Version goes up
// when it begins to find something else, which makes old waivers void (TestDigest
// demands it). Its words stand in the table of messages, its name under "check."
// and the id, what it looks for under that and ".about".
type Rule struct {
	ID       string
	Severity Severity
	Version  int
	State    State
	Needs    Need    // what a unit must have for it to be looked at
	Aside    bool    // it speaks of units outside the text too: navigation, bylines
	After    []After // whose word makes its own unneeded
	Find     func(c *Case)
}

// Need is what a unit must have before a rule looks at it, as a set.
type Need uint8

// What a unit may have. The zero Need asks for nothing: an empty cell is
// something to find too.
const (
	English     Need = 1 << iota // text in English
	Simplified                   // text in Simplified Chinese
	Traditional                  // text in Traditional Chinese
	Pair                         // any two versions with text
	Three       = English | Simplified | Traditional
	BothChinese = Simplified | Traditional
)

// After says that a rule is silent where another one has spoken: a paragraph
// that translates something else altogether has wrong numbers too, and nobody
// wants to read of them. The other rule stands earlier in All. What it finds
// counts whether or not the document's settings show it, so that turning one
// rule off never makes another one speak.
type After struct {
	ID    string // of the other rule; Any = every rule before this one that is on
	Where Where
}

// Any stands for every rule that is on and comes earlier in All.
const Any = ""

// Where says how near the other rule must have spoken.
type Where uint8

// The places at which another rule's word counts.
const (
	InUnit    Where = iota // anywhere in the unit: the rule is not even run
	OfVersion              // of the same version as wanting something: see Case.open
	AtPlace                // a warning or worse over some of the same runes: see Case.told
	ForSome                // for some findings of the rule, which asks: see Case.spoke
)

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
	entName, entNameVariant, entUnknown, entMisspelt, entAcronym, termForbidden, termMissing, termInconsistent, urlMismatch,
	semNegation, semModality, semOpposite, semWord, cmpWords, cmpSpeaker, semAttribution,
	scrHantInHans, scrHansInHant, scrAmbiguous, scrRegionWord, scrVariant, scrCompat.rule,
	hhDiverge, hhPunct, semQuotes,
	typEnd, typHalfwidth.rule, typFullwidthInEn.rule, typQuotes.rule, typPair.rule, typEllipsis.rule, typDash.rule, typEnumcomma.rule,
	typSpace.rule, typSpaceMixed, typInvisible.rule, typNumerals.rule, typDupchar.rule, typStops.rule, typWrongchar, mkControl.rule,
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
// of All. It depends on nothing but its arguments. The settings come last: those
// findings of a rule that they leave on are the same whatever they say of others.
func Run(u Unit, s *Stats) []Finding {
	if s == nil {
		s = NewStats([]Unit{u}, Settings{})
	}
	return newCase(u, s).run()
}

// Document returns the findings of every unit of a document, in the order of
// units. It uses all cores; the result does not depend on their number.
func Document(units []Unit, settings Settings) [][]Finding {
	_, cases := newStats(units, settings)
	out := make([][]Finding, len(units))
	cores.Each(len(units), func(i int) {
		out[i] = cases[i].run()
		cases[i] = nil
	})
	return out
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
