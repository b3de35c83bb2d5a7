package check

import (
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// alnShape: Simplified and Traditional have different numbers of paragraphs in this
// unit.
var alnShape = Rule{
	ID: "aln.hans_hant_shape", Severity: Info, Version: 1,
	Needs: BothChinese,
	Find: func(c *Case) {
		c.reportShape(both(align.Hans, align.Hant), "aln.hans_hant_shape", align.Hans, align.Hant)
	},
}

// paragraphs counts the lines of a cell that show something.
func (c *Case) paragraphs(v align.Version) int {
	n := 0
	for line := range strings.Lines(c.Unit.Text[v]) {
		if !letter.AllBlank(line) {
			n++
		}
	}
	return n
}

// reportShape reports two versions with different numbers of paragraphs.
func (c *Case) reportShape(pair []align.Version, key string, a, b align.Version) bool {
	n, m := c.paragraphs(a), c.paragraphs(b)
	if n == m {
		return false
	}
	x, y := strconv.Itoa(n), strconv.Itoa(m)
	c.report(Finding{Pair: pair, Key: key, Values: map[align.Version]string{a: x, b: y}, Args: args("a", a.String(), "b", b.String(), "x", x, "y", y)})
	return true
}
