package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"path/filepath"
	"strings"

	"triptych/align"
	"triptych/align/check"
)

// tuneTexts is what numbers are tried on.
type tuneTexts struct {
	set      evalSetup
	gold     []goldSet
	drift    []driftDoc
	articles []article
	before   map[string]outcome // with all numbers as they are, by trial and sets
}

// goldSet is one folder of gold units.
type goldSet struct {
	name string // path below the folder that was given
	docs []evalDoc
}

// readTuneTexts reads the texts, of each set at most set.docs documents, evenly
// chosen.
func readTuneTexts(set tuneSetup) (*tuneTexts, error) {
	t := &tuneTexts{set: set.evalSetup, before: map[string]outcome{}}
	if set.gold != "" {
		names, err := goldSets(set.gold)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			docs, err := readGoldDir(filepath.Join(set.gold, name))
			if err != nil {
				return nil, err
			}
			t.gold = append(t.gold, goldSet{name, sample(docs, set.docs)})
		}
	}
	if set.drift != "" {
		lines, err := readDrift(set.drift)
		if err != nil {
			return nil, err
		}
		t.drift = sample(driftDocs(lines), set.docs)
	}
	for _, dir := range set.articles {
		articles, err := readArticles(dir)
		if err != nil {
			return nil, err
		}
		t.articles = append(t.articles, sample(articles, set.docs)...)
	}
	return t, nil
}

// sample returns n of the items, evenly chosen; all of them when n is 0.
func sample[T any](items []T, n int) []T {
	if n <= 0 || n >= len(items) {
		return items
	}
	out := make([]T, n)
	for i := range out {
		out[i] = items[i*len(items)/n]
	}
	return out
}

// has reports whether there are texts for a trial.
func (t *tuneTexts) has(trial trial) bool {
	if trial == checking {
		return len(t.drift)+len(t.articles) > 0
	}
	return len(t.gold) > 0
}

// asIs is what comes out with all numbers as they are; k says of which trial.
func (t *tuneTexts) asIs(ctx context.Context, k knob) (outcome, error) {
	key := fmt.Sprint(k.trial)
	if k.trial != checking {
		for _, set := range t.fittedOn(k.Set) {
			key += " " + set.name
		}
	}
	if out, ok := t.before[key]; ok {
		return out, nil
	}
	out, err := t.run(ctx, k)
	if err == nil {
		t.before[key] = out
	}
	return out, err
}

// run tries a number as it is now. A panic, as of a table that became too
// small, is the number's failure and not the end of the run.
func (t *tuneTexts) run(ctx context.Context, k knob) (out outcome, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s cannot be %g: %v; give it a bound in its params.go", k.Name, k.Get(), r)
		}
	}()
	if err := ctx.Err(); err != nil {
		return out, exitStatus(130)
	}
	if k.trial == checking {
		return t.check(ctx)
	}
	return t.align(ctx, k)
}

// align aligns the sets that the number was fitted on, or all when none of them
// is there. The figure is the mean of the sets' strict F1; of a number of the
// confidence 1 less the mean squared error of the confidence (Brier).
func (t *tuneTexts) align(ctx context.Context, k knob) (out outcome, err error) {
	sum := fnv.New64a()
	sets := t.fittedOn(k.Set)
	for _, set := range sets {
		found, err := alignAll(ctx, set.docs, t.set)
		if errors.Is(err, context.Canceled) {
			return out, exitStatus(130)
		} else if err != nil {
			return out, err
		}
		var score align.Score
		var trust align.Reliability
		for i, units := range found {
			d := set.docs[i]
			if d.versions == 2 {
				score.Add(align.ScoreBeads(d.gold, units, align.Hans, align.En))
			} else {
				s, _ := align.ScoreUnits(d.gold, units)
				score.Add(s)
			}
			trust.Add(d.gold, units)
			fmt.Fprint(sum, units) // with their reasons
		}
		figure := align.F1(score.P, score.R)
		if k.trial == trusting {
			figure = 1 - trust.Brier()
		}
		out.figure += figure / float64(len(sets))
	}
	out.digest = sum.Sum64()
	return out, nil
}

// fittedOn returns the sets that names, with commas between, begin with.
func (t *tuneTexts) fittedOn(names string) (out []goldSet) {
	for _, set := range t.gold {
		for name := range strings.SplitSeq(names, ",") {
			if first, _, _ := strings.Cut(set.name, "/"); first == name {
				out = append(out, set)
			}
		}
	}
	if len(out) == 0 {
		return t.gold
	}
	return out
}

// check runs the checks. The figure is the F1 of units: a changed one that is
// named is a hit, one that is not is a miss, and a clean one with an error or a
// warning a false alarm.
func (t *tuneTexts) check(ctx context.Context) (out outcome, err error) {
	sum := fnv.New64a()
	hits, misses, alarms := 0, 0, 0
	for _, d := range t.drift {
		if ctx.Err() != nil {
			return out, exitStatus(130)
		}
		for i, found := range check.Document(d.units, check.Settings{Profile: t.set.profile}) {
			digest(sum, found)
			tally := newDriftTally(nil, false)
			tally.add(d.lines[i], found)
			for _, k := range tally.kinds {
				hits += k.named
				misses += k.n - k.named
			}
			if c := tally.clean["all"]; c != nil {
				alarms += count(c.enZh+c.hansHant+c.single > 0)
			}
		}
	}
	for i := range t.articles {
		for _, s := range showings {
			tally := tallyArticles(t.articles[i:i+1], s.have, func(string, ...any) {})
			all := tally.total()
			hits += all.named
			misses += all.n - all.named
			alarms += tally.marked
			fmt.Fprint(sum, tally.sum.Sum64())
		}
	}
	if hits > 0 {
		out.figure = 2 * float64(hits) / float64(2*hits+misses+alarms)
	}
	out.digest = sum.Sum64()
	return out, nil
}

// digest takes what findings say, of whatever severity, into a sum.
func digest(sum io.Writer, found []check.Finding) {
	for _, f := range found {
		fmt.Fprintln(sum, f.ID, f.Severity, f.Tier, f.Odd, f.Spans, f.Message)
	}
}
