package check

import (
	"triptych/align"
)

// alnNon11: the English has another number of paragraphs in this unit than the
// Chinese.
var alnNon11 = Rule{
	ID: "aln.non11", Severity: Info, Version: 1,
	Needs: English,
	After: []After{{"aln.hans_hant_shape", InUnit}},
	Find: func(c *Case) {
		for _, v := range align.Chinese {
			if c.has(v) && c.reportShape(both(align.En, v), "aln.non11", align.En, v) {
				return
			}
		}
	},
}
