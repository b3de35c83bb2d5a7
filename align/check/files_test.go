package check

import (
	"os"
	"slices"
	"strings"
	"testing"

	"triptych/align/message"
)

// TestFilesAreNamedAfterIds names what was forgotten of a rule: its file, which is
// named after its id and declares it, its cases, its words in every language.
func TestFilesAreNamedAfterIds(t *testing.T) {
	for _, r := range All {
		file := strings.ReplaceAll(r.ID, ".", "_") + ".go"
		if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "ID: \""+r.ID+"\"") {
			t.Errorf("%s: the file %s declares it not: %v", r.ID, file, err)
		}
		if cases := readCases(t, r.ID); !slices.ContainsFunc(cases, func(e example) bool { return len(e.want) == 0 }) ||
			!slices.ContainsFunc(cases, func(e example) bool { return len(e.want) > 0 }) {
			t.Errorf("%s: testdata/%s.txtar has not a good case and a bad one", r.ID, r.ID)
		}
		for _, lang := range message.Languages() {
			for _, key := range []string{"check." + r.ID, "check." + r.ID + ".about"} {
				if s, ok := message.Template(lang, key); !ok || s == "" {
					t.Errorf("%s: messages.tsv says nothing in %s under %s", r.ID, lang, key)
				}
			}
		}
	}
}

// TestNoRuleOfItsOwn expects that files named like those of rules are those of
// rules: what is left of a rule that is gone is found by its file.
func TestNoRuleOfItsOwn(t *testing.T) {
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range cases {
		id, ok := strings.CutSuffix(f.Name(), ".txtar")
		if _, known := ByID(id); ok && !known {
			t.Errorf("testdata/%s are cases of no rule", f.Name())
		}
	}
}
