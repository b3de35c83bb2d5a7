package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"triptych/align"
	"triptych/align/check"
)

// driftLine is one unit of a labelled set: texts, what was changed in them, and
// in which version.
type driftLine struct {
	Doc   string `json:"doc"`
	Group int    `json:"group"`
	Type  string `json:"type"` // "untouched", or the kind of change
	Side  string `json:"side"` // en, hans, hant
	En    string `json:"en"`
	Hans  string `json:"hans"`
	Hant  string `json:"hant"`
}

func (l driftLine) odd() (align.Version, bool) {
	switch l.Side {
	case "en":
		return align.En, true
	case "hans":
		return align.Hans, true
	case "hant":
		return align.Hant, true
	}
	return 0, false
}

// answers lists, for each kind of change, the checks that name it. A finding of
// another check on the unit counts as seen, but not as named.
var answers = map[string][]string{
	"number_changed":           {"num."},
	"unit_changed":             {"num."},
	"date_changed":             {"num."},
	"untranslated":             {"cmp.same", "cmp.latin_run"},
	"hans_has_traditional":     {"scr."},
	"hant_has_simplified":      {"scr."},
	"sentence_dropped":         {"cmp.", "aln.", "hh.diverge"},
	"sentence_added":           {"cmp.", "aln.", "hh.diverge"},
	"sentence_duplicated":      {"cmp.", "typ.dupchar", "aln.dup", "hh.diverge"},
	"truncated":                {"cmp.", "hh.diverge"},
	"wrong_paragraph":          {"cmp.", "aln.", "hh.diverge", "sem."},
	"negation_flipped":         {"sem.negation"},
	"entity_swapped":           {"ent."},
	"hant_mainland_vocabulary": {"scr.region_word"},
	"halfwidth_punctuation":    {"typ.halfwidth"},
	"quote_style":              {"typ.quotes"},
}

// readDrift reads the labelled units of synthetic.jsonl in dir or below it.
func readDrift(dir string) ([]driftLine, error) {
	path := filepath.Join(dir, "synthetic.jsonl")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(dir, "drift", "synthetic.jsonl")
	}
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(dir, "trilingual", "drift", "synthetic.jsonl")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("no labelled drift set: %w; name the folder that holds synthetic.jsonl", err)
	}
	defer f.Close()
	var lines []driftLine
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 16<<20)
	for scan.Scan() {
		var l driftLine
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		lines = append(lines, l)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return lines, nil
}

// evalDrift measures the checks on the labelled set below set.drift: recall by
// kind of change, the odd version named, alarms on untouched units by pair and
// by source. Documents are the lines with the same doc, whose statistics the
// checks use. set.verbose writes each miss and each false alarm.
func evalDrift(ctx context.Context, w *bufio.Writer, set evalSetup, _ []floorLine) ([]figure, error) {
	if set.drift == "" {
		return nil, nil
	}
	lines, err := readDrift(set.drift)
	if err != nil {
		return nil, err
	}
	tally := newDriftTally(w, set.verbose)
	for _, d := range driftDocs(lines) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i, found := range check.Document(d.units, check.Settings{Profile: set.profile}) {
			tally.add(d.lines[i], found)
		}
	}
	tally.print()
	return tally.figures(), nil
}

// driftDoc is the lines of one document, and as the checks see them.
type driftDoc struct {
	lines []driftLine
	units []check.Unit
}

// driftDocs gathers the lines of each document, in the order of their names.
func driftDocs(lines []driftLine) []driftDoc {
	docs := map[string]*driftDoc{}
	for _, l := range lines {
		d := docs[l.Doc]
		if d == nil {
			d = &driftDoc{}
			docs[l.Doc] = d
		}
		d.lines = append(d.lines, l)
		d.units = append(d.units, check.Unit{ID: fmt.Sprintf("%s#%d", l.Doc, l.Group), Text: [3]string{l.En, l.Hans, l.Hant}})
	}
	var out []driftDoc
	for _, name := range sortedNames(docs) {
		out = append(out, *docs[name])
	}
	return out
}

// driftTally counts what the checks said.
type driftTally struct {
	w       io.Writer
	verbose bool
	kinds   map[string]*kindCount
	clean   map[string]*cleanCount // by source, the part of the document's name before "_"
	byCheck map[string]int         // errors and warnings on untouched units
	hits    map[string]int         // likewise on changed units that they name
}

type kindCount struct {
	n, named, seen int
	odd, oddRight  int // units where a naming finding has an odd version; where it is right
}

type cleanCount struct{ units, enZh, hansHant, single, blockers int }

func newDriftTally(w io.Writer, verbose bool) *driftTally {
	return &driftTally{w, verbose, map[string]*kindCount{}, map[string]*cleanCount{}, map[string]int{}, map[string]int{}}
}

// serious reports whether a finding is a sure one of a slip.
func serious(f check.Finding) bool { return f.Tells(check.Warning) }

// names reports whether a finding is of one of the checks that name a change,
// given by the beginnings of their ids.
func names(f check.Finding, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(f.Check, prefix) })
}

func (t *driftTally) add(l driftLine, found []check.Finding) {
	if l.Type == "untouched" {
		t.addClean(l, found)
		return
	}
	k := t.kinds[l.Type]
	if k == nil {
		k = &kindCount{}
		t.kinds[l.Type] = k
	}
	k.n++
	seen, named, oddSaid, oddRight := false, false, false, false
	want, _ := l.odd()
	for _, f := range found {
		seen = seen || serious(f)
		if !serious(f) || !names(f, answers[l.Type]) {
			continue
		}
		named = true
		t.hits[f.Check]++
		if f.Odd != nil {
			oddSaid = true
			oddRight = oddRight || *f.Odd == want
		}
	}
	k.named += count(named)
	k.seen += count(seen)
	k.odd += count(oddSaid)
	k.oddRight += count(oddRight)
	if t.verbose && !named {
		t.show("MISS "+l.Type+" "+l.Side, l, found)
	}
	if t.verbose && oddSaid && !oddRight {
		t.show("ODD "+l.Type+" "+l.Side, l, found)
	}
}

// addClean counts the errors and warnings on an untouched unit by the pair
// they are about. A finding about one cell counts for English–Chinese, except
// what concerns Chinese writing alone.
func (t *driftTally) addClean(l driftLine, found []check.Finding) {
	source, _, _ := strings.Cut(l.Doc, "_")
	for _, name := range []string{source, "all"} {
		c := t.clean[name]
		if c == nil {
			c = &cleanCount{}
			t.clean[name] = c
		}
		c.units++
		for _, f := range found {
			if !serious(f) {
				continue
			}
			switch {
			case len(f.Pair) == 2 && f.Pair[0] != align.En:
				c.hansHant++
			case len(f.Pair) == 2:
				c.enZh++
			default:
				c.single++
			}
			c.blockers += count(f.Severity == check.Blocker)
			if name == "all" {
				t.byCheck[f.Check]++
			}
		}
	}
	if t.verbose {
		t.show("ALARM", l, found)
	}
}

func (t *driftTally) show(what string, l driftLine, found []check.Finding) {
	shown := false
	for _, f := range found {
		if serious(f) {
			if !shown {
				fmt.Fprintf(t.w, "%s %s#%d\n  en   %s\n  hans %s\n  hant %s\n", what, l.Doc, l.Group, l.En, l.Hans, l.Hant)
				shown = true
			}
			fmt.Fprintf(t.w, "  -> %s %s %v %s\n", f.Severity, f.Check, f.Spans, f.Message)
		}
	}
	if !shown && what != "ALARM" {
		fmt.Fprintf(t.w, "%s %s#%d\n  en   %s\n  hans %s\n  hant %s\n", what, l.Doc, l.Group, l.En, l.Hans, l.Hant)
	}
}

func (t *driftTally) print() {
	fmt.Fprintf(t.w, "%-26s %5s %7s %7s %9s %9s\n", "kind", "n", "recall", "seen", "odd said", "odd right")
	for _, name := range sortedNames(t.kinds) {
		k := t.kinds[name]
		fmt.Fprintf(t.w, "%-26s %5d %7.3f %7.3f %9.3f %9.3f\n", name, k.n, share(k.named, k.n), share(k.seen, k.n), share(k.odd, k.named), share(k.oddRight, k.odd))
	}
	fmt.Fprintf(t.w, "\n%-26s %5s %18s %18s %12s %9s\n", "untouched", "units", "en–zh per 20", "Hans–Hant per 20", "cells per 20", "blockers")
	for _, name := range sortedNames(t.clean) {
		c := t.clean[name]
		fmt.Fprintf(t.w, "%-26s %5d %18.2f %18.2f %12.2f %9d\n", name, c.units, 20*share(c.enZh, c.units), 20*share(c.hansHant, c.units), 20*share(c.single, c.units), c.blockers)
	}
	fmt.Fprintf(t.w, "\n%-20s %8s %8s\n", "check", "named", "alarms")
	all := map[string]int{}
	for id, n := range t.byCheck {
		all[id] += n
	}
	for id, n := range t.hits {
		all[id] += n
	}
	for _, id := range sortedNames(all) {
		fmt.Fprintf(t.w, "%-20s %8d %8d\n", id, t.hits[id], t.byCheck[id])
	}
}

func sortedNames[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// figures are what a floor may be set for: recall of each kind of change, and
// errors and warnings in 20 untouched units of each source.
func (t *driftTally) figures() (out []figure) {
	for _, kind := range sortedNames(t.kinds) {
		k := t.kinds[kind]
		out = append(out, figure{"drift", "drift", "recall." + kind, share(k.named, k.n)})
	}
	for _, source := range sortedNames(t.clean) {
		c := t.clean[source]
		out = append(out, figure{"drift", "drift", "false." + source, 20 * share(c.enZh+c.hansHant+c.single, c.units)})
	}
	return out
}
