package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/carry"
)

// worded are the checks of how the Traditional version is worded beside the
// Simplified one: they have nothing to say of a cell that holds what filling it
// from its sibling writes.
var worded = []string{"hh.diverge", "ent.name", "scr.ambiguous"}

// written reports whether a finding is about words that the program itself puts into
// the Traditional version, 營運方 for 运营方, and the two versions say the same.
func (c *Case) written(f *Finding) bool {
	if slices.Contains(f.Pair, align.En) || !slices.Contains(worded, f.Check) {
		return false
	}
	if c.filled == nil {
		filled := false
		if hans, hant := c.Unit.Text[align.Hans], c.Unit.Text[align.Hant]; hans != "" && hant != "" {
			made, err := carry.Convert(hans, align.Hans, c.Stats.Region(), nil)
			filled = err == nil && strings.TrimSpace(made) == strings.TrimSpace(hant)
		}
		c.filled = &filled
	}
	return *c.filled
}
