package check

import (
	"triptych/align"
	"triptych/align/zh"
)

// scrHansInHant: the Traditional version holds a character that only Simplified
// Chinese has.
var scrHansInHant = Rule{
	ID: "scr.hans_in_hant", Severity: Error, Version: 2,
	Needs: Traditional,
	Find:  func(c *Case) { findStray(c, align.Hant, zh.HansOnly, zh.MostlyHans, "s2tw") },
}
