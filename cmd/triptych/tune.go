package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/clash"
	"triptych/align/denial"
	"triptych/align/diff"
	"triptych/align/fit"
	"triptych/align/format"
	"triptych/align/lexicon"
	"triptych/align/name"
	"triptych/align/pen"
	"triptych/align/quantity"
	"triptych/align/reading"
	"triptych/align/revise"
	"triptych/align/reword"
	"triptych/align/script"
	"triptych/align/sound"
	"triptych/align/zh"
)

// trial says what is measured when a number was changed.
type trial int

const (
	aligning trial = iota // how many units are found: gold units
	trusting              // how well confidences foretell which units are right: gold units
	checking              // how well slips are found: drift, articles
)

// tuned lists every package that has fitted numbers, with the trial that they
// show in. A test demands that no params.go is forgotten here.
var tuned = []struct {
	dir     string
	numbers func() []fit.Number
	trial   trial
}{
	{"align", align.Numbers, aligning},
	{"align/check", check.Numbers, checking},
	{"align/clash", clash.Numbers, checking},
	{"align/denial", denial.Numbers, checking},
	{"align/diff", diff.Numbers, checking},
	{"align/format", format.Numbers, aligning},
	{"align/lexicon", lexicon.Numbers, checking},
	{"align/name", name.Numbers, checking},
	{"align/quantity", quantity.Numbers, checking},
	{"align/reading", reading.Numbers, checking},
	{"align/revise", revise.Numbers, checking},
	{"align/script", script.Numbers, checking},
	{"align/sound", sound.Numbers, checking},
	{"align/pen", pen.Numbers, checking},
	{"align/reword", reword.Numbers, checking},
	{"align/zh", zh.Numbers, checking},
}

// elsewhere says of numbers, by the beginnings of their names, why no trial
// shows what they do. They were set by the tests of what they belong to.
var elsewhere = map[string]string{
	"revise.":                    "only in revised texts",
	"align.gains.meaning":        "only with embeddings",
	"align.gains.far":            "only with embeddings",
	"align.search.passesAlone":   "only without a dictionary",
	"align.search.bandAlone":     "only without a dictionary",
	"align.learning.memory":      "only with a memory of approved units",
	"name.learn.approved":        "only with names from approved pairs of other documents",
	"align.chain.":               "only in documents longer than these",
	"align.paragraphs.worth":     "only when a path of two versions is chosen, and paragraphs have another",
	"align.sentences.gain3":      "only in sentences of three versions, which eval --level sentence measures",
	"align.sentences.length3":    "only in sentences of three versions",
	"align.sentences.pairWeight": "only in sentences of three versions",
	"align.sentences.alone":      "only in sentences of three versions",
	"align.sentences.shortAlone": "only in sentences of three versions",
	"align.sentences.missing":    "only in sentences of three versions",
	"align.sentences.uneven":     "only in sentences of three versions",
	"align.sentences.split":      "only in sentences of three versions",
	"align.sentences.joint":      "only in sentences of three versions",
	"align.sentences.heat3":      "only in sentences of three versions",
	"align.sentences.worth3":     "only in sentences of three versions",
	"align.sentences.edge":       "only in paragraphs",
	"align.sentences.inner":      "only in paragraphs",
	"align.sentences.within":     "only in paragraphs",
	"align.sentences.edgeWorth":  "only in paragraphs",
	"align.sentences.beadShare":  "only in paragraphs",
	"align.sentences.maxOps":     "only in sentences of three versions",
	"align.trust.paragraphs.":    "only in paragraphs of two versions",
	"align.trust.threeSentences": "only in sentences of three versions",
	"align.translation.ratio":    "only where a version has nothing but what stands around an article",
	"align.chinese.ratio":        "only where a version has nothing but what stands around an article",
	"align.renewal.":             "only where an old text is compared with a new one",
	"align.talk.":                "only where texts are split into sentences",
	"format.":                    "only where files are read, and pages looked at",
	"lexicon.":                   "only when a dictionary is read or packed",
	"script.":                    "only when the words are first put together, and where one text is ambiguous",
	"zh.":                        "only when the characters of a script are first asked for",
}

// untried says why no trial shows what a number does; "" when one may.
func untried(name string) string {
	for prefix, why := range elsewhere {
		if strings.HasPrefix(name, prefix) {
			return why
		}
	}
	return ""
}

// knob is a number with where and how it is tried.
type knob struct {
	fit.Number
	dir   string
	trial trial
}

// knobs lists the numbers whose names begin with one of prefixes; all of them
// when there is none.
func knobs(prefixes []string) (out []knob) {
	for _, p := range tuned {
		for _, n := range p.numbers() {
			k := knob{n, p.dir, p.trial}
			if strings.HasPrefix(n.Name, "align.trust.") {
				k.trial = trusting
			}
			if len(prefixes) == 0 || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(n.Name, p) }) {
				out = append(out, k)
			}
		}
	}
	return out
}

// tuneSetup is what `triptych tune` was asked for.
type tuneSetup struct {
	evalSetup
	only  string
	news  string
	docs  int
	steps int
	write string
}

func runTune(ctx context.Context, args []string, std streams) error {
	set, err := tuneFlags(args, std)
	if err != nil {
		return err
	}
	if set.only == "tiers" {
		return tuneTiers(ctx, set, std)
	}
	list := knobs(strings.FieldsFunc(set.only, func(r rune) bool { return r == ',' }))
	if len(list) == 0 {
		return fmt.Errorf("no number is called %s…: the names are those of the fields in params.go, such as align.gains.weight", set.only)
	}
	texts, err := readTuneTexts(set)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(k knob) bool { return !texts.has(k.trial) })
	if len(list) == 0 {
		return errors.New("these numbers show in other texts: give --gold DIR for align, --drift DIR or --articles DIR for the rest")
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	fmt.Fprintf(w, "%-44s %10s %7s %7s %7s  %s\n", "number", "value", "-20 %", "as is", "+20 %", "")
	start := time.Now()
	for n, k := range list {
		line, err := tuneOne(ctx, k, texts, set)
		if err != nil {
			return err
		}
		fmt.Fprintln(w, line)
		w.Flush() // so that what an interrupted run has found is there
		progress(std.err, start, n+1, len(list))
	}
	fmt.Fprintln(std.err)
	return nil
}

// progress says how many numbers are done and how long the rest may take.
func progress(w io.Writer, start time.Time, done, all int) {
	left := time.Since(start) / time.Duration(done) * time.Duration(all-done)
	fmt.Fprintf(w, "\r%d of %d numbers, about %s left   ", done, all, left.Round(time.Second))
}

func tuneFlags(args []string, std streams) (set tuneSetup, err error) {
	var dict string
	var noDict bool
	fs := flag.NewFlagSet("tune", flag.ContinueOnError)
	fs.StringVar(&set.gold, "gold", "", "folder `DIR` with gold units, or with such folders in it, as for eval; the numbers of align are tried on them")
	fs.StringVar(&set.drift, "drift", "", "folder `DIR` with synthetic.jsonl, as for eval; the numbers of the checks are tried on it")
	fs.Var(&set.articles, "articles", "folder `DIR` with articles and their slips, as for eval; so are they on these")
	fs.StringVar(&set.news, "news", "", "folder `DIR` with units.jsonl and labelled slips.jsonl, judged.jsonl and seeds.jsonl, for --only tiers")
	fs.StringVar(&set.only, "only", "", "`PREFIXES` of the numbers to try, with commas between; tiers fits the table of probabilities")
	fs.IntVar(&set.docs, "docs", 0, "try on `N` documents of each set; 0 = all")
	fs.IntVar(&set.steps, "steps", 0, "fit each number again, halving the step `N` times")
	fs.StringVar(&set.write, "write", "", "put what is better into the params.go files of the sources in `DIR`; needs --steps")
	dictFlags(fs, &dict, &noDict)
	rest, err := parse(fs, args)
	if err == nil {
		err = noMore(fs, rest)
	}
	if err == nil && set.gold == "" && set.drift == "" && set.news == "" && len(set.articles) == 0 {
		err = errors.New("on which texts? give a folder as --gold DIR, --drift DIR or --articles DIR")
	}
	if err == nil && set.write != "" && set.steps == 0 && set.only != "tiers" {
		err = errors.New("--write without --steps: nothing would be fitted; try --steps 4")
	}
	if err == nil && set.gold != "" {
		set.lex, err = loadDict(dict, noDict, std.err)
	}
	return set, err
}

// outcome is what a trial gave: the figure, where more is better, and a digest
// of everything that was found, which two runs share when nothing changed.
type outcome struct {
	figure float64
	digest uint64
}

// tuneOne tries one number at -20 % and +20 %, fits it again when that was
// asked for, and says in a line what came out. The number is as it was
// afterwards, unless a better value was written.
func tuneOne(ctx context.Context, k knob, texts *tuneTexts, set tuneSetup) (string, error) {
	was := k.Get()
	if why := untried(k.Name); why != "" {
		return fmt.Sprintf("%-44s %10.4g %7s %7s %7s  %s %s; not tried: it tells %s", k.Name, was, "", "", "", k.Set, k.Date, why), nil
	}
	defer func() { k.Put(was) }()
	try := func(x float64) (outcome, error) {
		k.Put(x)
		return texts.run(ctx, k)
	}
	low, high := nearby(k.Number, was)
	got, err := texts.asIs(ctx, k)
	line := fmt.Sprintf("%-44s %10.4g", k.Name, was)
	idle := true
	for _, x := range [3]float64{low, was, high} {
		tried := got
		if x != was && err == nil {
			tried, err = try(x)
		}
		idle = idle && tried.digest == got.digest
		line += fmt.Sprintf(" %7.4f", tried.figure)
	}
	if err != nil {
		return "", err
	}
	line += fmt.Sprintf("  %s %s", k.Set, k.Date)
	switch {
	case idle:
		remark, err := farther(was, got, try)
		return line + "; " + remark, err
	case set.steps == 0:
		return line, nil
	}
	best, figure, err := climb(k.Number, was, got.figure, set.steps, try)
	if err != nil || best == was {
		return line + "; best as it is", err
	}
	line += fmt.Sprintf("; better %.4g with %.4f", best, figure)
	if set.write != "" {
		if err := writeNumber(set.write, k, best); err != nil {
			return "", err
		}
		was = best
		clear(texts.before)
	}
	return line, nil
}

// farther says of a number that does nothing at ±20 % whether it does at 0 and
// at five times its value. If not, it may be taken out, when the texts are such
// as it was made for.
func farther(was float64, as outcome, try func(float64) (outcome, error)) (string, error) {
	for _, x := range [2]float64{0, 5 * was} {
		got, err := try(x)
		if err != nil {
			return "", err
		}
		if got.digest != as.digest {
			return fmt.Sprintf("does nothing near its value; at %g %.4f", x, got.figure), nil
		}
	}
	return "DOES NOTHING on these texts, nor at 0 and at five times its value", nil
}

// nearby returns the values 20 % below and above x, a whole number's at least
// one away, and both within its bounds. What is 0 is tried at ±.1.
func nearby(n fit.Number, x float64) (low, high float64) {
	step := .2 * math.Abs(x)
	if x == 0 {
		step = .1
	}
	if n.Whole {
		step = max(1, math.Round(step))
	}
	return max(n.Min, x-step), min(n.Max, x+step)
}

// climb looks for a better value by steps of 20 % in the direction that helps,
// then by half of that, and so on. It keeps only what is better than all
// before, so that noise in flat ground moves nothing.
func climb(n fit.Number, was, figure float64, halvings int, try func(float64) (outcome, error)) (best, top float64, err error) {
	best, top = was, figure
	low, high := nearby(n, was)
	step := max(was-low, high-was)
	for range halvings {
		for moved := true; moved; {
			moved = false
			for _, x := range [2]float64{max(n.Min, best-step), min(n.Max, best+step)} {
				if x == best {
					continue
				}
				got, err := try(x)
				if err != nil {
					return was, figure, err
				}
				if got.figure > top+1e-9 {
					best, top, moved = x, got.figure, true
					break
				}
			}
		}
		if step /= 2; n.Whole {
			step = max(1, math.Round(step))
		}
	}
	return best, top, nil
}
