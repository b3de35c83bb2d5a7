package finding

import (
	"context"
	"errors"
	"sync"
	"time"

	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/store"
	"triptych/server/wire"
)

// Counting is a document that is being checked beside, as long as somebody waits for
// it or is likely to ask again.
type Counting struct {
	done chan struct{} // closed at the end
	Err  error         // of which it ended; readable then

	mu      sync.Mutex
	found   List      // so far
	waiting int       // who called Beside and not yet Wait to its end; guarded by tallies.mu
	until   time.Time // somebody whose time was up is likely to ask again before; likewise
}

// asksAgain is how long after an answer that was not whole somebody is waited for.
const asksAgain = 30 * time.Second

// errUnwanted ends what nobody waits for any more.
var errUnwanted = errors.New("nobody waits for the findings any more")

// Wait waits for the end of what Beside gave, and reports whether it came before ctx
// was done. Whose time was up asks again; who hung up does not.
func (f *Finder) Wait(ctx context.Context, c *Counting) (ended bool) {
	select {
	case <-c.done:
		ended = true
	case <-ctx.Done():
	}
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	c.waiting--
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		c.until = time.Now().Add(asksAgain)
	}
	return ended
}

// unwanted reports whether nobody waits for a document any more; then whoever asks
// next has it counted anew.
func (f *Finder) unwanted(doc string, c *Counting) bool {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	if c.waiting > 0 || time.Now().Before(c.until) {
		return false
	}
	delete(f.tallies.working, doc)
	return true
}

// Known is what was found so far, in a document of so many units.
func (c *Counting) Known(units int) List {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.found
	if found.Units == nil {
		found.Units = []UnitFindings{}
	}
	if found.Of == 0 {
		found.Of = units
	}
	return found
}

// add takes note that the units up to to have been checked.
func (c *Counting) add(doc *document.Document, to int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found.Units = append(c.found.Units, listFindings(doc, c.found.Done, to)...)
	c.found.Done, c.found.Of = to, len(doc.Units)
}

// Beside counts and checks a document on a goroutine of its own, at most one for each
// document that is wanted. Whoever calls it calls Wait.
func (f *Finder) Beside(doc string) *Counting {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	if job := f.tallies.working[doc]; job != nil {
		job.waiting++
		return job
	}
	job := &Counting{done: make(chan struct{}), waiting: 1}
	if !f.start(func() {
		job.Err = f.countNow(doc, job)
		if job.Err != nil && !errors.Is(job.Err, store.ErrNotFound) && !errors.Is(job.Err, fault.ErrClosing) && job.Err != errUnwanted {
			f.log.Complain("count document "+doc, job.Err)
		}
		f.tallies.mu.Lock()
		if f.tallies.working[doc] == job {
			delete(f.tallies.working, doc)
		}
		f.tallies.mu.Unlock()
		close(job.done)
	}) {
		job.Err = fault.ErrClosing
		close(job.done)
		return job
	}
	if f.tallies.working == nil {
		f.tallies.working = map[string]*Counting{}
	}
	f.tallies.working[doc] = job
	return job
}

// countNow reads a document, checks it and keeps its counts and findings.
func (f *Finder) countNow(id string, job *Counting) error {
	d, err := f.store.Load(context.Background(), id)
	if err != nil {
		return err
	}
	doc, era := document.Open(d, 0, nil, document.Past{}), f.now()
	stats := f.known.fill(doc, d.Head)
	if stats == nil {
		if stats, err = f.checkAll(doc, job); err != nil {
			return err
		}
	}
	f.keep(doc, stats, era)
	return nil
}

// keep remembers the findings and the counts of a document, all of whose units
// are checked, by the settings of an era.
func (f *Finder) keep(d *document.Document, stats *check.Stats, era int) {
	if era != f.now() {
		return
	}
	f.known.put(d, d.Committed, stats)
	c := Count(d)
	f.remember(d.ID, d.Committed, c)
	f.store.KeepTally(d.ID, d.Committed, f.rulesID(d.ID), string(wire.Encode(c)))
}

// checkAll finds what there is to find in a document of which nothing is known.
func (f *Finder) checkAll(doc *document.Document, job *Counting) (*check.Stats, error) {
	questions := make([]Question, len(doc.Units))
	for i, u := range doc.Units {
		questions[i] = Ask(doc, u)
	}
	units, err := f.lookUp(questions)
	if err != nil {
		return nil, err
	}
	stats, err := f.learn(units, f.settings(doc.ID, doc.Checks))
	if err != nil {
		return nil, err
	}
	for from, to := range chunks(len(units)) {
		if f.unwanted(doc.ID, job) {
			return nil, errUnwanted
		}
		ok := f.turn.take(f.done, func() {
			for i := from; i < to; i++ {
				doc.Found(doc.Units[i], f.run(units[i], stats))
			}
		})
		if !ok {
			return nil, fault.ErrClosing // the server stops
		}
		job.add(doc, to)
	}
	return stats, nil
}
