// Package demo is the document that a first visitor sees: an opinion article
// in three versions, written for Triptych, with what a newsroom did to it
// afterwards.
//
// The versions are as they would be saved from a site: language line, title,
// dateline and byline stand above the article, footer lines below it, and
// paragraphs are separated by blank lines. The two Chinese versions follow each
// other closely, each in the wording of its region. The article is faithful
// throughout, but for what there is to be noticed:
//
//   - two English paragraphs are one in both Chinese versions (emissions and
//     the rules for them; the plug and the data), and two are one in the
//     Traditional version alone (cruise ships and the grid);
//   - the paragraph about a ferry port has no Simplified translation;
//   - the Traditional version has 3萬 households instead of 30萬;
//   - it has one Simplified character, 说, in a paragraph that begins with a quotation;
//   - its subsidy is 長期 (long-term), where the others say "temporary" and 临时;
//   - the English "voluntary code of conduct" was made "binding" after its
//     Simplified translation had been approved (the last step of Script).
package demo

import (
	_ "embed"

	"triptych/align"
)

// Title is the title under which the document is imported.
const Title = "Cleaner Shipping Starts at the Berth"

var (
	//go:embed en.txt
	english []byte
	//go:embed zh-Hans.txt
	simplified []byte
	//go:embed zh-Hant.txt
	traditional []byte
)

// Files returns the three files as uploaded: UTF-8, paragraphs separated by
// blank lines. The caller may change the map, not the bytes.
func Files() map[align.Version][]byte {
	return map[align.Version][]byte{
		align.En:   english,
		align.Hans: simplified,
		align.Hant: traditional,
	}
}

// Step is one thing that the newsroom did after the import: it approved a pair
// of a unit or it edited a paragraph.
type Step struct {
	// Find is a phrase that stands in exactly one paragraph of Version and
	// nowhere else in it: it names the unit, and in an edit it is the text
	// that is replaced.
	Version align.Version
	Find    string

	// Approve is the pair that was approved; the zero Pair in an edit.
	Approve align.Pair

	// Confirm is a version whose text somebody confirmed there; the zero value in an
	// edit and in an approval.
	Confirm string

	// Replace is what Find became; "" in an approval.
	Replace string
}

// IsEdit reports whether the step is an edit.
func (s Step) IsEdit() bool { return s.Replace != "" }

var (
	enHans   = align.Pairs[0]
	enHant   = align.Pairs[1]
	hansHant = align.Pairs[2]
)

// reviewed lists the units that an editor went through, in the order of the
// article, each by a phrase of its English.
var reviewed = []struct {
	english string
	pairs   []align.Pair
}{
	{"thousands of ships lie in port", []align.Pair{enHans, enHant, hansHant}},
	{"The stakes are highest", []align.Pair{enHans}},
	{"Nguyen Thi Lan Anh", []align.Pair{enHans, enHant, hansHant}},
	{"Her worries are well founded", []align.Pair{enHans, enHant, hansHant}},
	{"The remedy has been known", []align.Pair{enHans, enHant, hansHant}},
	{"which covers nine economies", []align.Pair{enHans, enHant, hansHant}},
	{"Clean berths matter", []align.Pair{enHans, enHant, hansHant}},
	{"diplomacy has slowed", []align.Pair{enHans, hansHant}},
	{"Ports do not have to wait", []align.Pair{enHans, enHant, hansHant}},
	{"What does a cable cost?", []align.Pair{enHans, enHant, hansHant}},
	{"spent on dredging", []align.Pair{enHans, enHant}},
	{"Supply is the harder question", []align.Pair{enHans}},
	{"the ASEAN Power Grid", []align.Pair{enHans, enHant, hansHant}},
	{"The first step is a promise", []align.Pair{enHans, hansHant}},
	{"The second step is money", []align.Pair{enHans, enHant, hansHant}},
	{"will sail for 25 years", []align.Pair{enHans, enHant, hansHant}},
	{"A treaty can be put off", []align.Pair{enHans, enHant, hansHant}},
}

// Script returns what the newsroom did after the import, in order.
func Script() []Step {
	var steps []Step
	for _, unit := range reviewed {
		for _, v := range align.Versions {
			if len(unit.pairs) == len(align.Pairs) { // nothing is wrong with any of the three
				steps = append(steps, Step{Version: align.En, Find: unit.english, Confirm: v.String()})
			}
		}
		for _, pair := range unit.pairs {
			steps = append(steps, Step{Version: align.En, Find: unit.english, Approve: pair})
		}
	}
	return append(steps, Step{ // for the translators to follow
		Version: align.En,
		Find:    "a voluntary code of conduct",
		Replace: "a binding code of conduct",
	}, Step{ // to be carried over into the Traditional text
		Version: align.Hans,
		Find:    "应设立总额12亿美元的联合融资机制",
		Replace: "应共同设立总额12亿美元的融资机制",
	})
}
