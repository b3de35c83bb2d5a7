package check

import (
	_ "embed"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"sync/atomic"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/fit"
)

// Tier says how sure a finding is, as its severity says what it would matter.
type Tier string

// A sure finding is shown, counted and reported; a possible one is there for who
// asks for it.
const (
	Sure     Tier = "sure"
	Possible Tier = "possible"
)

// Tells reports whether a finding is to be shown as being as bad as least or worse.
func (f *Finding) Tells(least Severity) bool {
	return f.Tier != Possible && f.Severity.AtLeast(least)
}

// tier is the tier of a finding with its last severity. A note claims no slip, and
// what a document asked for it is to be told.
func (f *Finding) tier(r *Rule) Tier {
	if f.P >= fitted.tiers.sure || f.Severity == Info || r.State == OnRequest {
		return Sure
	}
	return Possible
}

// Grounds are what the probability of a finding is reckoned from. A rule fills in
// what it alone knows; see weigh for the rest.
type Grounds struct {
	Case     string  // by what the rule found it, where it has surer and weaker ways
	Evidence float64 // the rule's own measure of how sure it is, more = surer
	Second   float64 // another measure of the rule's own
	Often    float64 // logarithm of the share of the document's other units with such a finding
	English  float64 // 1 where the English is what would be wrong
	Alike    float64 // likeness of the unit's Chinese versions, 0 to 1; 0 without both
	Close    float64 // the same of the document
	Three    bool    // the unit has three versions
}

// Measures names what a probability is reckoned from, in the order of Judged.
var Measures = [...]string{"evidence", "often", "english", "alike", "close", "second"}

// Judged is a finding as a fit of the table of odds sees it.
type Judged struct {
	Check, Kind string // Kind begins with the key of its message, and ends with the number of versions
	Of          string // the number of versions, as Kind has it
	Measures    [len(Measures)]float64
}

// Judge returns what the probability of a finding is reckoned from.
func (f *Finding) Judge() Judged {
	g := &f.grounds
	j := Judged{Check: f.Check, Kind: f.Key, Of: " 2", Measures: [len(Measures)]float64{g.Evidence, g.Often, g.English, g.Alike, g.Close, g.Second}}
	if g.Case != "" {
		j.Kind += "/" + g.Case
	}
	if g.Three {
		j.Of = " 3"
	}
	j.Kind += j.Of
	return j
}

// weigh gives a finding its probability.
func (c *Case) weigh(f *Finding) {
	g := &f.grounds
	g.Three = len(c.pairs()) == 3
	g.Often = c.Stats.often(f.Check)
	if f.Odd != nil && *f.Odd == align.En {
		g.English = 1
	}
	if c.has(align.Hans) && c.has(align.Hant) {
		g.Alike, g.Close = c.like().value, c.Stats.likeness.middle
	}
	f.P = math.Round(1000*f.probability()) / 1000
}

// probability asks the table: a kind of finding that nobody judged has the odds of its
// rule, and a rule that nobody judged states what is plain to see.
func (f *Finding) probability() float64 {
	j := f.Judge()
	w, ok := odds[j.Kind]
	if !ok {
		if w, ok = odds[j.Check+j.Of]; !ok {
			return fitted.tiers.unknown
		}
	}
	z := w[0]
	for i, x := range j.Measures {
		z += w[i+1] * x
	}
	return fit.Share(z)
}

// weights are those of one kind of finding, in the logarithm of odds: a base, and what
// each of the measures counts.
type weights [1 + len(Measures)]float64

//go:embed odds.tsv
var oddsTable string

var odds = readOdds(oddsTable)

// OddsID changes when the probabilities do, so that old counts of what is sure are
// not believed.
func OddsID() string { return oddsID }

var oddsID = func() string {
	sum := fnv.New64a()
	sum.Write([]byte(oddsTable))
	return strconv.FormatUint(sum.Sum64(), 36)
}()

// readOdds reads the table; its lines are written by `triptych tune`.
func readOdds(table string) map[string]weights {
	out := map[string]weights{}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) <= len(weights{}) {
			continue
		}
		var w weights
		for i := range w {
			var err error
			if w[i], err = strconv.ParseFloat(f[i+1], 64); err != nil {
				panic("odds.tsv: " + line)
			}
		}
		out[f[0]] = w
	}
	return out
}

// fitOften counts the units of a document with findings of the rules that a free
// translation sets off. Where a rule speaks of every fifth paragraph it is the
// manner of the translation and not a slip.
func (s *Stats) fitOften(cases []*Case) {
	var flips, lapses atomic.Int32
	cores.Each(len(cases), func(i int) {
		c := cases[i]
		if c.aside() || len(c.pairs()) == 0 {
			return
		}
		if l := c.likeliest(); l != nil && l.score >= c.lapseBase()+s.lapseLimit {
			lapses.Add(1)
		}
		if f := c.flipped(); f != nil {
			flips.Add(1)
		}
	})
	s.units = len(cases)
	s.told = map[string]int{"cmp.sentences": int(lapses.Load()), "sem.negation": int(flips.Load())}
}

// often is the logarithm of the share of the units with findings of a rule, one less
// since the present one is among them; half a unit is added, since none is no
// proof that there is never one.
func (s *Stats) often(check string) float64 {
	n, ok := s.told[check]
	if !ok {
		return 0
	}
	return math.Log((float64(max(n-1, 0)) + .5) / (float64(s.units) + 5))
}
