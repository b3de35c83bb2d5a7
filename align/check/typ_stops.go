package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// typStops: a full stop, comma or other mark that stands once stands twice: 。。 ，。 "..".
// Three full stops and more are somebody's ellipsis, which is typ.ellipsis.
// The marks of Chinese and of English that stand once.
var stopsOnce, englishStopsOnce = letter.SetOf("。，、；："), letter.SetOf(".,;")

var typStops = newStyle(Rule{
	ID: "typ.stops", Severity: Warning, Version: 1, After: []After{{"typ.ellipsis", AtPlace}},
}, align.Versions[:], func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	once := stopsOnce
	if v == align.En {
		once = englishStopsOnce
	}
	for from := 0; from < len(text); from++ {
		to := from
		for to < len(text) && once.Has(text[to]) {
			to++
		}
		if to-from > 1 && doubledStop(text, from, to, v) {
			fix, fixed := onceFor(text[from:to])
			out = append(out, hit{Span{from, to}, fix, fixed})
		}
		from = max(from, to)
	}
	return out
})

// onceFor is what stands for a run of marks, when that is certain: 。 for 。。, …… for
// 。。。, and nothing for ，。.
func onceFor(run []rune) (fix string, certain bool) {
	if strings.Trim(string(run), string(run[0])) != "" {
		return "", false
	}
	if run[0] == '。' && len(run) > 2 {
		return "……", true
	}
	return string(run[0]), true
}

// doubledStop reports whether a run of marks is a slip. In English it follows a word
// and ends it, unlike ../docs and 1..5, and a comma may follow the full stop of "Inc.,".
func doubledStop(text []rune, from, to int, v align.Version) bool {
	run := string(text[from:to])
	if strings.Contains(run, "。。。") {
		return true // after a quotation mark or a Latin word too
	}
	if v != align.En {
		return from > 0 && letter.Han(text[from-1])
	}
	behind := to == len(text) || letter.Space(text[to])
	return (run == ".." || run == ",,") && behind && from > 0 && letter.Latin(text[from-1])
}
