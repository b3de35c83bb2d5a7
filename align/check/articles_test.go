package check

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/zh"
)

// article is one unit of testdata/articles, in three versions.
type article struct {
	Unit, Doc, Kind string
	En              string
	Hans            string `json:"zh-Hans"`
	Hant            string `json:"zh-Hant"`
}

// slip is one planted fault: Text replaces one version of its unit, and one of
// the Checks (prefixes of ids) should tell.
type slip struct {
	Unit, Kind, Version, Text, Note string
	Checks                          []string
}

func (a article) version(name string) string {
	switch name {
	case align.En.String():
		return a.En
	case align.Hans.String():
		return a.Hans
	case align.Hant.String():
		return a.Hant
	}
	return ""
}

// The kinds of slip and how many of each the set holds. The README says what
// they mean; a gate that speaks of recall per kind needs them to stay as they are.
var slipKinds = map[string]int{
	"number": 24, "figure-dropped": 8, "number-word": 11, "date": 15, "percent": 8, "unit": 8, "range": 5,
	"negation": 25, "name": 18, "role": 6, "opposite": 35, "quantifier": 9,
	"sentence-dropped": 10, "clause-dropped": 8, "sentence-added": 4, "untranslated": 4,
	"script": 6, "region": 5, "doubled": 6, "halfwidth": 2,
}

// jsonLines reads a file of one JSON value a line and takes no field it does not know.
func jsonLines[T any](t *testing.T, file string) []T {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		var v T
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s:%d: %v", file, n, err)
		}
		all = append(all, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return all
}

// articleFiles lists the pieces, without the files of their slips.
func articleFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/articles/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".slips.jsonl") })
}

func TestArticlesAreClean(t *testing.T) {
	files := articleFiles(t)
	units := 0
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		seen := map[string]bool{}
		for _, a := range jsonLines[article](t, file) {
			units++
			if a.Doc != id || a.Unit == "" || seen[a.Unit] {
				t.Errorf("%s: unit %q of %q is not new in this piece", id, a.Unit, a.Doc)
			}
			seen[a.Unit] = true
			if !slices.Contains([]string{"", "heading", "aside"}, a.Kind) {
				t.Errorf("%s: unit %s: kind %q", id, a.Unit, a.Kind)
			}
			cleanArticle(t, id, a)
		}
	}
	if len(files) != 13 || units < 200 {
		t.Errorf("%d pieces of %d units; want 13 of at least 200", len(files), units)
	}
}

// cleanArticle holds each version to its own script and its own marks.
func cleanArticle(t *testing.T, id string, a article) {
	t.Helper()
	for _, v := range []struct{ name, text, marks string }{
		{"en", a.En, "「」『』，。"},
		{"zh-Hans", a.Hans, "「」『』\"'"},
		{"zh-Hant", a.Hant, "“”‘’\"'"},
	} {
		if v.text == "" || v.text != strings.TrimSpace(v.text) {
			t.Errorf("%s: unit %s: %s is empty or has space at an end", id, a.Unit, v.name)
		}
		if i := strings.IndexAny(v.text, v.marks); i >= 0 {
			t.Errorf("%s: unit %s: %s has a mark of another version: %s", id, a.Unit, v.name, v.text[i:])
		}
	}
	if i := strings.IndexFunc(a.En, func(r rune) bool { return r >= 0x3400 }); i >= 0 {
		t.Errorf("%s: unit %s: Chinese in the English: %s", id, a.Unit, a.En[i:])
	}
	if i := strings.IndexFunc(a.Hans, zh.HantOnly); i >= 0 {
		t.Errorf("%s: unit %s: Traditional in zh-Hans: %s", id, a.Unit, a.Hans[i:])
	}
	if i := strings.IndexFunc(a.Hant, zh.HansOnly); i >= 0 {
		t.Errorf("%s: unit %s: Simplified in zh-Hant: %s", id, a.Unit, a.Hant[i:])
	}
}

func TestSlipsAreSingle(t *testing.T) {
	kinds := map[string]int{}
	for _, file := range articleFiles(t) {
		id := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		units := map[string]article{}
		for _, a := range jsonLines[article](t, file) {
			units[a.Unit] = a
		}
		slips := jsonLines[slip](t, strings.TrimSuffix(file, ".jsonl")+".slips.jsonl")
		if len(slips) < 15 {
			t.Errorf("%s: %d slips, want 15 or more", id, len(slips))
		}
		for _, s := range slips {
			kinds[s.Kind]++
			clean := units[s.Unit].version(s.Version)
			if clean == "" || s.Text == "" || s.Note == "" || len(s.Checks) == 0 {
				t.Errorf("%s: unit %s: a slip that says too little: %+v", id, s.Unit, s)
				continue
			}
			wholeSlip(t, id, clean, s)
		}
	}
	for kind, n := range slipKinds {
		if kinds[kind] != n {
			t.Errorf("%d slips of kind %s, want %d", kinds[kind], kind, n)
		}
	}
	if len(kinds) != len(slipKinds) {
		t.Errorf("kinds %v", kinds)
	}
}

// wholeSlip sees that a slip changes its text and no other thing
// than its kind says: a wrong number must not bring a stray script with it.
func wholeSlip(t *testing.T, id, clean string, s slip) {
	t.Helper()
	if s.Text == clean {
		t.Errorf("%s: unit %s: %s slip changes nothing", id, s.Unit, s.Kind)
	}
	stray := map[string]func(rune) bool{"zh-Hans": zh.HantOnly, "zh-Hant": zh.HansOnly}[s.Version]
	if stray != nil && strings.ContainsFunc(s.Text, stray) != (s.Kind == "script") {
		t.Errorf("%s: unit %s: %s slip and its script: %s", id, s.Unit, s.Kind, s.Text)
	}
	for _, prefix := range s.Checks {
		known := false
		for _, rule := range All {
			known = known || strings.HasPrefix(rule.ID, prefix)
		}
		if !known {
			t.Errorf("%s: unit %s: no check begins with %q", id, s.Unit, prefix)
		}
	}
}
