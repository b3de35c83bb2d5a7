package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"triptych/align/check"
	"triptych/align/fit"
)

// verdict is a finding of which it is known whether it is a real slip.
type verdict struct {
	check.Judged
	doc, set string
	true     bool
	weight   float64
}

// What a verdict weighs. A slip that was planted in a paragraph counts as much as one
// that a careful reader found there; documents half of whose paragraphs were changed say
// less of clean ones, whose own slips nobody labelled.
const (
	weightLabelled  = 1
	weightPlanted   = 1
	weightUntouched = .5
)

// The odds of a rule of which little is known are those of a check that mostly holds;
// samples of about this weight outdo that, and what one measure counts.
const (
	oddsPrior    = 1.4
	oddsHold     = .5
	measureHold  = .1
	flatHold     = .5 // of measures that are shares and move little
	tenths       = 10
	oddsFileName = "align/check/odds.tsv"
)

// tuneTiers fits the probabilities of findings on labelled texts, says how well they
// foretell the truth in documents that were left out, and writes the table when asked.
func tuneTiers(ctx context.Context, set tuneSetup, std streams) error {
	all, err := verdicts(ctx, set)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("nothing is labelled in these texts: give --news, --articles or --drift")
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	sayTruth(w, all)
	if set.write == "" {
		writeOdds(w, all)
		return nil
	}
	file := filepath.Join(set.write, oddsFileName)
	out, err := os.Create(file)
	if err != nil {
		return fileError("write", file, err)
	}
	writeOdds(out, all)
	return out.Close()
}

// group is what is fitted together: the findings of a rule with as many versions. Its
// kinds have a base of their own and share what the measures count.
type group struct {
	check, of string
	kinds     []string
	all       []verdict
}

func grouped(all []verdict) []*group {
	by := map[string]*group{}
	for _, v := range all {
		g := by[v.Check+v.Of]
		if g == nil {
			g = &group{check: v.Check, of: v.Of}
			by[v.Check+v.Of] = g
		}
		g.all = append(g.all, v)
		if !slices.Contains(g.kinds, v.Kind) {
			g.kinds = append(g.kinds, v.Kind)
		}
	}
	var out []*group
	for _, name := range sortedNames(by) {
		slices.Sort(by[name].kinds)
		out = append(out, by[name])
	}
	return out
}

// row is a verdict as numbers: 1 for the rule, 1 for its kind, the measures.
func (g *group) row(v verdict) []float64 {
	x := make([]float64, 1+len(g.kinds)+len(v.Measures))
	x[0] = 1
	if i := slices.Index(g.kinds, v.Kind); i >= 0 {
		x[1+i] = 1
	}
	copy(x[1+len(g.kinds):], v.Measures[:])
	return x
}

// fit returns the weights of the group's verdicts that are not left out.
func (g *group) fit(leave func(doc string) bool) []float64 {
	n := 1 + len(g.kinds) + len(check.Measures)
	prior, hold := make([]float64, n), make([]float64, n)
	prior[0] = oddsPrior
	for i := range hold {
		hold[i] = oddsHold
		if i > len(g.kinds) {
			hold[i] = flatHold
		}
	}
	// Evidence and how often: logarithms and nats.
	hold[n-len(check.Measures)], hold[n-len(check.Measures)+1] = measureHold, measureHold
	var samples []fit.Sample
	for _, v := range g.all {
		if !leave(v.doc) {
			samples = append(samples, fit.Sample{X: g.row(v), True: v.true, Weight: v.weight})
		}
	}
	return fit.Logistic(samples, prior, hold)
}

// foretold is a verdict with the probability that a fit gives it which never saw its
// document.
type foretold struct {
	verdict
	p float64
}

func foretell(all []verdict) (out []foretold) {
	docs := map[string]int{}
	for _, v := range all {
		docs[v.doc] = 0
	}
	for i, name := range sortedNames(docs) {
		docs[name] = i % tenths
	}
	for _, g := range grouped(all) {
		for k := range tenths {
			weights := g.fit(func(doc string) bool { return docs[doc] == k })
			for _, v := range g.all {
				if docs[v.doc] != k {
					continue
				}
				z := 0.0
				for i, x := range g.row(v) {
					z += weights[i] * x
				}
				out = append(out, foretold{v, fit.Share(z)})
			}
		}
	}
	return out
}

// sayTruth writes, for each tenth of the probability, how many findings have one, what
// it is in the mean and how many are true; and of each rule with so many versions how
// many of the true and of the false ones would be sure.
func sayTruth(w io.Writer, all []verdict) {
	type bin struct {
		n           int
		p, true, of float64
	}
	var bins [tenths]bin
	rules := map[string]*[4]int{}
	for _, v := range foretell(all) {
		b := &bins[min(tenths-1, int(v.p*tenths))]
		b.n++
		b.of += v.weight
		b.p += v.weight * v.p
		b.true += v.weight * float64(count(v.true))
		r := rules[v.Check+v.Of]
		if r == nil {
			r = &[4]int{}
			rules[v.Check+v.Of] = r
		}
		k := 2 * count(!v.true)
		r[k] += count(v.p >= .6)
		r[k+1]++
	}
	fmt.Fprintf(w, "%-12s %7s %12s %7s\n", "probability", "n", "in the mean", "true")
	for i, b := range bins {
		if b.n > 0 {
			fmt.Fprintf(w, ".%d to .%d     %7d %12.3f %7.3f\n", i, i+1, b.n, b.p/b.of, b.true/b.of)
		}
	}
	fmt.Fprintf(w, "\n%-22s %14s %14s\n", "sure at .6", "of true ones", "of false ones")
	for _, name := range sortedNames(rules) {
		r := rules[name]
		fmt.Fprintf(w, "%-22s %6d of %4d %6d of %4d\n", name, r[0], r[1], r[2], r[3])
	}
}

// writeOdds writes the table: a line for each kind and for each rule.
func writeOdds(w io.Writer, all []verdict) {
	sets := map[string]bool{}
	for _, v := range all {
		sets[v.set] = true
	}
	fmt.Fprintf(w, "# How likely findings are real slips, in the logarithm of odds: a base, and what each measure counts;\n"+
		"# and how many of those that were judged were true. A line for each kind of finding, with three\n"+
		"# versions or two, and one for each rule. Written by triptych tune --only tiers.\n"+
		"# Fitted on %s, %s.\n", strings.Join(sortedNames(sets), ", "), time.Now().Format(time.DateOnly))
	fmt.Fprintf(w, "# finding\tbase\t%s\ttrue\tof\n", strings.Join(check.Measures[:], "\t"))
	lines := map[string]string{}
	for _, g := range grouped(all) {
		weights := g.fit(func(string) bool { return false })
		line := func(name string, base float64, of func(v verdict) bool) {
			n, good := 0, 0
			for _, v := range g.all {
				if of(v) {
					n++
					good += count(v.true)
				}
			}
			s := fmt.Sprintf("%s\t%.2f", name, base)
			for _, x := range weights[1+len(g.kinds):] {
				s += fmt.Sprintf("\t%.2f", x)
			}
			lines[name] = fmt.Sprintf("%s\t%d\t%d\n", s, good, n)
		}
		line(g.check+g.of, weights[0], func(verdict) bool { return true })
		for i, kind := range g.kinds {
			line(kind, weights[0]+weights[1+i], func(v verdict) bool { return v.Kind == kind })
		}
	}
	for _, name := range sortedNames(lines) {
		io.WriteString(w, lines[name])
	}
}
