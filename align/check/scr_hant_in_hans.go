package check

import (
	"triptych/align"
	"triptych/align/zh"
)

// scrHantInHans: the Simplified version holds a character that only Traditional
// Chinese has.
var scrHantInHans = Rule{
	ID: "scr.hant_in_hans", Severity: Error, Version: 3,
	Needs: Simplified,
	Find:  func(c *Case) { findStray(c, align.Hans, zh.HantOnly, zh.MostlyHant, "t2s") },
}
