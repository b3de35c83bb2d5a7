package check

import (
	"triptych/align"
)

var alnNon11 = Rule{
	ID: "aln.non11", Name: "Several paragraphs for one", Severity: Info, Version: 1,
	Description: "The English has another number of paragraphs in this unit than the Chinese.",
	Needs:       English,
	After:       []After{{"aln.hans_hant_shape", InUnit}},
	Find: func(c *Case) {
		for _, v := range chineseVersions {
			if c.has(v) && c.reportShape(both(align.En, v), "aln.non11", align.En, v) {
				return
			}
		}
	},
}
