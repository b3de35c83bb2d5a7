package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash"
	"hash/fnv"
	"path/filepath"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
)

// ownArticles is where the project's own labelled articles lie, from its top
// folder on.
const ownArticles = "align/check/testdata/articles"

// slip is one planted error: the whole changed text of one version of a unit.
type slip struct {
	Unit    string        `json:"unit"`
	Version align.Version `json:"version"`
	Kind    string        `json:"kind"`
	Text    string        `json:"text"`
	Checks  []string      `json:"checks"` // beginnings of the ids of the checks that name it
}

// article is a document in clean units, and the slips to be planted there. A
// unit with several is planted with one at a time, since two would hide each
// other: the second ones in a second round, and so on.
type article struct {
	name   string
	units  []check.Unit
	rounds []map[string]slip // by the id of the unit
}

// shown are versions that an article is read in: a reader who has but one of
// the Chinese versions should be told of slips too.
type shown struct {
	name string
	have []align.Version
}

var showings = []shown{
	{"three", []align.Version{align.En, align.Hans, align.Hant}},
	{"hans", []align.Version{align.En, align.Hans}},
	{"hant", []align.Version{align.En, align.Hant}},
}

// readArticles reads every <id>.jsonl of a folder and <id>.slips.jsonl beside
// it. An error names the file and what is wrong in it.
func readArticles(dir string) ([]article, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []article
	for _, file := range files {
		base := strings.TrimSuffix(file, ".jsonl")
		if strings.HasSuffix(base, ".slips") {
			continue
		}
		a := article{name: filepath.Base(base)}
		data, err := readFile(file)
		if err != nil {
			return nil, err
		}
		units, err := parseUnits(file, data)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			a.units = append(a.units, u.unit)
		}
		if err := a.readSlips(base + ".slips.jsonl"); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no <id>.jsonl files in this folder", dir)
	}
	return out, nil
}

func (a *article) readSlips(file string) error {
	data, err := readFile(file)
	if err != nil {
		return err
	}
	for n, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var s slip
		if err := json.Unmarshal(line, &s); err != nil {
			return fmt.Errorf("%s, line %d: %s", file, n+1, jsonFault(err))
		}
		if !slices.ContainsFunc(a.units, func(u check.Unit) bool { return u.ID == s.Unit }) {
			return fmt.Errorf("%s, line %d: the article has no unit %q", file, n+1, s.Unit)
		}
		a.plan(s)
	}
	return nil
}

// plan puts a slip into the first round where its unit has none.
func (a *article) plan(s slip) {
	for _, round := range a.rounds {
		if _, ok := round[s.Unit]; !ok {
			round[s.Unit] = s
			return
		}
	}
	a.rounds = append(a.rounds, map[string]slip{s.Unit: s})
}

// in returns the units of the article in some of its versions, with slips
// planted; nil plants none.
func (a *article) in(have []align.Version, slips map[string]slip) []check.Unit {
	out := slices.Clone(a.units)
	for i := range out {
		u := &out[i]
		if s, ok := slips[u.ID]; ok {
			u.Text[s.Version] = s.Text
		}
		for _, v := range align.Versions {
			if !slices.Contains(have, v) {
				u.Text[v], u.Want[v] = "", check.Absent
			}
		}
	}
	return out
}

// articleTally counts what the checks said of articles in one showing.
type articleTally struct {
	units, clean, marked int // clean units; errors and warnings on them; units with any
	kinds                map[string]*kindCount
	byCheck              map[string]int // errors and warnings on clean units
	sum                  hash.Hash64    // digest of all that was said
}

// add checks one article, clean and with the slips of each round. What was said
// of a clean unit too does not count as finding the slip in it.
func (t *articleTally) add(a *article, have []align.Version, note func(format string, args ...any)) {
	said := make([]map[string]bool, len(a.units))
	for i, found := range check.Document(a.in(have, nil), check.Settings{}) {
		digest(t.sum, found)
		said[i] = map[string]bool{}
		before := t.clean
		for _, f := range found {
			said[i][f.Check+" "+f.Message] = true
			if serious(f) {
				t.clean++
				t.byCheck[f.Check]++
				note("ALARM %s.%s %s %s", a.name, a.units[i].ID, f.Check, f.Message)
			}
		}
		t.units++
		t.marked += count(t.clean > before)
	}
	for _, round := range a.rounds {
		for i, found := range check.Document(a.in(have, round), check.Settings{}) {
			digest(t.sum, found)
			s, ok := round[a.units[i].ID]
			if !ok || !slices.Contains(have, s.Version) {
				continue
			}
			fresh := slices.DeleteFunc(found, func(f check.Finding) bool { return !serious(f) || said[i][f.Check+" "+f.Message] })
			if !t.addSlip(s, fresh) {
				note("MISS %s.%s %s %s: %s", a.name, s.Unit, s.Version, s.Kind, s.Text)
			}
		}
	}
}

// addSlip counts one slip and what was newly said of its unit; it reports
// whether that names the slip.
func (t *articleTally) addSlip(s slip, found []check.Finding) bool {
	k := t.kinds[s.Kind]
	if k == nil {
		k = &kindCount{}
		t.kinds[s.Kind] = k
	}
	named, oddSaid, oddRight := false, false, false
	for _, f := range found {
		if names(f, s.Checks) {
			named = true
			oddSaid = oddSaid || f.Odd != nil
			oddRight = oddRight || f.Odd != nil && *f.Odd == s.Version
		}
	}
	k.n++
	k.seen += count(len(found) > 0)
	k.named += count(named)
	k.odd += count(oddSaid)
	k.oddRight += count(oddRight)
	return named
}

// total adds up the kinds.
func (t *articleTally) total() (all kindCount) {
	for _, k := range t.kinds {
		all.n += k.n
		all.named += k.named
		all.seen += k.seen
		all.odd += k.odd
		all.oddRight += k.oddRight
	}
	return all
}

// evalArticles measures the checks on every folder of set.articles: recall of
// slips by kind, and false findings on clean units, with all three versions
// and with either Chinese version alone.
func evalArticles(ctx context.Context, w *bufio.Writer, set evalSetup, _ []floorLine) (got []figure, err error) {
	for _, dir := range set.articles {
		articles, err := readArticles(dir)
		if err != nil {
			return nil, err
		}
		note := func(string, ...any) {}
		if set.verbose {
			note = func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
		}
		tallies := make([]*articleTally, len(showings))
		for n, s := range showings {
			tallies[n] = tallyArticles(articles, s.have, note)
			note = func(string, ...any) {} // the same again with fewer versions
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		printArticles(w, fmt.Sprintf("%s, %d articles", filepath.Base(dir), len(articles)), tallies)
		got = append(got, articleFigures(filepath.Base(dir), tallies)...)
	}
	return got, nil
}

func tallyArticles(articles []article, have []align.Version, note func(string, ...any)) *articleTally {
	t := &articleTally{kinds: map[string]*kindCount{}, byCheck: map[string]int{}, sum: fnv.New64a()}
	for i := range articles {
		t.add(&articles[i], have, note)
	}
	return t
}

// printArticles writes a line for each kind of slip, with a column for each
// showing.
func printArticles(w *bufio.Writer, title string, tallies []*articleTally) {
	fmt.Fprintf(w, "%-26s %5s", title, "n")
	for _, s := range showings {
		fmt.Fprintf(w, " %7s", s.name)
	}
	fmt.Fprintf(w, " %7s %9s\n", "seen", "odd right")
	for _, kind := range sortedNames(tallies[0].kinds) {
		k := tallies[0].kinds[kind]
		fmt.Fprintf(w, "%-26s %5d", kind, k.n)
		for _, t := range tallies {
			of := t.kinds[kind]
			if of == nil {
				of = &kindCount{} // all its slips are in the other Chinese version
			}
			fmt.Fprintf(w, " %7.3f", share(of.named, of.n))
		}
		fmt.Fprintf(w, " %7.3f %9.3f\n", share(k.seen, k.n), share(k.oddRight, k.odd))
	}
	fmt.Fprintf(w, "%-26s %5d", "all", tallies[0].total().n)
	for _, t := range tallies {
		fmt.Fprintf(w, " %7.3f", share(t.total().named, t.total().n))
	}
	fmt.Fprintf(w, "\n%-26s %5d", "false in 20 clean units", tallies[0].units)
	for _, t := range tallies {
		fmt.Fprintf(w, " %7.2f", 20*share(t.clean, t.units))
	}
	fmt.Fprint(w, "\n\nchecks on clean units:")
	for _, id := range sortedNames(tallies[0].byCheck) {
		fmt.Fprintf(w, " %s %d", id, tallies[0].byCheck[id])
	}
	fmt.Fprint(w, "\n\n")
}

// articleFigures are what a floor may be set for.
func articleFigures(set string, tallies []*articleTally) (out []figure) {
	for _, kind := range sortedNames(tallies[0].kinds) {
		k := tallies[0].kinds[kind]
		out = append(out, figure{"articles", set, "recall." + kind, share(k.named, k.n)})
	}
	for n, s := range showings {
		t := tallies[n]
		all := t.total()
		out = append(out,
			figure{"articles", set, s.name + ".recall", share(all.named, all.n)},
			figure{"articles", set, s.name + ".false", 20 * share(t.clean, t.units)})
	}
	return out
}
