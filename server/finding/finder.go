// Package finding runs the checks on documents and keeps what they find: for open
// documents a Checker follows the texts, others are checked beside when somebody
// asks. It keeps the findings of documents that have not changed since, the counts
// that lists of documents show, and how names are written in approved texts.
//
// The guarantee: findings given to a document are of the texts it has; nothing
// that is typed waits for a check; after Close none of its goroutines runs.
package finding

import (
	"sync"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/store"
)

// Finder checks the documents of a store.
type Finder struct {
	store *store.Store
	usual check.Settings // of documents that have none of their own
	log   fault.Log
	// project is what In was given.
	project func(doc string) string

	known   known
	turn    *turns
	names   approvedNames
	tallies tallies

	mu      sync.Mutex
	all     Settings                // of all documents
	era     int                     // goes up when they change
	near    map[string]surroundings // by what a project says of checks
	closing bool
	done    chan struct{}  // closed when it closes
	work    sync.WaitGroup // its goroutines
}

// New makes a finder; Close it before the store.
func New(st *store.Store, usual check.Settings, log fault.Log) *Finder {
	f := &Finder{store: st, usual: usual, log: log, turn: newTurns(), near: map[string]surroundings{}, done: make(chan struct{})}
	f.readEverywhere()
	return f
}

// Close stops what is being checked and returns when nothing is any more.
func (f *Finder) Close() {
	f.mu.Lock()
	if !f.closing {
		f.closing = true
		close(f.done)
	}
	f.mu.Unlock()
	f.work.Wait()
}

// start runs work on a goroutine that Close waits for; false when it closes.
func (f *Finder) start(work func()) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closing {
		return false
	}
	f.work.Go(work)
	return true
}

// Typed says that somebody changed a document: the checks leave room for more.
func (f *Finder) Typed() { f.turn.changed() }

// learn is check.NewStats; nil when the checks fail.
func (f *Finder) learn(units []check.Unit, settings check.Settings) (stats *check.Stats, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = f.log.Recovered("learn from a document for its checks", p)
		}
	}()
	settings.Names = f.names.get(f)
	return check.NewStats(units, settings), nil
}

// run is check.Run; when a check fails, a finding says so, lest the unit
// look as if it were in step.
func (f *Finder) run(u check.Unit, stats *check.Stats) (list []check.Finding) {
	defer func() {
		if p := recover(); p != nil {
			_ = f.log.Recovered("check unit "+u.ID, p)
			list = []check.Finding{unchecked(u)}
		}
	}()
	return check.Run(u, stats)
}

// unchecked is the finding about a unit that could not be checked.
func unchecked(u check.Unit) check.Finding {
	at := align.En
	for _, v := range align.Versions {
		if u.Text[v] != "" {
			at = v
			break
		}
	}
	return check.Finding{
		Unit: u.ID, Check: "unchecked", Rule: 1, Severity: check.Warning, Pair: []align.Version{at},
		Key: "unchecked", Message: message.Of("unchecked").String(),
	}
}
