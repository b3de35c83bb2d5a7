package finding

import (
	"cmp"
	"maps"
	"time"

	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/wire"
)

// Checker keeps the findings of an open document's units in step with their
// texts. The checks run on a goroutine beside the document's owner, on the touched
// units only, so that no acknowledgement waits for them; a unit that is touched
// again meanwhile is checked again afterwards. All methods are for the owner, who
// listens to Results and Due.
type Checker struct {
	Results chan Answer      // for Take
	Due     <-chan time.Time // when to Start
	Stats   *check.Stats     // what was learnt from the document; nil = nothing yet

	finder   *Finder
	ended    <-chan struct{} // closed when the owner is gone
	settings check.Settings
	standing map[string]standing // by unit
	running  bool
	left     int           // units of this run that have no answer yet
	complete bool          // every unit has been checked once
	whole    chan struct{} // closed when complete
	ready    time.Time     // not before
	era      int           // of the finder's settings
	round    int           // goes up when the settings change: results of before count for nothing
}

const (
	checkAgain = 5 * time.Second        // after a run that failed
	checkPause = 30 * time.Millisecond  // between runs; longer after long ones
	firstWait  = 400 * time.Millisecond // how long the first snapshot waits for findings
	checkChunk = 256                    // units whose findings come together
	checkLater = 2 * time.Second        // a long document is checked once it was sent, or at last then
	checkFirst = 32                     // of the first ones, which people look at while they wait
)

// Checker makes one for a document with these settings (JSON, "" = none of its own)
// whose owner closes ended at its end.
func (f *Finder) Checker(doc, settings string, ended <-chan struct{}) *Checker {
	return &Checker{
		Results: make(chan Answer, 1), finder: f, ended: ended, settings: f.settings(doc, settings), era: f.now(),
		standing: map[string]standing{}, whole: make(chan struct{}),
	}
}

// Configure has everything checked anew, by other settings.
func (k *Checker) Configure(d *document.Document, settings string) {
	k.era = k.finder.now()
	k.settings, k.Stats = k.finder.settings(d.ID, settings), nil
	if k.complete {
		k.complete, k.whole = false, make(chan struct{})
	}
	k.round++
	d.Recheck()
	k.Schedule(d)
}

// Region is the region whose words the Traditional text has: CN, TW or HK.
func (k *Checker) Region() string {
	if k.Stats != nil {
		return k.Stats.Region()
	}
	return cmp.Or(k.settings.Profile, "TW")
}

// Whole is closed when every unit has been checked once by the present settings.
func (k *Checker) Whole() <-chan struct{} { return k.whole }

// Complete reports whether it is.
func (k *Checker) Complete() bool { return k.complete }

// Schedule starts a run as soon as one may start.
func (k *Checker) Schedule(d *document.Document) {
	if k.running || k.Due != nil || len(d.Unchecked) == 0 {
		return
	}
	k.Due = time.After(time.Until(k.ready))
}

// First checks everything, unless the findings are known. It returns when that is
// done or has taken so long that findings had better follow the text; those of
// more units than a chunk follow it in any case. Nobody has to be told.
func (k *Checker) First(d *document.Document) {
	if k.Stats = k.finder.known.fill(d, d.Committed); k.Stats != nil {
		k.complete = true
		close(k.whole)
		return
	}
	for _, u := range d.Units {
		d.Unchecked[u.ID] = true
	}
	if len(d.Units) > checkChunk {
		k.Due = time.After(checkLater)
		return
	}
	k.Start(d)
	late := time.After(firstWait)
	for k.running {
		select {
		case result := <-k.Results:
			k.Take(d, result)
		case <-late:
			return
		}
	}
}

// Begin starts the first run, unless it has begun: the document is on the screen.
func (k *Checker) Begin(d *document.Document) {
	if !k.complete {
		k.Start(d)
	}
}

// Done is how many of the units have been checked as they are.
func (k *Checker) Done(d *document.Document) int {
	return max(0, len(d.Units)-len(d.Unchecked)-k.left)
}

// Progress is the message that says how far the checks of a document that was
// just opened are.
func (k *Checker) Progress(d *document.Document) wire.Checked {
	n := len(d.Units)
	if k.complete {
		return wire.Checked{T: "checked", Done: n, Of: n}
	}
	return wire.Checked{T: "checked", Done: k.Done(d), Of: n}
}

// Start begins a run over the touched units.
func (k *Checker) Start(d *document.Document) {
	k.Due = nil
	if k.running || len(d.Unchecked) == 0 {
		return
	}
	questions := make([]Question, 0, len(d.Unchecked))
	if len(d.Unchecked) == len(d.Units) {
		for _, u := range d.Units {
			questions = append(questions, Ask(d, u))
		}
	} else {
		for id := range d.Unchecked {
			if u := d.ByID[id]; u != nil {
				questions = append(questions, Ask(d, u))
			}
		}
	}
	stats, settings, round := k.Stats, k.settings, k.round
	if k.finder.start(func() { k.finder.answer(questions, stats, settings, round, k.Results, k.ended) }) {
		clear(d.Unchecked)
		k.running, k.left = true, len(questions)
	}
}

// Take gives the document findings, and returns the messages that tell of the
// units whose status became another, and of the progress while there is any.
func (k *Checker) Take(d *document.Document, result Answer) (frames [][]byte) {
	if result.round != k.round {
		result.list, result.stats = nil, nil
	}
	if result.stats != nil {
		k.Stats = result.stats
	}
	k.left -= len(result.list)
	telling := !k.complete
	fixed := map[string]int{}
	for _, f := range result.list {
		u := d.ByID[f.unit]
		if u == nil || u.Edits != f.edits {
			continue // a later run has the present text
		}
		if k.complete {
			k.mend(d, u, f.list, time.Now(), fixed)
		}
		d.Found(u, f.list)
		if status := d.News(u); status != nil {
			frames = append(frames, status)
		}
	}
	if result.last {
		k.finish(d, result)
	}
	if len(fixed) > 0 {
		k.finder.store.AddFixed(d.ID, fixed, func(err error) { k.finder.log.Complain("ledger", err) })
	}
	if telling {
		frames = append(frames, wire.Encode(k.Progress(d)))
	}
	return frames
}

// finish ends a run, and has another one begin when there is more to check.
func (k *Checker) finish(d *document.Document, result Answer) {
	k.left, k.running = 0, false
	if !k.complete && result.err == nil && result.round == k.round {
		k.complete = true
		close(k.whole)
	}
	k.ready = time.Now().Add(max(checkPause, 2*result.took))
	if result.err != nil {
		k.finder.log.Complain("check", result.err)
		k.ready = time.Now().Add(checkAgain)
		for _, id := range result.left {
			d.Unchecked[id] = true
		}
	}
	k.Schedule(d)
}

// Carry goes on with a document that was read again: the findings of units that
// are the same stay, the others are checked.
func (k *Checker) Carry(d, before *document.Document) {
	same := d.Inherit(before)
	maps.DeleteFunc(k.standing, func(id string, _ standing) bool { return !same[id] })
	if d.Checks != before.Checks {
		k.Configure(d, d.Checks)
	}
	k.Schedule(d)
}

// Keep remembers the findings and counts of a document that is to be closed, when
// everything in it is checked.
func (k *Checker) Keep(d *document.Document) {
	if len(d.Unchecked) == 0 && !k.running && k.complete {
		k.finder.keep(d, k.Stats, k.era)
	}
}
