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

// Blocker is a blocker that findings tell of a version's text, nil = none: where one
// version is known to be the odd one out, the others are right.
func Blocker(findings []check.Finding, v align.Version) *check.Finding {
	for i := range findings {
		f := &findings[i]
		if !f.Tells(check.Blocker) {
			continue
		}
		if f.Odd != nil && *f.Odd == v || f.Odd == nil && slices.Contains(f.Pair, v) {
			return f
		}
	}
	return nil
}
