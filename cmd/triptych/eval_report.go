package main

import (
	"bufio"
	"fmt"
	"strings"

	"triptych/align"
)

// report adds up the scores of documents.
type report struct {
	docs               int
	all, asIs, variant align.Score
	pairs              [3]align.Score
	odd                align.Tally
	lacking            align.Tally // gold units that lack a version
	trust              align.Reliability
}

func (r *report) addBeads(w *bufio.Writer, d evalDoc, units []align.Unit) {
	r.docs++
	s := align.ScoreBeads(d.gold, units, align.Hans, align.En)
	r.all.Add(s)
	r.trust.Add(d.gold, units)
	fmt.Fprintf(w, "%-40s %s\n", d.name, s)
}

func (r *report) printBeads(w *bufio.Writer) {
	if r.docs == 0 {
		return
	}
	fmt.Fprintf(w, "%-40s %s\n", fmt.Sprintf("two versions, %d documents", r.docs), r.all)
	r.trust.Print(w)
}

func (r *report) addUnits(w *bufio.Writer, d evalDoc, units []align.Unit, verbose bool) {
	r.docs++
	s, odd := align.ScoreUnits(d.gold, units)
	r.all.Add(s)
	r.odd.Add(odd)
	r.lacking.Add(align.ScoreLacking(d.doc, d.gold, units))
	if strings.Contains(d.name, "~") {
		r.variant.Add(s)
	} else {
		r.asIs.Add(s)
	}
	for n, p := range align.Pairs {
		r.pairs[n].Add(align.ScorePair(d.gold, units, p))
	}
	r.trust.Add(d.gold, units)
	if verbose {
		fmt.Fprintf(w, "%-60s units F1 %.3f\n", d.name, align.F1(s.P, s.R))
	}
}

func (r *report) printUnits(w *bufio.Writer) {
	if r.docs == 0 {
		return
	}
	fmt.Fprintf(w, "three versions, %d documents, %d gold units\n", r.docs, r.all.R.All)
	line := func(name string, s align.Score) {
		fmt.Fprintf(w, "%-18s strict P %.4f R %.4f F1 %.4f\n", name, s.P.Share(), s.R.Share(), align.F1(s.P, s.R))
	}
	line("units", r.all)
	line("as they are", r.asIs)
	line("variants", r.variant)
	for n, p := range align.Pairs {
		line(p.String(), r.pairs[n])
	}
	fmt.Fprintf(w, "units that are not 1:1:1: %d of %d found = %.3f\n", r.odd.Hit, r.odd.All, r.odd.Share())
	fmt.Fprintf(w, "units that lack a version: %d of %d found = %.3f\n", r.lacking.Hit, r.lacking.All, r.lacking.Share())
	r.trust.Print(w)
}

// figures are what a floor may be set for: the strict F1, the share found of
// the units that are not 1:1:1 and of those that lack a version, the share right
// of those that are sure, and how far confidences are off at most.
func (r *report) figures() []figure {
	if r.docs == 0 {
		return nil
	}
	out := []figure{{measure: "f1", value: align.F1(r.all.P, r.all.R)}, {measure: "sure", value: r.trust.Sure().Share()}, {measure: "off", value: r.trust.Off()}}
	if r.odd.All > 0 {
		out = append(out, figure{measure: "odd", value: r.odd.Share()})
	}
	if r.lacking.All > 0 {
		out = append(out, figure{measure: "lacking", value: r.lacking.Share()})
	}
	return out
}
