package demo

import (
	"strings"
	"testing"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

// paragraphs returns the paragraphs of a version as they stand in its file.
func paragraphs(v align.Version) []string {
	return strings.Split(strings.TrimSpace(string(Files()[v])), "\n\n")
}

// Lines that belong to the page and not to the article.
const (
	above = 4 // language line, title, dateline, byline
	below = 2 // "You might also like", "Back to Top"
)

func article(v align.Version) []string {
	all := paragraphs(v)
	return all[above : len(all)-below]
}

func TestFilesAreCleanText(t *testing.T) {
	for v, data := range Files() {
		if !utf8.Valid(data) {
			t.Errorf("%v is not UTF-8", v)
		}
		for i, p := range paragraphs(v) {
			if strings.TrimSpace(p) != p || strings.Contains(p, "\n") || strings.Contains(p, "  ") {
				t.Errorf("%v, paragraph %d has stray white space: %q", v, i, p)
			}
		}
	}
}

func TestLengths(t *testing.T) {
	for v, want := range map[align.Version]int{align.En: 30, align.Hans: 27, align.Hant: 27} {
		if got := len(article(v)); got != want {
			t.Errorf("%v: %d paragraphs, want %d", v, got, want)
		}
	}
}

func TestScriptNamesOneParagraphEach(t *testing.T) {
	texts := map[align.Version]string{}
	for v, data := range Files() {
		texts[v] = string(data)
	}
	approved := map[align.Pair]map[string]bool{}
	edits := 0
	for _, s := range Script() {
		if n := strings.Count(texts[s.Version], s.Find); n != 1 {
			t.Errorf("%q stands %d times in %v, want 1", s.Find, n, s.Version)
		}
		if s.IsEdit() {
			edits++
			texts[s.Version] = strings.Replace(texts[s.Version], s.Find, s.Replace, 1)
			continue
		}
		if s.Confirm != "" {
			continue
		}
		if s.Version != align.En {
			t.Errorf("%q: approvals are named in English, not in %v", s.Find, s.Version)
		}
		if approved[s.Approve] == nil {
			approved[s.Approve] = map[string]bool{}
		}
		if approved[s.Approve][s.Find] {
			t.Errorf("%q: %v approved twice", s.Find, s.Approve)
		}
		approved[s.Approve][s.Find] = true
	}
	if edits != 2 {
		t.Errorf("%d edits, want 2", edits)
	}
	for _, pair := range align.Pairs {
		if n := len(approved[pair]); n < 9 || n > 18 {
			t.Errorf("%v: %d units approved, want about half of 27", pair, n)
		}
	}
}

// TestSeeds looks for what is there to be noticed.
func TestSeeds(t *testing.T) {
	seeds := []struct {
		v     align.Version
		text  string
		count int
	}{
		{align.En, "300,000 households", 1},
		{align.Hans, "30万户家庭", 1},
		{align.Hant, "3萬戶家庭", 1},
		{align.En, "a temporary subsidy", 1},
		{align.Hans, "临时补贴", 1},
		{align.Hant, "長期補貼", 1},
		{align.En, "a voluntary code of conduct", 1},
		{align.Hans, "自愿性行为准则", 1},
		{align.Hant, "自願性行為準則", 1},
		{align.En, "$480,000", 1},
		{align.Hans, "48万", 0},
		{align.Hant, "48萬美元", 1},
		{align.Hant, "说", 1},
	}
	for _, s := range seeds {
		if n := strings.Count(string(Files()[s.v]), s.text); n != s.count {
			t.Errorf("%v: %q stands %d times, want %d", s.v, s.text, n, s.count)
		}
	}
}

// TestJoinedParagraphs holds the shapes that differ: the phrases of a row stand
// in one paragraph of a version when joined says so, else in neighbours.
func TestJoinedParagraphs(t *testing.T) {
	rows := []struct {
		phrases [3][2]string
		joined  [3]bool
	}{
		{[3][2]string{{"Clean berths", "The rules are there"}, {"清洁的泊位", "规则已经"}, {"清潔的泊位", "規則已經"}}, [3]bool{false, true, true}},
		{[3][2]string{{"Supply is the harder", "Where the grid is weak"}, {"更难的是供电", "在电网薄弱"}, {"更難的是供電", "在電網薄弱"}}, [3]bool{false, false, true}},
		{[3][2]string{{"The fourth step", "What is missing"}, {"第四步", "缺的是数据"}, {"第四步", "缺的是資料"}}, [3]bool{false, true, true}},
	}
	for _, row := range rows {
		for _, v := range align.Versions {
			first, second := find(article(v), row.phrases[v][0]), find(article(v), row.phrases[v][1])
			want := first + 1
			if row.joined[v] {
				want = first
			}
			if first < 0 || second != want {
				t.Errorf("%v: %q in paragraph %d, %q in %d", v, row.phrases[v][0], first, row.phrases[v][1], second)
			}
		}
	}
}

func find(paragraphs []string, phrase string) int {
	for i, p := range paragraphs {
		if strings.Contains(p, phrase) {
			return i
		}
	}
	return -1
}

func TestScriptsArePure(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, p := range paragraphs(align.Hans)[1:] { // the language line names both scripts
		for _, r := range p {
			if zh.HantOnly(r) {
				t.Errorf("Traditional %c in %q", r, p)
			}
		}
	}
	for _, p := range paragraphs(align.Hant)[1:] {
		for _, r := range p {
			if zh.HansOnly(r) && r != '说' {
				t.Errorf("Simplified %c in %q", r, p)
			}
		}
	}
	if !zh.HansOnly('说') {
		t.Error("说 should be Simplified only")
	}
}

// TestPunctuation holds each Chinese version to the marks of its region and
// English to its own.
func TestPunctuation(t *testing.T) {
	foreign := map[align.Version]string{
		align.En:   "，。：；？！「」、'\"",
		align.Hans: "「」『』,;?!\"'",
		align.Hant: "“”‘’,;?!\"'",
	}
	for v, marks := range foreign {
		for _, p := range paragraphs(v)[1:] {
			if i := strings.IndexAny(p, marks); i >= 0 {
				t.Errorf("%v: mark of another house in %q", v, p)
			}
		}
	}
	for v, pairs := range map[align.Version][]string{
		align.En: {"“”"}, align.Hans: {"“”", "（）", "《》"}, align.Hant: {"「」", "（）", "《》"},
	} {
		for _, pair := range pairs {
			marks := []rune(pair)
			for _, p := range paragraphs(v) {
				if strings.Count(p, string(marks[0])) != strings.Count(p, string(marks[1])) {
					t.Errorf("%v: %s not closed in %q", v, pair, p)
				}
			}
		}
	}
}
