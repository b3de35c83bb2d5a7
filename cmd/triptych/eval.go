package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"

	"triptych/align"
	"triptych/align/lexicon"
)

// evalSetup is what `triptych eval` was asked for.
type evalSetup struct {
	gold, drift string
	articles    folders
	floor       string
	level       align.Level
	profile     string
	write       string
	verbose     bool
	figures     bool
	lex         *lexicon.Lexicon
}

// folders is a flag that may be given several times.
type folders []string

func (f *folders) String() string { return fmt.Sprint(*f) }

// Set adds one folder.
func (f *folders) Set(dir string) error {
	*f = append(*f, dir)
	return nil
}

// figure is one thing that was measured: of which kind of set ("gold", "drift"
// or "articles"), of which of them, and what: "f1", "recall.number_changed".
type figure struct {
	from, set, measure string
	value              float64
}

func runEval(ctx context.Context, args []string, std streams) error {
	set, err := evalFlags(args, std)
	if err != nil {
		return err
	}
	var floors []floorLine
	if set.floor != "" {
		if floors, err = readFloors(set.floor); err != nil {
			return err
		}
		own := filepath.Join(filepath.Dir(set.floor), ownArticles)
		if slices.ContainsFunc(floors, func(f floorLine) bool { return f.from == "articles" && f.set == filepath.Base(own) }) && !slices.Contains(set.articles, own) {
			set.articles = append(set.articles, own)
		}
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	var got []figure
	for _, measure := range []func(context.Context, *bufio.Writer, evalSetup, []floorLine) ([]figure, error){evalGold, evalDrift, evalArticles} {
		more, err := measure(ctx, w, set, floors)
		if err != nil {
			return err
		}
		got = append(got, more...)
	}
	if set.figures {
		for _, f := range got {
			fmt.Fprintf(w, "%s\t%s\t%s\t%.4f\n", f.from, f.set, f.measure, f.value)
		}
	}
	if set.floor != "" {
		return held(w, floors, got, set)
	}
	return nil
}

// evalFlags reads the arguments of `triptych eval`.
func evalFlags(args []string, std streams) (set evalSetup, err error) {
	var level, dict string
	var noDict bool
	fs := flag.NewFlagSet("eval", flag.ContinueOnError)
	fs.StringVar(&set.gold, "gold", "", "folder `DIR` with <doc>.gold beside <doc>.zh and .en, or .en, .zh-Hans and .zh-Hant (one segment a line); or one with several such folders in it")
	fs.StringVar(&level, "level", "", "`LEVEL` of the lines: paragraph or sentence (default: sentence for two versions, paragraph for three)")
	fs.StringVar(&set.write, "write", "", "also write what was aligned to `DIR`, for other scorers")
	fs.StringVar(&set.drift, "drift", "", "folder `DIR` with synthetic.jsonl: units with one seeded change each, and untouched ones")
	fs.StringVar(&set.profile, "profile", "", "with --drift: `PLACE` whose usage the Chinese follows, CN, TW or HK")
	fs.Var(&set.articles, "articles", "folder `DIR` with <id>.jsonl, clean units, beside <id>.slips.jsonl, changed texts of them; may be given again")
	fs.StringVar(&set.floor, "floor", "", "fail where a figure is worse than in `FILE`, of these sets and of the project's own articles")
	fs.BoolVar(&set.verbose, "v", false, "a line for each document of three versions, each miss and each false alarm too")
	fs.BoolVar(&set.figures, "figures", false, "end with every figure in a line, to set floors by: from, set, measure, value")
	dictFlags(fs, &dict, &noDict)
	rest, err := parse(fs, args)
	if err == nil {
		err = noMore(fs, rest)
	}
	if err != nil {
		return set, err
	}
	if set.gold == "" && set.drift == "" && len(set.articles) == 0 && set.floor == "" {
		return set, errors.New("which texts? give a folder as --gold DIR, --drift DIR or --articles DIR")
	}
	set.level = align.Level(level)
	if level != "" && set.level != align.BySentence && set.level != align.ByParagraph {
		return set, fmt.Errorf("--level %q: use paragraph or sentence", level)
	}
	if set.gold != "" {
		set.lex, err = loadDict(dict, noDict, std.err)
	}
	return set, err
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
