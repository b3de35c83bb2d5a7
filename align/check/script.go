package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/zh"
)

var scrHantInHans = Check{
	ID: "scr.hant_in_hans", Name: "Traditional in Simplified", Severity: Error, Version: 1,
	Description: "The Simplified version holds a character that only Traditional Chinese has.",
	Find:        func(c *Case) { findStray(c, align.Hans, zh.HantOnly, "t2s") },
}

var scrHansInHant = Check{
	ID: "scr.hans_in_hant", Name: "Simplified in Traditional", Severity: Error, Version: 1,
	Description: "The Traditional version holds a character that only Simplified Chinese has.",
	Find:        func(c *Case) { findStray(c, align.Hant, zh.HansOnly, "s2tw") },
}

// scriptNames name the other script or a place; they may stand in a text of
// either script as they are written there.
var scriptNames = []string{"繁體中文", "正體中文", "繁體字", "正體字", "繁體", "正體", "简体中文", "简体字", "简体", "華語", "华语"}

// findStray reports each run of characters that version v should not hold.
func findStray(c *Case, v align.Version, stray func(rune) bool, config string) {
	if !c.has(v) || c.aside() {
		return
	}
	text := c.runes[v]
	skip := c.allowed(v)
	for i := 0; i < len(text); i++ {
		if !stray(text[i]) || skip(i) {
			continue
		}
		run := Span{i, i + 1}
		for run[1] < len(text) && stray(text[run[1]]) && !skip(run[1]) {
			run[1]++
		}
		i = run[1]
		f := Finding{
			Pair: cell(v), Spans: spans(v, run),
			Values: map[align.Version]string{v: c.slice(v, run)},
			Args:   args("a", v.String(), "text", c.slice(v, run)),
		}
		if len(c.pairs()) == 3 {
			f.Odd = odd(v)
		}
		if fix, ok := c.convertRun(v, run, config); ok {
			f.Fix = &Fix{v, run, fix}
			f.Args["fix"] = fix
			f.Key = c.check.ID + ".fix"
		}
		c.report(f)
	}
}

// allowed returns a function that reports whether the rune at i stands in a
// name of a script or in a phrase that the settings allow.
func (c *Case) allowed(v align.Version) func(i int) bool {
	var off []Span
	for _, list := range [][]string{scriptNames, c.Stats.settings.Allow} {
		for _, w := range list {
			if strings.Contains(c.Unit.Text[v], w) {
				off = append(off, find(c.runes[v], []rune(w))...)
			}
		}
	}
	return func(i int) bool {
		for _, s := range off {
			if i >= s[0] && i < s[1] {
				return true
			}
		}
		return false
	}
}

// find returns the places of part in text.
func find(text, part []rune) []Span {
	var out []Span
	if len(part) == 0 {
		return nil
	}
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i] == part[0] && slices.Equal(text[i:i+len(part)], part) {
			out = append(out, Span{i, i + len(part)})
		}
	}
	return out
}

// convertRun converts a run in its sentence, so that phrases decide between
// several forms. ok is false where the conversion changes the length or leaves
// something behind.
func (c *Case) convertRun(v align.Version, run Span, config string) (string, bool) {
	if v == align.Hant && c.Stats.settings.Profile == "HK" {
		config = "s2hk"
	}
	conv, err := zh.Open(config)
	if err != nil {
		return "", false
	}
	text := c.runes[v]
	from, to := max(run[0]-8, 0), min(run[1]+8, len(text))
	out := []rune(conv.Convert(string(text[from:to])))
	if len(out) != to-from {
		return "", false
	}
	out = out[run[0]-from : run[1]-from]
	for i, r := range out {
		if o := variantOf(r); v == align.Hant && c.Stats.variants[o] > c.Stats.variants[r] {
			out[i] = o // the form that the document uses: 裡 or 裏
		}
	}
	return string(out), string(out) != c.slice(v, run)
}
