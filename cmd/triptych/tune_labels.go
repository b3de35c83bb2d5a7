package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/check"
)

// readLines reads a file of JSON lines.
func readLines[T any](file string) (out []T, err error) {
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	for n, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var x T
		if err := json.Unmarshal(line, &x); err != nil {
			return nil, fmt.Errorf("%s, line %d: %s", file, n+1, jsonFault(err))
		}
		out = append(out, x)
	}
	return out, nil
}

// showOnly returns the units in some of their versions, with errors planted.
func showOnly(units []checked, have []align.Version, planted map[string]newsSlip) []checked {
	out := slices.Clone(units)
	for i := range out {
		u := &out[i].unit
		if s, ok := planted[u.ID]; ok {
			u.Text[s.Version] = s.Text
		}
		for _, v := range align.Versions {
			if !slices.Contains(have, v) {
				u.Text[v], u.Want[v] = "", check.AsDocument
			}
		}
	}
	return out
}

// fitting lists, for each kind of slip that readers labelled, the checks that may find
// it.
var fitting = map[string][]string{
	"number": {"num.", "hh."}, "date_time": {"num.", "hh."}, "unit_currency": {"num.", "hh."},
	"name": {"ent.", "term.", "hh.", "sem."}, "name_inconsistent": {"ent.", "term.", "hh."}, "negation": {"sem.", "hh."},
	"opposite": {"sem.", "num.", "hh."}, "modality_quantifier": {"sem.", "num.", "hh."},
	"omission": {"cmp.", "aln.", "num.", "ent.", "hh.", "sem."}, "addition": {"cmp.", "aln.", "num.", "ent.", "hh.", "sem."},
	"sense": {"sem.", "ent.", "hh.", "aln.", "num.", "term.", "cmp."}, "referent": {"ent.", "sem.", "hh."},
	"typo": {"typ.", "scr.", "hh.", "ent.", "sem.", "src.", "num."}, "script": {"scr."}, "region": {"scr.", "hh.", "term."},
	"typography": {"typ.", "cmp.truncated"}, "untranslated": {"cmp.", "ent."},
}

// labels are what people said of a set of texts.
type labels struct {
	slips map[string][]newsSlip // by unit
	right map[string]bool       // unit and check of findings that were judged true
}

func newLabels(slips []newsSlip, judged []newsVerdict) labels {
	l := labels{map[string][]newsSlip{}, map[string]bool{}}
	for _, s := range slips {
		l.slips[s.Unit] = append(l.slips[s.Unit], s)
	}
	for _, v := range judged {
		if strings.HasPrefix(v.Verdict, "true") {
			l.right[v.Unit+" "+v.Check] = true
		}
	}
	return l
}

// real reports whether a finding was judged true, or is about a labelled slip: of a kind
// that its check may find, in a version that it names, over words of the label.
func (l labels) real(u check.Unit, f check.Finding, have []align.Version) bool {
	return l.right[u.ID+" "+f.Check] || slices.ContainsFunc(l.slips[u.ID], func(s newsSlip) bool {
		return slices.Contains(have, s.Version) && names(f, fitting[s.Kind]) && concerns(f, s.Version) && meets(u, f, s)
	})
}

func concerns(f check.Finding, v align.Version) bool {
	_, marked := f.Spans[v]
	return marked || slices.Contains(f.Pair, v) || f.Odd != nil && *f.Odd == v
}

// meets reports whether a finding marks words of a slip, with two characters of play.
func meets(u check.Unit, f check.Finding, s newsSlip) bool {
	if len(f.Spans) == 0 {
		return true
	}
	return near(u.Text[s.Version], s.Got, f, s.Version) || near(u.Text[align.En], s.Src, f, align.En)
}

// near looks for the words of a label in a text; "…" stands for what it leaves out.
func near(text, words string, f check.Finding, v align.Version) bool {
	at, ok := f.Spans[v]
	if !ok {
		return false
	}
	for part := range strings.SplitSeq(words, "…") {
		i := strings.Index(text, part)
		if i < 0 || strings.TrimSpace(part) == "" {
			continue
		}
		from := utf8.RuneCountInString(text[:i])
		if at[0] < from+utf8.RuneCountInString(part)+2 && from-2 < at[1] {
			return true
		}
	}
	return false
}
