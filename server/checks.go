package server

import (
	"cmp"
	"iter"
	"maps"
	"runtime"
	"sync/atomic"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/wire"
)

// checker keeps the findings of a room's units in step with their texts. The
// checks run on a goroutine beside the room, on the touched units only, so that
// no acknowledgement waits for them; a unit that is touched again meanwhile is
// checked again afterwards.
type checker struct {
	settings check.Settings
	stats    *check.Stats
	standing map[string]standing // by unit
	running  bool
	left     int              // units of this run that have no answer yet
	complete bool             // every unit has been checked once
	due      <-chan time.Time // when the next run may start
	ready    time.Time        // not before
	results  chan checked
	round    int // goes up when the settings change: results of before count for nothing
}

// checked is what a run, or a part of the first one, found.
type checked struct {
	list  []findings
	stats *check.Stats // of the first run
	err   error
	left  []string // units that were not checked because of it
	took  time.Duration
	last  bool
	round int
}

// question is a unit as the checks need it, and the approvals whose texts are
// to be looked up.
type question struct {
	unit  check.Unit
	edits int
	was   [3][2]string // content hashes
}

const (
	checkAgain = 5 * time.Second        // after a run that failed
	checkPause = 30 * time.Millisecond  // between runs; longer after long ones
	firstWait  = 400 * time.Millisecond // how long the first snapshot waits for findings
	checkChunk = 256                    // units whose findings come together
	checkFirst = 32                     // of the first ones, which people look at while they wait
)

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

func newChecker(settings check.Settings) *checker {
	return &checker{settings: settings, standing: map[string]standing{}, results: make(chan checked, 1)}
}

// configure has everything checked anew, by other settings.
func (k *checker) configure(r *room, settings check.Settings) {
	k.settings, k.stats, k.complete = settings, nil, false
	k.round++
	r.doc.Recheck()
	k.schedule(r.doc)
}

// region is the region whose words the Traditional text has.
func (k *checker) region() string {
	if k.stats != nil {
		return k.stats.Region()
	}
	return cmp.Or(k.settings.Profile, "TW")
}

// schedule starts a run as soon as one may start.
func (k *checker) schedule(d *document.Document) {
	if k.running || k.due != nil || len(d.Unchecked) == 0 {
		return
	}
	k.due = time.After(time.Until(k.ready))
}

// first checks everything, unless the findings are known. It returns when that is
// done or has taken so long that findings had better follow the text; those of
// more units than a chunk follow it in any case.
func (k *checker) first(r *room) {
	if k.stats = r.srv.known.fill(r.doc, r.doc.Committed); k.stats != nil {
		k.complete = true
		return
	}
	for _, u := range r.doc.Units {
		r.doc.Unchecked[u.ID] = true
	}
	k.start(r)
	if len(r.doc.Units) > checkChunk {
		return
	}
	late := time.After(firstWait)
	for k.running {
		select {
		case result := <-k.results:
			k.take(r, result)
		case <-late:
			return
		}
	}
}

// done is how many of the units have been checked as they are.
func (k *checker) done(d *document.Document) int { return max(0, len(d.Units)-len(d.Unchecked)-k.left) }

// progress is the message that says how far the checks of a document that was
// just opened are.
func (k *checker) progress(r *room) wire.Checked {
	n := len(r.doc.Units)
	if k.complete {
		return wire.Checked{T: "checked", Done: n, Of: n}
	}
	return wire.Checked{T: "checked", Done: k.done(r.doc), Of: n}
}

// start begins a run over the touched units.
func (k *checker) start(r *room) {
	k.due = nil
	if k.running || len(r.doc.Unchecked) == 0 {
		return
	}
	questions := make([]question, 0, len(r.doc.Unchecked))
	if len(r.doc.Unchecked) == len(r.doc.Units) {
		for _, u := range r.doc.Units {
			questions = append(questions, questionOf(r.doc, u))
		}
	} else {
		for id := range r.doc.Unchecked {
			if u := r.doc.ByID[id]; u != nil {
				questions = append(questions, questionOf(r.doc, u))
			}
		}
	}
	clear(r.doc.Unchecked)
	k.running, k.left = true, len(questions)
	go answerQuestions(r.srv, questions, k.stats, k.settings, k.round, k.results, r.ended)
}

// answerQuestions runs the checks and sends what they find in pieces.
func answerQuestions(srv *Server, questions []question, stats *check.Stats, settings check.Settings, round int, out chan<- checked, ended <-chan struct{}) {
	began := time.Now()
	send := func(c checked) bool {
		select {
		case out <- c:
			return true
		case <-ended:
			return false
		}
	}
	units, err := lookUp(srv, questions)
	if stats == nil && err == nil {
		stats, err = srv.learn(units, settings)
	}
	for from, to := range chunks(len(units)) {
		if err != nil {
			break
		}
		part := checked{stats: stats, round: round}
		ok := srv.turn.take(ended, func() {
			for i := from; i < to; i++ {
				part.list = append(part.list, findings{questions[i].unit.ID, questions[i].edits, srv.runChecks(units[i], stats)})
				runtime.Gosched() // edits go first
			}
		})
		if !ok || !send(part) {
			return
		}
	}
	end := checked{err: err, took: time.Since(began), last: true, round: round}
	if err != nil {
		for i := range questions {
			end.left = append(end.left, questions[i].unit.ID)
		}
	}
	send(end)
}

// turns lets some goroutines work at a time, and while somebody types for a third
// of the time: however many documents are typed in at once, their checks leave
// the processors to the edits. Findings come later then; acknowledgements do not.
type turns struct {
	places chan struct{}
	typed  atomic.Int64 // unix ms of the last change to any document
}

// typingPause is how long after a change the checks make room for the next.
const typingPause = 2 * time.Second

func newTurns() *turns {
	return &turns{places: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// changed says that somebody types.
func (t *turns) changed() { t.typed.Store(time.Now().UnixMilli()) }

// take waits for a turn and works, and reports whether it did before ended. The
// turn is kept for twice as long again, without the caller, while somebody types.
func (t *turns) take(ended <-chan struct{}, work func()) bool {
	select {
	case t.places <- struct{}{}:
	case <-ended:
		return false
	}
	began := time.Now()
	work()
	rest := 2 * time.Since(began)
	typing := time.Since(time.UnixMilli(t.typed.Load())) < typingPause
	if typing && rest > 200*time.Microsecond {
		time.AfterFunc(rest, func() { <-t.places })
	} else {
		<-t.places
	}
	return true
}

// lookUp fills in the approved texts of stale pairs.
func lookUp(srv *Server, questions []question) ([]check.Unit, error) {
	var hashes []string
	for i := range questions {
		for _, was := range questions[i].was {
			if was[0] != "" {
				hashes = append(hashes, was[0], was[1])
			}
		}
	}
	texts, err := srv.store.Content(hashes...)
	units := make([]check.Unit, len(questions))
	for i := range questions {
		units[i] = questions[i].unit
		for p, was := range questions[i].was {
			units[i].Pairs[p].Was = [2]string{texts[was[0]], texts[was[1]]}
		}
	}
	return units, err
}

// question puts together what the checks need to know of a unit.
func questionOf(d *document.Document, u *document.Unit) question {
	q := question{edits: u.Edits}
	q.unit.ID = u.ID
	for _, v := range align.Versions {
		q.unit.Text[v] = u.Text(v)
		q.unit.Made[v] = u.Origin(v)
		if len(u.Segs[v]) > 0 {
			q.unit.Kind[v] = u.Segs[v][0].Kind
		}
	}
	for i, p := range align.Pairs {
		status, last := d.PairStatus(u, p)
		q.unit.Pairs[i].Status = status
		if last != nil {
			q.was[i] = last.Hashes
		}
	}
	return q
}

// take stores findings and tells of the units whose status became another.
func (k *checker) take(r *room, result checked) {
	if result.round != k.round {
		result.list, result.stats = nil, nil
	}
	if result.stats != nil {
		k.stats = result.stats
	}
	k.left -= len(result.list)
	telling := !k.complete
	var entries []entry
	fixed := map[string]int{}
	for _, f := range result.list {
		u := r.doc.ByID[f.unit]
		if u == nil || u.Edits != f.edits {
			continue // a later run has the present text
		}
		if k.complete {
			k.mend(r.doc, u, f.list, time.Now(), fixed)
		}
		r.doc.Found(u, f.list)
		if status := r.doc.News(u); status != nil {
			entries = append(entries, entry{frame: status})
		}
	}
	if result.last {
		k.left = 0
		k.running, k.complete = false, k.complete || result.err == nil && result.round == k.round
		k.ready = time.Now().Add(max(checkPause, 2*result.took))
		if result.err != nil {
			r.srv.complain("check", result.err)
			k.ready = time.Now().Add(checkAgain)
			for _, id := range result.left {
				r.doc.Unchecked[id] = true
			}
		}
		k.schedule(r.doc)
	}
	if len(fixed) > 0 {
		r.srv.store.AddFixed(r.id, fixed, func(err error) {
			if err != nil {
				r.srv.complain("ledger", err)
			}
		})
	}
	if len(entries) > 0 {
		r.snapshot = nil
	}
	if telling {
		entries = append(entries, entry{frame: wire.Encode(k.progress(r))})
	}
	r.say(entries...)
}

// mendedAfter is how long a finding must have stood to count as mended when it
// goes: what comes and goes while somebody types is none.
const mendedAfter = 10 * time.Second

// standing says since when findings of a unit stand, by check and versions; one
// that is not here stood when the document was opened.
type standing map[string]time.Time

func standingKey(f *check.Finding) string { return f.Check + " " + document.PairName(f.Pair) }

// mend counts, by check, the findings of a unit that are not in the new list and
// were neither waived nor of this moment, and notes since when those of the new
// list stand.
func (k *checker) mend(d *document.Document, u *document.Unit, now []check.Finding, at time.Time, fixed map[string]int) {
	stood := k.standing[u.ID]
	before, after := map[string]int{}, map[string]int{}
	for i := range u.Findings {
		before[standingKey(&u.Findings[i])]++
	}
	since := standing{}
	for i := range now {
		key := standingKey(&now[i])
		after[key]++
		began, known := stood[key]
		if before[key] == 0 {
			began, known = at, true
		}
		if known {
			since[key] = began
		}
	}
	for i := range u.Findings {
		f := &u.Findings[i]
		key := standingKey(f)
		if before[key] <= after[key] {
			continue
		}
		before[key]--
		if at.Sub(stood[key]) >= mendedAfter && !d.EverWaived(u, f) {
			fixed[f.Check]++
		}
	}
	if delete(k.standing, u.ID); len(since) > 0 {
		k.standing[u.ID] = since
	}
}

// carry takes the findings of units that are the same over to a document that
// was read again; the others are checked.
func (k *checker) carry(r *room, before *document.Document) {
	same := r.doc.Inherit(before)
	maps.DeleteFunc(k.standing, func(id string, _ standing) bool { return !same[id] })
	k.schedule(r.doc)
}
