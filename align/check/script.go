package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/zh"
)

// scriptNames name the other script or a place; they may stand in a text of
// either script as they are written there.
var scriptNames = list.Words(list.Read(words, "script_names.txt"))

// findStray reports each run of characters that version v should not hold: those
// that only the other script has, and those that it mostly has, where a
// conversion by phrases would replace them and the document has no habit of them.
// Whatever a converter would change is not enough: it changes 群 and 台, which Taiwan
// writes so. Only characters that the other script alone has are told at once; those
// that it mostly has, where the document does not write them often.
func findStray(c *Case, v align.Version, only, mostly func(rune) bool, config string) {
	text := c.runes[v]
	skip := c.allowed(v)
	stray := func(i int) bool {
		r := text[i]
		if r < 0x3400 || skip(i) {
			return false
		}
		if r == '乾' && v == align.Hans && !dryWord(text, i) {
			return false // 乾县, 徐乾学: read qián it is written so in both scripts
		}
		if only(r) {
			return true
		}
		if !mostly(r) || c.Stats.borrowed[v][r] >= fitted.habit.borrowed {
			return false
		}
		_, changed := c.convertRun(v, Span{i, i + 1}, config)
		return changed
	}
	for i := 0; i < len(text); i++ {
		if !stray(i) {
			continue
		}
		run := Span{i, i + 1}
		for run[1] < len(text) && stray(run[1]) {
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
			f.Key = c.rule.ID + ".fix"
		}
		c.report(f)
	}
}

// dryWord reports whether the 乾 at i makes with the character before or behind it a
// word of the dictionary that Simplified writes with 干: 乾净, 饼乾.
func dryWord(text []rune, i int) bool {
	lex := lexicon.Shared()
	if i+1 < len(text) {
		if _, ok := lex.Find(zh.Fold("干" + string(text[i+1]))); ok {
			return true
		}
	}
	if i > 0 {
		if _, ok := lex.Find(zh.Fold(string(text[i-1]) + "干")); ok {
			return true
		}
	}
	return false
}

// fitBorrowed counts in how many units each form stands that is mostly the other
// script's.
func fitBorrowed(units []Unit) (out [3]map[rune]int) {
	for _, v := range align.Chinese {
		out[v] = map[rune]int{}
		mostly := zh.MostlyHans
		if v == align.Hans {
			mostly = zh.MostlyHant
		}
		for i := range units {
			seen := map[rune]bool{}
			for _, r := range units[i].Text[v] {
				if r >= 0x3400 && mostly(r) && !seen[r] {
					seen[r] = true
					out[v][r]++
				}
			}
		}
	}
	return out
}

// allowed returns a function that reports whether the rune at i stands in a
// name of a script or in a phrase that the settings allow.
func (c *Case) allowed(v align.Version) func(i int) bool {
	if c.off[v] == nil {
		off := []Span{}
		for _, list := range [][]string{scriptNames, c.Stats.settings.Allow} {
			for _, w := range list {
				if strings.Contains(c.Unit.Text[v], w) {
					off = append(off, find(c.runes[v], []rune(w))...)
				}
			}
		}
		c.off[v] = off
	}
	return func(i int) bool {
		for _, s := range c.off[v] {
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
