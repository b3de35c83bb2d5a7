package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/lexicon"
)

// evalSetup is what `triptych eval` was asked for.
type evalSetup struct {
	level   align.Level
	write   string
	verbose bool
	lex     *lexicon.Lexicon
}

// evalDoc is one document with its gold units.
type evalDoc struct {
	name     string
	doc      align.Document
	gold     []align.Unit
	versions int
}

func runEval(ctx context.Context, args []string, std streams) error {
	var dir, level, dict string
	var noDict bool
	var set evalSetup
	fs := flag.NewFlagSet("eval", flag.ContinueOnError)
	fs.StringVar(&dir, "gold", "", "folder `DIR` with <doc>.gold beside <doc>.zh and .en, or .en, .zh-Hans and .zh-Hant (one segment a line)")
	fs.StringVar(&level, "level", "", "`LEVEL` of the lines: paragraph or sentence (default: sentence for two versions, paragraph for three)")
	fs.StringVar(&set.write, "write", "", "also write what was found to `DIR`, for other scorers")
	fs.BoolVar(&set.verbose, "v", false, "a line for each document of three versions too")
	dictFlags(fs, &dict, &noDict)
	drift, profile := driftFlags(fs)
	rest, err := parse(fs, args)
	if err == nil {
		err = noMore(fs, rest)
	}
	if err != nil {
		return err
	}
	if *drift != "" {
		return evalDrift(std.out, *drift, *profile, set.verbose)
	}
	if dir == "" {
		return errors.New("which texts? give a folder as --gold DIR")
	}
	set.level = align.Level(level)
	if level != "" && set.level != align.BySentence && set.level != align.ByParagraph {
		return fmt.Errorf("--level %q: use paragraph or sentence", level)
	}
	docs, err := readGoldDir(dir, std.err)
	if err != nil {
		return err
	}
	if set.lex, err = loadDict(dict, noDict, std.err); err != nil {
		return err
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	return evaluate(ctx, w, docs, set)
}

func evaluate(ctx context.Context, w *bufio.Writer, docs []evalDoc, set evalSetup) error {
	var two, three report
	start := time.Now()
	segments := 0
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		units, err := align.Units(d.doc, align.Options{Lexicon: set.lex, Level: levelOf(d, set.level)})
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		for _, segs := range d.doc {
			segments += len(segs)
		}
		if set.write != "" {
			if err := writeFound(set.write, d, units); err != nil {
				return err
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
	return nil
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

// readGoldDir reads every <doc>.gold of a folder and the texts beside it.
func readGoldDir(dir string, errs io.Writer) ([]evalDoc, error) {
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
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(path, ".gold")
		d := evalDoc{name: filepath.Base(base)}
		d.gold, d.versions, err = align.ReadGold(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		texts := map[align.Version]string{align.En: base + ".en", align.Hans: base + ".zh"}
		if d.versions == 3 {
			texts = map[align.Version]string{align.En: base + ".en", align.Hans: base + ".zh-Hans", align.Hant: base + ".zh-Hant"}
		}
		for v, name := range texts {
			file, err := readVersion(name, v, format.Line)
			if err != nil {
				return nil, err
			}
			d.doc[v] = file.Segments
		}
		docs = append(docs, d)
	}
	return docs, nil
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
