package check

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

// TestCases runs the cases of testdata: one file a rule, named after it. A
// case whose name begins with "good" must raise nothing by that rule; any
// other lists what it must raise on lines "want: severity odd message".
func TestCases(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, r := range All {
		t.Run(r.ID, func(t *testing.T) {
			for _, c := range readCases(t, r.ID) {
				c.run(t, r)
			}
		})
	}
}

// example is a case of testdata: the units of a document, the last of which is
// checked.
type example struct {
	name     string
	units    []Unit
	settings Settings
	alone    bool // run as if none were there that the rule is after
	want     []string
}

// readCases reads the cases of a rule.
func readCases(t testing.TB, id string) []example {
	archive, err := txtar.ParseFile(filepath.Join("testdata", id+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for _, f := range archive.Files {
		out = append(out, parseCase(t, id+" "+f.Name, string(f.Data)))
	}
	return out
}

// parseCase reads one case, a line for each version and for what else is to be
// known: ⏎ in a text is a line break, a line of hyphens begins another unit of the
// document, "set: key value" changes the settings.
func parseCase(t testing.TB, name, data string) example {
	_, short, _ := strings.Cut(name, " ")
	e := example{name: short}
	u := Unit{ID: short}
	for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch strings.TrimSuffix(key, ":") {
		case "set":
			e.set(value)
		case "want":
			e.want = append(e.want, value)
		case "---":
			u.ID = fmt.Sprintf("%s/%d", short, len(e.units))
			e.units = append(e.units, u)
			u = Unit{ID: short}
		default:
			if !u.read(key, value) {
				t.Fatalf("%s: unknown line %q", name, line)
			}
		}
	}
	e.units = append(e.units, u)
	return e
}

// read takes one line about a unit.
func (u *Unit) read(key, value string) bool {
	switch strings.TrimSuffix(key, ":") {
	case "en", "zh-Hans", "zh-Hant":
		v, _ := align.ParseVersion(strings.TrimSuffix(key, ":"))
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
	default:
		return false
	}
	return true
}

func (e *example) set(value string) {
	key, rest, _ := strings.Cut(value, " ")
	s := &e.settings
	switch key {
	case "profile":
		s.Profile = rest
	case "term":
		g, err := ReadGlossary(strings.NewReader(rest))
		if err == nil {
			s.Glossary = g
		}
	case "severity":
		id, severity, _ := strings.Cut(rest, " ")
		s.Severity = map[string]Severity{id: Severity(severity)}
	case "allow":
		s.Allow = append(s.Allow, rest)
	case "alone":
		e.alone = true
	}
}

// find returns what a rule finds in the unit that is checked.
func (e *example) find(r Rule) (out []Finding) {
	stats := NewStats(e.units, e.settings)
	if e.alone {
		r.After = nil
		stats.plan = []*Rule{&r}
	}
	for _, f := range Run(e.units[len(e.units)-1], stats) {
		if f.Check == r.ID {
			out = append(out, f)
		}
	}
	return out
}

// run expects of a rule what the case wants.
func (e *example) run(t *testing.T, r Rule) {
	u := e.units[len(e.units)-1]
	var got []string
	for _, f := range e.find(r) {
		odd := "-"
		if f.Odd != nil {
			odd = f.Odd.String()
		}
		got = append(got, fmt.Sprintf("%s %s %s", f.Severity, odd, f.Message))
		checkSpans(t, u, f)
		checkFix(t, u, f)
	}
	if strings.HasPrefix(e.name, "good") == (len(e.want) > 0) {
		t.Errorf("%s %s: good cases want nothing, others something", r.ID, e.name)
	}
	if !reflect.DeepEqual(got, e.want) {
		t.Errorf("%s %s:\n got %q\nwant %q", r.ID, e.name, got, e.want)
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
