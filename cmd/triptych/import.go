package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/server/founding"
	"triptych/server/original"
	"triptych/server/store"
)

// segmentMost is the length of a paragraph that may be edited, in UTF-16 units.
const segmentMost = 100_000

// importDocument puts files into a database as one document: read, aligned,
// and stored in one transaction, so that a failure leaves nothing behind.
func importDocument(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`; it is made when it is not there")
	title := flags.String("title", "", "`TITLE` of the document; without it, the first heading or the name of the first file")
	segments := flags.String("segments", "auto", "`HOW` the paragraphs of a text are told apart: auto, blank (they stand between blank lines) or line")
	anyway := flags.Bool("anyway", false, "store the document even if a text seems to be in another version's place or given twice")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	mode, err := format.ParseMode(*segments)
	if err != nil {
		return fmt.Errorf("--segments: %w", err)
	}
	sources, g, err := gather(rest, mode)
	if err != nil {
		return err
	}
	if err := tryDatabase(*path); err != nil {
		return err
	}
	bar := newBar(io.err)
	defer bar.close()
	proposal, err := propose(ctx, g, bar)
	if err != nil {
		return err
	}
	if doubts := tellProblems(proposal.Problems, mode, g.Files, io.err); len(doubts) > 0 && !*anyway {
		return errors.New("nothing was stored: mend what is said above, or give --anyway if it is right as it is")
	}
	d, err := founding.Document(cmp.Or(*title, proposal.Title), proposal.Segs, proposal.Units, segmentMost)
	if err != nil {
		return err
	}
	d.Also = original.Keep(sources, g, mode, d.Segs, d.Units)
	if err := ctx.Err(); err != nil {
		return errors.New("stopped before anything was stored")
	}
	st, err := store.Open(*path)
	if err != nil {
		return err
	}
	id, err := st.Create(d, func(done float64) { bar.set("storing", done) })
	bar.close()
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	fmt.Fprintf(io.out, "%s\t%q: %d units from %s\n", id, d.Title, len(d.Units), counts(proposal))
	return nil
}

// propose lines files up, unless it is stopped.
func propose(ctx context.Context, g *intake.Gathered, bar *bar) (p *intake.Proposal, err error) {
	defer bar.close()
	err = unlessStopped(ctx, func() (err error) {
		p, err = g.Propose(ctx, func(done float64) { bar.set("aligning", done) })
		return err
	})
	return p, err
}

// tryDatabase opens a database that is there already and closes it again, so
// that nobody waits for a long alignment to learn that it cannot be stored. A new
// one is made only when there is something to store.
func tryDatabase(path string) error {
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	return st.Close()
}

func counts(p *intake.Proposal) string {
	var parts []string
	for _, v := range align.Versions {
		if n := len(p.Segs[v]); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	return strings.Join(parts, ", ") + " paragraphs"
}

// bar shows progress on a terminal once the work has taken a second.
type bar struct {
	bar   *progressbar.ProgressBar
	began time.Time
	out   io.Writer
	doing string
}

func newBar(w io.Writer) *bar {
	if p, ok := w.(*plain); ok {
		w = p.to // the bar moves the cursor
	}
	if !isTerminal(w) {
		w = nil
	}
	return &bar{began: time.Now(), out: w}
}

func (b *bar) set(doing string, done float64) {
	if b.out == nil || time.Since(b.began) < time.Second {
		return
	}
	if b.bar == nil || b.doing != doing {
		b.close()
		b.doing = doing
		b.bar = progressbar.NewOptions(1000, progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(doing),
			progressbar.OptionSetWidth(40), progressbar.OptionClearOnFinish())
	}
	_ = b.bar.Set(int(done * 1000))
}

func (b *bar) close() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
