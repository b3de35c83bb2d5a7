package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"triptych/align"
	"triptych/align/format"
)

// evalDoc is one document with its gold units.
type evalDoc struct {
	name     string
	doc      align.Document
	gold     []align.Unit
	versions int
}

// evalGold measures the aligner on every set of gold units below set.gold; with
// floors, on those that a floor names.
func evalGold(ctx context.Context, w *bufio.Writer, set evalSetup, floors []floorLine) (got []figure, err error) {
	if set.gold == "" {
		return nil, nil
	}
	names, err := goldSets(set.gold)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		for _, as := range goldLevels(name, set, floors) {
			docs, err := readGoldDir(filepath.Join(set.gold, name))
			if err != nil {
				return nil, err
			}
			if len(names) > 1 {
				fmt.Fprintf(w, "%s\n", as.name)
			}
			leveled := set
			leveled.level = as.level
			figures, err := evaluate(ctx, w, docs, leveled)
			if err != nil {
				return nil, err
			}
			for _, f := range figures {
				f.from, f.set = "gold", as.name
				got = append(got, f)
			}
		}
	}
	return got, nil
}

// goldLevel is a set of gold units as it is measured at one level; "" is the
// level that its kind suggests.
type goldLevel struct {
	name  string
	level align.Level
}

// goldLevels says how a set is measured: at the level that was asked for, or
// with floors as these name it, "news" or "news:sentence".
func goldLevels(name string, set evalSetup, floors []floorLine) (out []goldLevel) {
	if set.floor == "" {
		return []goldLevel{{name, set.level}}
	}
	for _, as := range []goldLevel{{name, set.level}, {name + ":" + string(align.BySentence), align.BySentence}} {
		if slices.ContainsFunc(floors, func(f floorLine) bool { return f.from == "gold" && f.set == as.name }) {
			out = append(out, as)
		}
	}
	return out
}

// evaluate aligns documents and prints and returns how good that was.
func evaluate(ctx context.Context, w *bufio.Writer, docs []evalDoc, set evalSetup) ([]figure, error) {
	var two, three report
	start := time.Now()
	segments := 0
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		units, err := align.Units(d.doc, align.Options{Lexicon: set.lex, Level: levelOf(d, set.level)})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.name, err)
		}
		for _, segs := range d.doc {
			segments += len(segs)
		}
		if set.write != "" {
			if err := writeFound(set.write, d, units); err != nil {
				return nil, err
			}
		}
		if d.versions == 2 {
			two.addBeads(w, d, units)
		} else {
			three.addUnits(w, d, units, set.verbose)
		}
	}
	took := time.Since(start)
	two.printBeads(w)
	three.printUnits(w)
	fmt.Fprintf(w, "%d segments in %.2f s, %.0f segments/s\n", segments, took.Seconds(), float64(segments)/took.Seconds())
	return append(two.figures(), three.figures()...), nil
}

// alignAll aligns documents side by side, as many at once as there are cores.
func alignAll(ctx context.Context, docs []evalDoc, set evalSetup) ([][]align.Unit, error) {
	out := make([][]align.Unit, len(docs))
	errs := make([]error, len(docs))
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(len(docs), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := range next {
				out[i], errs[i] = align.Units(docs[i].doc, align.Options{Lexicon: set.lex, Level: levelOf(docs[i], set.level)})
			}
		})
	}
	for i := range docs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wait.Wait()
	for i, err := range append(errs, ctx.Err()) {
		if err != nil {
			return nil, fmt.Errorf("document %d: %w", i+1, err)
		}
	}
	return out, nil
}

// levelOf is the level asked for, or the one that the kind of gold suggests.
func levelOf(d evalDoc, asked align.Level) align.Level {
	switch {
	case asked != "":
		return asked
	case d.versions == 2:
		return align.BySentence
	}
	return align.ByParagraph
}

// goldSets lists the folders below dir that hold <doc>.gold files, as paths
// from dir on; "." alone when dir itself does.
func goldSets(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fileError("read", path, err)
		}
		name, err := filepath.Rel(dir, filepath.Dir(path))
		if filepath.Ext(path) == ".gold" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case len(names) == 0:
		return nil, fmt.Errorf("%s: no <doc>.gold files in this folder or below it", dir)
	case slices.Contains(names, "."):
		return []string{"."}, nil
	}
	return names, nil
}

// readGoldDir reads every <doc>.gold of a folder and the texts beside it.
func readGoldDir(dir string) ([]evalDoc, error) {
	golds, err := filepath.Glob(filepath.Join(dir, "*.gold"))
	if err != nil {
		return nil, err
	}
	if len(golds) == 0 {
		return nil, fmt.Errorf("%s: no <doc>.gold files in this folder", dir)
	}
	slices.SortFunc(golds, func(a, b string) int {
		return strings.Compare(strings.TrimSuffix(a, ".gold"), strings.TrimSuffix(b, ".gold"))
	})
	var docs []evalDoc
	for _, path := range golds {
		d, err := readGoldDoc(path)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// readGoldDoc reads one <doc>.gold and the texts beside it.
func readGoldDoc(path string) (d evalDoc, err error) {
	f, err := os.Open(path)
	if err != nil {
		return d, fileError("read", path, err)
	}
	defer f.Close()
	base := strings.TrimSuffix(path, ".gold")
	d.name = filepath.Base(base)
	if d.gold, d.versions, err = align.ReadGold(f); err != nil {
		return d, fmt.Errorf("%s: %w", path, err)
	}
	texts := map[align.Version]string{align.En: base + ".en", align.Hans: base + ".zh"}
	if d.versions == 3 {
		texts = map[align.Version]string{align.En: base + ".en", align.Hans: base + ".zh-Hans", align.Hant: base + ".zh-Hant"}
	}
	for v, name := range texts {
		file, err := readVersion(name, v, format.Line)
		if err != nil {
			return d, err
		}
		d.doc[v] = file.Segments
	}
	return d, nil
}

// writeFound writes the units as the reference scorers read them.
func writeFound(dir string, d evalDoc, units []align.Unit) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if d.versions == 3 {
		return writeOut(filepath.Join(dir, d.name+".json"), nil, func(w *bufio.Writer) error { return format.WriteJSON(w, d.doc, units) })
	}
	return writeOut(filepath.Join(dir, d.name+".align"), nil, func(w *bufio.Writer) error {
		for _, u := range units {
			fmt.Fprintf(w, "%s:%s\n", joinIDs(u.Segs[align.Hans]), joinIDs(u.Segs[align.En]))
		}
		return nil
	})
}

func joinIDs(ids []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ","), "[]")
}
