package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align"
)

// srcBoilerplate: the same short line stands in the document several times, in all
// its versions: a button or a footer that came along with the article.
var srcBoilerplate = Rule{
	ID: "src.boilerplate", Severity: Info, Version: 1,
	Find: func(c *Case) {
		if n := c.Stats.lines[lineOf(&c.Unit)]; n >= fitted.boilerplate.times {
			for v := range c.Unit.Text {
				if c.has(align.Version(v)) {
					c.report(Finding{Pair: cell(align.Version(v)), Args: args("x", clip(c.Unit.Text[v], 40), "n", strconv.Itoa(n))})
					return
				}
			}
		}
	},
}

// lineOf is what a unit that may be boilerplate is counted by; "" for others.
func lineOf(u *Unit) string {
	for _, text := range u.Text {
		if utf8.RuneCountInString(text) > fitted.boilerplate.long {
			return ""
		}
	}
	return strings.Trim(strings.Join(u.Text[:], "\n"), "\n")
}

func fitLines(units []Unit) map[string]int {
	lines := map[string]int{}
	for i := range units {
		if line := lineOf(&units[i]); line != "" {
			lines[line]++
		}
	}
	delete(lines, "")
	return lines
}
