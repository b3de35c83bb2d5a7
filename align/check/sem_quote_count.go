package check

import (
	"strconv"
	"strings"

	"triptych/align"
)

// semQuotes: a version has words in quotation marks where the two others have none.
// A quotation that lost its marks turns somebody's words into the author's. Counting is
// weak (Chinese quotes words that English puts in italics): so all or nothing, with two
// versions against one, and information only.
var semQuotes = Rule{
	ID: "sem.quote_count", Severity: Info, Version: 2,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}},
	Find:  findQuotes,
}

// quotes counts the quoted spans of a text: double marks of every shape, and
// corner brackets.
func quotes(text string) int {
	n, straight := 0, 0
	for _, r := range text {
		switch {
		case r == '"' || r == '＂':
			straight++
		case strings.ContainsRune("“「『«〝", r):
			n++
		}
	}
	// " opens and closes alike, so two of them are one quotation.
	return n + straight/2
}

func findQuotes(c *Case) {
	var n [3]int
	for _, v := range align.Versions {
		n[v] = quotes(c.Unit.Text[v])
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		if n[a] != n[b] || n[a] == n[v] || n[a] > 0 && n[v] > 0 {
			continue
		}
		x, y := strconv.Itoa(n[v]), strconv.Itoa(n[a])
		c.report(Finding{Pair: both(a, v), Odd: odd(v), Values: map[align.Version]string{v: x, a: y},
			Args: args("a", v.String(), "b", a.String(), "c", b.String(), "x", x, "y", y)})
		return
	}
}
