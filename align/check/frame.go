package check

import (
	"slices"
	"sort"

	"triptych/align"
)

// plan returns the rules that are needed for what a document with these settings
// shows, in the order of All: a rule that is turned off still runs where another
// one is silent after it.
func (s *Settings) plan() []*Rule {
	needed := make([]bool, len(All))
	for i := len(All) - 1; i >= 0; i-- { // those that a rule is after stand before it
		needed[i] = needed[i] || s.wants(&All[i])
		if !needed[i] {
			continue
		}
		for _, after := range All[i].After {
			for j := range All[:i] {
				needed[j] = needed[j] || after.of(&All[j])
			}
		}
	}
	var out []*Rule
	for i := range All {
		if needed[i] {
			out = append(out, &All[i])
		}
	}
	return out
}

// of reports whether a rule is one of those that are waited for. A retired one
// never speaks, and what is found on request is never a reason to be silent.
func (a After) of(r *Rule) bool {
	return a.ID == r.ID && r.State != Retired || a.ID == Any && r.State == On
}

// found is what a rule has found, before the settings have had their say.
type found struct {
	Finding
	rule  *Rule
	of    int8 // the version that is wanting something, -1 for none: see reportOf
	habit bool // the document does it often: shown where the settings ask for the rule
}

// run runs the rules of the plan and returns what is shown; nothing when whoever asked
// has hung up.
func (c *Case) run() []Finding {
	for _, r := range c.Stats.plan {
		if c.ctx != nil && c.ctx.Err() != nil {
			return nil
		}
		if c.asks(r) {
			c.rule = r
			r.Find(c)
		}
	}
	return c.settle()
}

// asks reports whether a rule is to look at the unit.
func (c *Case) asks(r *Rule) bool {
	if r.Needs&^c.offers != 0 || c.outside && !r.Aside {
		return false
	}
	return !slices.ContainsFunc(r.After, func(a After) bool { return a.Where == InUnit && c.spoke(a.ID) })
}

// offer says what a unit has of what rules may need.
func (c *Case) offer() (n Need) {
	for v, need := range [3]Need{English, Simplified, Traditional} {
		if c.has(align.Version(v)) {
			n |= need
		}
	}
	if n&(n-1) != 0 { // two bits or more
		n |= Pair
	}
	return n
}

// spoke reports whether a rule has found something in the unit. The running rule
// asks only for those that it is after: they have run, whatever is turned off.
func (c *Case) spoke(id string) bool {
	return slices.ContainsFunc(c.found, func(f found) bool { return f.rule.ID == id })
}

// spokeOf reports whether a rule has found version v wanting.
func (c *Case) spokeOf(id string, v align.Version) bool {
	return slices.ContainsFunc(c.found, func(f found) bool { return f.rule.ID == id && f.of == int8(v) })
}

// open reports whether version v has text of which the running rule may speak:
// not one that a rule which it is after has found wanting.
func (c *Case) open(v align.Version) bool {
	return c.has(v) && !slices.ContainsFunc(c.rule.After, func(a After) bool { return a.Where == OfVersion && c.spokeOf(a.ID, v) })
}

// told reports whether one of the rules that the running one is after has told of
// a place already, in a warning or worse.
func (c *Case) told(v align.Version, at Span) bool {
	for _, a := range c.rule.After {
		for i := range c.found {
			f := &c.found[i]
			if a.Where != AtPlace || !a.of(f.rule) || !f.Severity.AtLeast(Warning) || f.P < fitted.tiers.sure {
				continue
			}
			if s, ok := f.Spans[v]; ok && s[0] < at[1] && at[0] < s[1] {
				return true
			}
		}
	}
	return false
}

// settle applies the document's settings to all that was found, and gives each
// finding that is shown its id and its message.
func (c *Case) settle() []Finding {
	set := &c.Stats.settings
	var out []Finding
	for _, f := range c.found {
		s, given := set.Severity[f.rule.ID]
		if !set.wants(f.rule) || f.habit && !given || c.lets(&f.Finding) {
			continue
		}
		if given {
			f.Severity = s
		} else if f.Severity == Blocker && f.P < fitted.tiers.blocker {
			f.Severity = Error
		}
		f.Tier = f.tier(f.rule)
		f.ID = f.fingerprint()
		f.Message = Message("en", f.Finding)
		out = append(out, f.Finding)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Severity.rank() < out[j].Severity.rank() })
	return out
}
