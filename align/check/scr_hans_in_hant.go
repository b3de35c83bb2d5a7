package check

import (
	"triptych/align"
	"triptych/align/zh"
)

var scrHansInHant = Rule{
	ID: "scr.hans_in_hant", Name: "Simplified in Traditional", Severity: Error, Version: 1,
	Description: "The Traditional version holds a character that only Simplified Chinese has.",
	Needs:       Traditional,
	Find:        func(c *Case) { findStray(c, align.Hant, zh.HansOnly, zh.MostlyHans, "s2tw") },
}
