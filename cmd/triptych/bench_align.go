package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"triptych/align"
	"triptych/align/lexicon"
)

// benchAlign aligns English with Simplified Chinese sentences on one core, at
// 1, 4, 16 and 64 times a base length, and tells time and memory of each. Times
// are of the processor, so that other programs count for little. No reasons are
// worded, as where sentences of a unit are lit up.
func benchAlign(ctx context.Context, args []string, std streams) error {
	var base int
	var gold, dict string
	var noDict bool
	fs := flag.NewFlagSet("bench align", flag.ContinueOnError)
	fs.IntVar(&base, "segments", 1250, "`N` segments of either version at 1×")
	fs.StringVar(&gold, "gold", "", "measure on the texts of `DIR` (as for eval), repeated to length, instead of made-up ones")
	dictFlags(fs, &dict, &noDict)
	rest, err := parse(fs, args)
	if err == nil {
		err = noMore(fs, rest)
	}
	if err != nil {
		return err
	}
	start := time.Now()
	lex, err := loadDict(dict, noDict, std.err)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(std.out)
	defer w.Flush()
	fmt.Fprintf(w, "dictionary loaded in %d ms\n", time.Since(start).Milliseconds())
	make := func(n int) align.Document { return madeUp(lex, n) }
	if gold != "" {
		docs, err := readGoldDir(gold)
		if err != nil {
			return err
		}
		make = func(n int) align.Document { return repeated(docs, n) }
	}
	return benchLengths(ctx, w, lex, base, make)
}

// benchLengths measures documents of several lengths, as make makes them.
func benchLengths(ctx context.Context, w *bufio.Writer, lex *lexicon.Lexicon, base int, make func(n int) align.Document) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	align.Units(make(40), align.Options{Lexicon: lex}) // warm up
	opEd := measure(make(40), lex)
	fmt.Fprintf(w, "40 × 40: %.0f ms\n", opEd.seconds*1000)
	return benchGrowth(ctx, w, base, func(n int) measured { return measure(make(n), lex) })
}

// benchGrowth measures longer and longer documents, beginning with base segments
// a side: time and memory should grow no faster than they do.
func benchGrowth(ctx context.Context, w *bufio.Writer, base int, run func(n int) measured) error {
	fmt.Fprintln(w, "      segments     seconds  segments/s   × per segment   peak memory")
	first := 0.0
	for _, factor := range []int{1, 4, 16, 64} {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := base * factor
		m := run(n)
		if first == 0 {
			first = m.seconds / float64(n)
		}
		fmt.Fprintf(w, "%3d×  %6d²   %9.2f  %10.0f   %13.2f   %8d MB\n", factor, n, m.seconds, float64(n)/m.seconds, m.seconds/float64(n)/first, m.peak>>20)
		w.Flush()
	}
	return nil
}

// measured is what one run took: processor time, and the most memory that the
// process held meanwhile, in bytes.
type measured struct {
	seconds float64
	peak    int64
}

func measure(doc align.Document, lex *lexicon.Lexicon) measured {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // Linux: forget the peak so far
	before := processorTime()
	align.Units(doc, align.Options{Lexicon: lex, Level: align.BySentence, Silent: true})
	return measured{processorTime() - before, peakMemory()}
}

func processorTime() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// peakMemory is the most resident memory since the peak was last forgotten, or
// where Linux does not tell, what the Go runtime has from the system.
func peakMemory() int64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}

// madeUp makes n sentences of either version out of the dictionary: English
// words for the Chinese ones, in another order, with a tenth of them left out,
// frequent words far more often than rare ones, and every tenth sentence in two.
func madeUp(lex *lexicon.Lexicon, n int) align.Document {
	rng := rand.New(rand.NewPCG(1, 2))
	var doc align.Document
	size := 0
	if lex != nil {
		size = lex.Len()
	}
	for len(doc[align.En]) < n {
		var en []string
		var zh strings.Builder
		for range 8 + rng.IntN(16) {
			if size == 0 {
				word := fmt.Sprintf("word%d", int(float64(n)*rng.ExpFloat64()))
				en = append(en, word)
				zh.WriteString(word + "的")
				continue
			}
			id := int32(float64(size) * rng.Float64() * rng.Float64() * rng.Float64())
			zh.WriteString(lex.Word(id))
			if stems, _ := lex.Meanings(id); len(stems) > 0 && rng.IntN(10) > 0 {
				en = append(en, lex.Stem(stems[rng.IntN(len(stems))]), "the")
			}
		}
		rng.Shuffle(len(en), func(i, j int) { en[i], en[j] = en[j], en[i] })
		half := len(en) / 2
		if rng.IntN(10) == 0 && half > 0 {
			doc[align.En] = append(doc[align.En], align.Segment{Text: strings.Join(en[:half], " ") + ".", Kind: align.Text})
			en = en[half:]
		}
		doc[align.En] = append(doc[align.En], align.Segment{Text: strings.Join(en, " ") + ".", Kind: align.Text})
		doc[align.Hans] = append(doc[align.Hans], align.Segment{Text: zh.String() + "。", Kind: align.Text})
	}
	for len(doc[align.Hans]) < n {
		doc[align.Hans] = append(doc[align.Hans], align.Segment{Text: "的。", Kind: align.Text})
	}
	return doc
}

// repeated strings the texts together, again and again, up to n segments of
// either version.
func repeated(docs []evalDoc, n int) align.Document {
	var doc align.Document
	for len(doc[align.En]) < n || len(doc[align.Hans]) < n {
		for _, d := range docs {
			doc[align.En] = append(doc[align.En], d.doc[align.En]...)
			doc[align.Hans] = append(doc[align.Hans], d.doc[align.Hans]...)
		}
	}
	doc[align.En], doc[align.Hans] = doc[align.En][:n], doc[align.Hans][:n]
	return doc
}
