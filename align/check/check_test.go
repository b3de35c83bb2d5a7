package check

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"triptych/align"
	"triptych/align/zh"
)

// TestCases runs the cases of testdata: one file a check, named after it. A
// case whose name begins with "good" must raise nothing by that check; any
// other lists what it must raise on lines "want: severity odd message". Lines
// "set: key value" change the settings; ⏎ in a text is a line break.
func TestCases(t *testing.T) {
	if !zh.Available() {
		t.Skip("the dictionaries are not there: run make generate")
	}
	for _, c := range All {
		t.Run(c.ID, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("testdata", c.ID+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				runCase(t, c.ID, f.Name, string(f.Data))
			}
		})
	}
}

func runCase(t *testing.T, id, name, data string) {
	var units []Unit
	u := Unit{ID: name}
	var want []string
	var settings Settings
	for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch strings.TrimSuffix(key, ":") {
		case "en", "zh-Hans", "zh-Hant":
			v, _ := align.ParseVersion(key)
			u.Text[v] = strings.ReplaceAll(value, "⏎", "\n")
		case "absent":
			v, _ := align.ParseVersion(value)
			u.Want[v] = Absent
		case "heading":
			u.Kind = [3]align.Kind{align.Heading, align.Heading, align.Heading}
		case "was":
			pair, text, _ := strings.Cut(value, " ")
			p, _ := align.ParsePair(pair)
			was := strings.SplitN(text, " | ", 2)
			u.Pairs[pairIndex(p)] = Pairing{Status: Stale, Was: [2]string{was[0], was[1]}}
		case "made": // made: zh-Hant zh-Hans 3 4
			f := strings.Fields(value)
			v, _ := align.ParseVersion(f[0])
			from, _ := align.ParseVersion(f[1])
			u.Made[v] = &Origin{From: from, Rev: f[2], Now: f[3]}
		case "set":
			setCase(&settings, value)
		case "want":
			want = append(want, value)
		case "---": // the lines so far were another unit of the document
			u.ID = fmt.Sprintf("%s/%d", name, len(units))
			units = append(units, u)
			u = Unit{ID: name}
		default:
			t.Fatalf("%s %s: unknown line %q", id, name, line)
		}
	}
	units = append(units, u)
	var got []string
	for _, f := range Run(u, NewStats(units, settings)) {
		if f.Check != id {
			continue
		}
		odd := "-"
		if f.Odd != nil {
			odd = f.Odd.String()
		}
		got = append(got, fmt.Sprintf("%s %s %s", f.Severity, odd, f.Message))
		checkSpans(t, u, f)
		checkFix(t, u, f)
	}
	if strings.HasPrefix(name, "good") == (len(want) > 0) {
		t.Errorf("%s %s: good cases want nothing, others something", id, name)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s %s:\n got %q\nwant %q", id, name, got, want)
	}
}

func setCase(s *Settings, value string) {
	key, rest, _ := strings.Cut(value, " ")
	switch key {
	case "profile":
		s.Profile = rest
	case "term":
		g, err := ReadGlossary(strings.NewReader(rest))
		if err == nil {
			s.Glossary = g
		}
	case "off":
		s.Off = map[string]bool{rest: true}
	case "severity":
		id, severity, _ := strings.Cut(rest, " ")
		s.Severity = map[string]Severity{id: Severity(severity)}
	case "allow":
		s.Allow = append(s.Allow, rest)
	}
}

// checkSpans expects every span inside its text and a message in every
// language.
func checkSpans(t *testing.T, u Unit, f Finding) {
	for v, s := range f.Spans {
		if n := len([]rune(u.Text[v])); s[0] < 0 || s[1] < s[0] || s[1] > n {
			t.Errorf("%s %s: span %v outside %d runes of %s", f.Check, u.ID, s, n, v)
		}
	}
	for _, lang := range []string{"en", "zh-Hans", "zh-Hant"} {
		if m := Message(lang, f); m == "" || strings.ContainsAny(m, "{}") && !strings.ContainsAny(strings.Join(u.Text[:], ""), "{}") {
			t.Errorf("%s %s: message %q in %s", f.Check, u.ID, m, lang)
		}
	}
}

// checkFix expects that a fix takes its finding away.
func checkFix(t *testing.T, u Unit, f Finding) {
	if f.Fix == nil {
		return
	}
	fixed := u
	r := []rune(u.Text[f.Fix.Version])
	fixed.Text[f.Fix.Version] = string(r[:f.Fix.Span[0]]) + f.Fix.Text + string(r[f.Fix.Span[1]:])
	for _, g := range Run(fixed, NewStats([]Unit{fixed}, Settings{})) {
		if g.Check == f.Check && g.Spans[f.Fix.Version] == f.Spans[f.Fix.Version] {
			t.Errorf("%s %s: still found after the fix %q", f.Check, u.ID, f.Fix.Text)
		}
	}
}

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All {
		if seen[c.ID] || c.Name == "" || c.Description == "" || c.Version < 1 || c.Severity.rank() > 3 || c.Find == nil {
			t.Errorf("check %q is not complete, or there twice", c.ID)
		}
		seen[c.ID] = true
	}
}

// TestCores expects the same findings from one core and from many.
func TestCores(t *testing.T) {
	units := caseUnits(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := Document(units, Settings{})
	runtime.GOMAXPROCS(4)
	if many := Document(units, Settings{}); !reflect.DeepEqual(one, many) {
		t.Error("the findings depend on the number of cores")
	}
}

// caseUnits gives every unit of testdata, several times over.
func caseUnits(t testing.TB) []Unit {
	var units []Unit
	files, _ := filepath.Glob("testdata/*.txtar")
	for range 8 {
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var u Unit
			for _, line := range strings.Split(string(data), "\n") {
				key, value, _ := strings.Cut(line, ": ")
				if v, err := align.ParseVersion(key); err == nil {
					u.Text[v] = value
				} else if u.Text != [3]string{} {
					u.ID = fmt.Sprint(len(units))
					units = append(units, u)
					u = Unit{}
				}
			}
		}
	}
	return units
}
