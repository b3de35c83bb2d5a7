package approved

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
)

// Error is an error that findings tell between two versions of a unit, or of one of
// them; nil = none. That a pair is stale is what an approval mends.
func Error(findings []check.Finding, p align.Pair) *check.Finding {
	in := func(v align.Version) bool { return v == p[0] || v == p[1] }
	for i := range findings {
		f := &findings[i]
		if !f.Tells(check.Error) || strings.HasPrefix(f.Check, "drift.") {
			continue
		}
		if f.Odd != nil && in(*f.Odd) || f.Odd == nil && !slices.ContainsFunc(f.Pair, func(v align.Version) bool { return !in(v) }) {
			return f
		}
	}
	return nil
}
