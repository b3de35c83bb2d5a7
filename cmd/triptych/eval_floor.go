package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// floorLine is one line of quality.tsv: a figure that may not get worse.
type floorLine struct {
	from, set, measure string
	most               bool // the limit is a ceiling: "at most"
	limit              float64
	line               int
}

// readFloors reads a table with the columns from, set, measure, must, limit,
// measured and date, separated by tabs. The last two are for people. Lines that
// begin with # are passed over, as is the first other one, which names the columns.
func readFloors(file string) ([]floorLine, error) {
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	var out []floorLine
	head := true
	for n, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimRight(line, "\r"); line == "" || line[0] == '#' {
			continue
		}
		if head {
			head = false
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 7 || cols[3] != "at least" && cols[3] != "at most" {
			return nil, fmt.Errorf("%s, line %d: want from, set, measure, “at least” or “at most”, limit, measured, date with tabs between: %q", file, n+1, line)
		}
		limit, err := strconv.ParseFloat(cols[4], 64)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: the limit %q is not a number", file, n+1, cols[4])
		}
		out = append(out, floorLine{cols[0], cols[1], cols[2], cols[3] == "at most", limit, n + 1})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no floors in it", file)
	}
	return out, nil
}

// asked reports whether the texts that a floor is for were given: a floor of
// texts that only few people have does not fail where they are absent, but
// where they should be there and are not.
func (f floorLine) asked(set evalSetup) bool {
	switch f.from {
	case "gold":
		return set.gold != ""
	case "drift":
		return set.drift != ""
	}
	return slices.ContainsFunc(set.articles, func(dir string) bool { return filepath.Base(dir) == f.set })
}

// held compares figures with floors, names each that does not hold and returns
// exit status 1 when there is one.
func held(w *bufio.Writer, floors []floorLine, got []figure, set evalSetup) error {
	tried, failed := 0, 0
	for _, f := range floors {
		if !f.asked(set) {
			continue
		}
		tried++
		at := slices.IndexFunc(got, func(g figure) bool { return g.from == f.from && g.set == f.set && g.measure == f.measure })
		name := f.from + " " + f.set + " " + f.measure
		switch {
		case at < 0:
			fmt.Fprintf(w, "FAIL %s: not measured, for the texts do not have it; take the floor out or give the texts\n", name)
		case f.most && got[at].value > f.limit:
			fmt.Fprintf(w, "FAIL %s: %.4f, at most %g\n", name, got[at].value, f.limit)
		case !f.most && got[at].value < f.limit:
			fmt.Fprintf(w, "FAIL %s: %.4f, at least %g\n", name, got[at].value, f.limit)
		default:
			continue
		}
		failed++
	}
	fmt.Fprintf(w, "%d of %d floors hold, %d are for texts not given\n", tried-failed, tried, len(floors)-tried)
	if failed > 0 {
		return exitStatus(1)
	}
	return nil
}
