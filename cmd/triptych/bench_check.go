package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/lexicon"
	"triptych/server/demo"
)

// benchCheck checks units one by one, as after an edit, and as a document, on
// the demo article or on files as `triptych check` reads them, repeated to
// length. Beside it stands, in the same run, a plain character diff of the two
// Chinese texts of the same units.
func benchCheck(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("bench check", flag.ContinueOnError)
	n := fs.Int("units", 5000, "`N` units of the document")
	tries := fs.Int("tries", 5, "check each unit `T` times; the quickest counts, so that other programs count for little")
	drift := fs.String("drift", "", "measure on the labelled units of `DIR` (as for eval)")
	long := fs.Bool("long", false, "check cells of many thousand characters instead, and tell how much more the longer ones cost")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	if *n < 1 || *tries < 1 {
		return errors.New("bench check: --units and --tries must be at least 1")
	}
	if *long {
		return benchLong(ctx, std.out)
	}
	some, err := benchUnits(ctx, *drift, args, std)
	if err != nil {
		return err
	}
	units := make([]check.Unit, *n)
	for i := range units {
		units[i] = some[i%len(some)]
		units[i].ID = fmt.Sprint(i)
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	check.Document(units[:min(len(units), 50)], check.Settings{}) // load the dictionaries
	fmt.Fprintf(w, "%d units, of which %d differ; %d cores\n", len(units), min(len(some), len(units)), runtime.GOMAXPROCS(0))
	benchDocument(w, units)
	w.Flush()
	if err := ctx.Err(); err != nil {
		return err
	}
	benchOne(ctx, w, units[:min(len(some), len(units))], check.NewStats(units, check.Settings{}), *tries)
	return ctx.Err()
}

// benchOne tells what it takes to check units one by one, beside a plain diff.
func benchOne(ctx context.Context, w io.Writer, distinct []check.Unit, stats *check.Stats, tries int) {
	ours := quickest(ctx, distinct, tries, func(u check.Unit) { check.Run(u, stats) })
	plain := quickest(ctx, distinct, tries, func(u check.Unit) {
		dmp := diffmatchpatch.New()
		dmp.DiffTimeout = 0
		dmp.DiffMain(u.Text[align.Hans], u.Text[align.Hant], false)
	})
	fmt.Fprintf(w, "\none unit, ms     p50      p95      p99\n")
	row := func(name string, took []time.Duration) {
		fmt.Fprintf(w, "%-12s %7.3f  %7.3f  %7.3f\n", name, quantile(took, 0.50), quantile(took, 0.95), quantile(took, 0.99))
	}
	row("all checks", ours)
	row("plain diff", plain)
	fmt.Fprintf(w, "%-12s %6.1f×  %6.1f×  %6.1f×\n", "ratio", quantile(ours, 0.50)/quantile(plain, 0.50),
		quantile(ours, 0.95)/quantile(plain, 0.95), quantile(ours, 0.99)/quantile(plain, 0.99))
}

// benchDocument tells what it takes to check all units at once.
func benchDocument(w io.Writer, units []check.Unit) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, cpu := time.Now(), processorTime()
	check.Document(units, check.Settings{})
	wall, cpu := time.Since(start).Seconds(), processorTime()-cpu
	runtime.ReadMemStats(&after)
	fmt.Fprintf(w, "whole document: %.2f s by the clock, %.2f s of processor (%.3f ms a unit), %.1f kB and %.0f allocations a unit\n",
		wall, cpu, cpu*1000/float64(len(units)), float64(after.TotalAlloc-before.TotalAlloc)/1024/float64(len(units)),
		float64(after.Mallocs-before.Mallocs)/float64(len(units)))
}

// quickest gives, sorted, the shortest time that f took for each unit.
func quickest(ctx context.Context, units []check.Unit, tries int, f func(check.Unit)) []time.Duration {
	out := make([]time.Duration, 0, len(units))
	for _, u := range units {
		if ctx.Err() != nil {
			break
		}
		best := time.Duration(1<<63 - 1)
		for range tries {
			start := time.Now()
			f(u)
			best = min(best, time.Since(start))
		}
		out = append(out, best)
	}
	slices.Sort(out)
	return out
}

// quantile gives in milliseconds what the share q of sorted times stays below.
func quantile(sorted []time.Duration, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return max(float64(sorted[min(int(q*float64(len(sorted))), len(sorted)-1)])/1e6, 1e-6)
}

// benchUnits reads the units to measure with: labelled ones, those of files, or
// those of the demo.
func benchUnits(ctx context.Context, drift string, args []string, std streams) ([]check.Unit, error) {
	var read []checked
	var err error
	switch {
	case drift != "":
		var lines []driftLine
		lines, err = readDrift(drift)
		for _, l := range lines {
			read = append(read, checked{unit: check.Unit{Text: [3]string{l.En, l.Hans, l.Hant}}})
		}
	case len(args) > 0:
		read, err = readChecked(ctx, args, false, std)
	default:
		read, err = demoUnits()
	}
	if err != nil {
		return nil, err
	}
	if len(read) == 0 {
		return nil, errors.New("bench check: there are no units to measure with")
	}
	out := make([]check.Unit, len(read))
	for i, u := range read {
		out[i] = u.unit
	}
	return out, nil
}

// demoUnits aligns the demo article.
func demoUnits() ([]checked, error) {
	var doc align.Document
	for v, data := range demo.Files() {
		f, err := format.Read("demo.txt", data, v, format.Auto)
		if err != nil {
			return nil, err
		}
		doc[v] = f.Segments
	}
	lex, err := lexicon.Embedded()
	if err != nil {
		return nil, err
	}
	units, err := align.Units(doc, align.Options{Lexicon: lex})
	if err != nil {
		return nil, err
	}
	out := make([]checked, len(units))
	for i, u := range units {
		out[i] = checkedUnit("demo", i, doc, u)
	}
	return out, nil
}
