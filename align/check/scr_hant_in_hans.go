package check

import (
	"triptych/align"
	"triptych/align/zh"
)

var scrHantInHans = Rule{
	ID: "scr.hant_in_hans", Name: "Traditional in Simplified", Severity: Error, Version: 1,
	Description: "The Simplified version holds a character that only Traditional Chinese has.",
	Needs:       Simplified,
	Find:        func(c *Case) { findStray(c, align.Hans, zh.HantOnly, zh.MostlyHant, "t2s") },
}
