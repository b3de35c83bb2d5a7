package check

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Term is an entry of a house glossary: how an English term is rendered, and
// how it must not be.
type Term struct {
	English   string
	Chinese   []string // allowed renderings in either script, the preferred one first
	Forbidden []string
	Severity  Severity // of a missing rendering; "" = warning. A forbidden one is an error
	Case      bool     // English matches only as written
}

// Glossary holds the terms of a house or project.
type Glossary struct{ Terms []Term }

// BadTerm is a line of a glossary that cannot be read.
type BadTerm struct {
	Line   int    // 1-based
	What   string // key of the sentence that says what is wrong
	detail string
}

func (e *BadTerm) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.detail) }

// ReadGlossary reads a glossary: a term a line, columns with tabs between:
// English, renderings, forbidden renderings, severity; renderings are separated
// by "/" or "、". The last two columns may be left out; lines that begin with #
// are remarks. An error names the line.
// A line that cannot be read is never passed over: nobody would miss its term.
func ReadGlossary(r io.Reader) (*Glossary, error) {
	g := &Glossary{}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(scan.Text(), "\ufeff"), "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 2 || strings.TrimSpace(cols[0]) == "" {
			return nil, &BadTerm{n, "checks.glossary.columns", fmt.Sprintf("want English, a tab and a rendering: %.40q", line)}
		}
		t := Term{English: strings.TrimSpace(cols[0]), Chinese: renderings(cols[1])}
		t.Case = strings.ToLower(t.English) != t.English
		if len(cols) > 2 {
			t.Forbidden = renderings(cols[2])
		}
		if len(cols) > 3 && strings.TrimSpace(cols[3]) != "" {
			t.Severity = Severity(strings.ToLower(strings.TrimSpace(cols[3])))
			if t.Severity.rank() == len(severities) {
				return nil, &BadTerm{n, "checks.glossary.severity", fmt.Sprintf("severity %q: use blocker, error, warning or info", cols[3])}
			}
		}
		if len(t.Chinese)+len(t.Forbidden) == 0 {
			return nil, &BadTerm{n, "checks.glossary.rendering", t.English + " has no rendering"}
		}
		g.Terms = append(g.Terms, t)
	}
	return g, scan.Err()
}

func renderings(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '、' || r == '|' }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
