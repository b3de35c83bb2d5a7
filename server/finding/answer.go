package finding

import (
	"iter"
	"runtime"
	"time"

	"triptych/align/check"
)

// Answer is what a run, or a part of the first one, found.
type Answer struct {
	list  []findings
	stats *check.Stats // of the first run
	err   error
	left  []string // units that were not checked because of it
	took  time.Duration
	last  bool
	round int
}

// findings of a unit as the checks worked them out.
type findings struct {
	unit  string
	edits int
	list  []check.Finding
}

// chunks divides n units into stretches from to to-1, short ones first.
func chunks(n int) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for from, size := 0, checkFirst; from < n; size = min(2*size, checkChunk) {
			to := min(from+size, n)
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// answer runs the checks and sends what they find in pieces.
func (f *Finder) answer(questions []Question, stats *check.Stats, settings check.Settings, round int, out chan<- Answer, ended <-chan struct{}) {
	began := time.Now()
	send := func(c Answer) bool {
		select {
		case out <- c:
			return true
		case <-ended:
			return false
		}
	}
	units, err := f.lookUp(questions)
	if stats == nil && err == nil {
		stats, err = f.learn(units, settings)
	}
	for from, to := range chunks(len(units)) {
		if err != nil {
			break
		}
		part := Answer{stats: stats, round: round}
		ok := f.turn.take(ended, func() {
			for i := from; i < to; i++ {
				part.list = append(part.list, findings{questions[i].unit.ID, questions[i].edits, f.run(units[i], stats)})
				runtime.Gosched() // edits go first
			}
		})
		if !ok || !send(part) {
			return
		}
	}
	end := Answer{err: err, took: time.Since(began), last: true, round: round}
	if err != nil {
		for i := range questions {
			end.left = append(end.left, questions[i].unit.ID)
		}
	}
	send(end)
}
