package server

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/wire"
)

// counts is what the list of documents says of one. Non-content counts in All alone.
type counts struct {
	All          int `json:"all"`          // units, non-content as well
	Untranslated int `json:"untranslated"` // units with a cell that is empty or not in its language
	Drifting     int `json:"drifting"`     // units with a stale pair, or with another warning or worse
	Approved     int `json:"approved"`     // pairs
	Pairs        int `json:"pairs"`
	Errors       int `json:"errors"`
	Warnings     int `json:"warnings"`
}

// untranslated lists the checks that say a translation is still to be made.
var untranslated = map[string]bool{"cmp.empty": true, "cmp.same": true, "cmp.latin_run": true}

// tallies keeps the counts of documents that no room is open for.
type tallies struct {
	mu      sync.Mutex
	docs    map[string]tally
	working map[string]*counting // documents that are being counted
}

type tally struct {
	seq    int64
	counts counts
}

// counting is a document that is being checked beside.
type counting struct {
	done chan struct{} // closed at the end
	err  error         // of which it ended; readable then

	mu    sync.Mutex
	found docFindings // so far
}

// known is what was found so far, in a document of so many units.
func (c *counting) known(units int) docFindings {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.found
	if found.Units == nil {
		found.Units = []unitFindings{}
	}
	if found.Of == 0 {
		found.Of = units
	}
	return found
}

// add takes note that the units up to to have been checked.
func (c *counting) add(doc *document.Document, to int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found.Units = append(c.found.Units, listFindings(doc, c.found.Done, to)...)
	c.found.Done, c.found.Of = to, len(doc.Units)
}

// rulesID changes when the checks do, so that old counts are not believed.
func rulesID() string {
	var b strings.Builder
	for _, c := range check.All {
		b.WriteString(c.ID + strconv.Itoa(c.Version) + " ")
	}
	return b.String()
}

// count returns the counts of a document. What is not known for its present
// state is counted beside, and waited for until ctx is done; after that the
// answer is what was known last, and known is false.
func (s *Server) count(ctx context.Context, l store.Listed) (c counts, known bool) {
	if c, ok := s.recall(l.ID, l.Head); ok {
		return c, true
	}
	if l.TallySeq == l.Head && l.TallyRules == rulesID() && json.Unmarshal([]byte(l.Tally), &c) == nil {
		s.remember(l.ID, l.Head, c)
		return c, true
	}
	s.mu.Lock()
	open := s.rooms[l.ID]
	s.mu.Unlock()
	for open != nil {
		if seq, c, ok := open.tally(); ok {
			s.remember(l.ID, seq, c)
			return c, true
		}
		select {
		case <-open.ended:
			open = nil
		case <-ctx.Done():
			return s.last(l), false
		case <-time.After(20 * time.Millisecond):
		}
	}
	select {
	case <-s.countBeside(l.ID).done:
		c, ok := s.recall(l.ID, l.Head)
		return c, ok
	case <-ctx.Done():
		return s.last(l), false
	}
}

// last is what was counted some time ago, if ever.
func (s *Server) last(l store.Listed) counts {
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	c := s.tallies.docs[l.ID].counts
	if c.All == 0 && json.Unmarshal([]byte(l.Tally), &c) != nil {
		return counts{}
	}
	return c
}

func (s *Server) recall(doc string, seq int64) (counts, bool) {
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	t, ok := s.tallies.docs[doc]
	return t.counts, ok && t.seq == seq
}

// countBeside counts and checks a document on a goroutine of its own, at most
// one for each document.
func (s *Server) countBeside(doc string) *counting {
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	if job := s.tallies.working[doc]; job != nil {
		return job
	}
	job := &counting{done: make(chan struct{})}
	s.mu.Lock()
	closing := s.closing
	if !closing {
		s.readers.Add(1)
	}
	s.mu.Unlock()
	if closing {
		job.err = errClosing
		close(job.done)
		return job
	}
	if s.tallies.working == nil {
		s.tallies.working = map[string]*counting{}
	}
	s.tallies.working[doc] = job
	go func() {
		defer s.readers.Done()
		job.err = s.countNow(doc, job)
		if job.err != nil && !errors.Is(job.err, store.ErrNotFound) && !errors.Is(job.err, errClosing) {
			s.complain("count document "+doc, job.err)
		}
		s.tallies.mu.Lock()
		delete(s.tallies.working, doc)
		s.tallies.mu.Unlock()
		close(job.done)
	}()
	return job
}

// countNow reads a document, checks it and keeps its counts and findings.
func (s *Server) countNow(id string, job *counting) error {
	d, err := s.store.Load(context.Background(), id)
	if err != nil {
		return err
	}
	doc := document.Open(d, 0, nil, document.Past{})
	stats := s.known.fill(doc, d.Head)
	if stats == nil {
		if stats, err = s.checkAll(doc, job); err != nil {
			return err
		}
		s.known.put(doc, d.Head, stats)
	}
	c := countsOf(doc)
	s.remember(id, d.Head, c)
	s.store.KeepTally(id, d.Head, rulesID(), string(wire.Encode(c)))
	return nil
}

// checkAll finds what there is to find in a document of which nothing is known.
func (s *Server) checkAll(doc *document.Document, job *counting) (*check.Stats, error) {
	questions := make([]question, len(doc.Units))
	for i, u := range doc.Units {
		questions[i] = questionOf(doc, u)
	}
	units, err := lookUp(s, questions)
	if err != nil {
		return nil, err
	}
	stats, err := s.learn(units, s.settingsOf(doc.Checks))
	if err != nil {
		return nil, err
	}
	for from, to := range chunks(len(units)) {
		ok := s.turn.take(s.done, func() {
			for i := from; i < to; i++ {
				doc.Found(doc.Units[i], s.runChecks(units[i], stats))
			}
		})
		if !ok {
			return nil, errClosing // the server stops
		}
		job.add(doc, to)
	}
	return stats, nil
}

func (s *Server) remember(doc string, seq int64, c counts) {
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	if s.tallies.docs == nil {
		s.tallies.docs = map[string]tally{}
	}
	s.tallies.docs[doc] = tally{seq, c}
}

// tally counts in an open room; false when the room has ended or has not
// checked everything yet.
func (r *room) tally() (seq int64, c counts, ok bool) {
	select {
	case <-r.ready:
	default:
		return 0, c, false
	}
	if r.err != nil {
		return 0, c, false
	}
	alive := r.call(func(r *room) {
		seq, c, ok = r.doc.Committed, countsOf(r.doc), r.checks.complete
	})
	return seq, c, alive && ok
}

// keepTally stores the counts of a room that ends.
func (s *Server) keepTally(r *room) {
	if len(r.doc.Unchecked) > 0 || r.checks.running || !r.checks.complete {
		return
	}
	s.known.put(r.doc, r.doc.Committed, r.checks.stats)
	c := countsOf(r.doc)
	s.remember(r.id, r.doc.Committed, c)
	s.store.KeepTally(r.id, r.doc.Committed, rulesID(), string(wire.Encode(c)))
}

// counts adds up the state and the findings of all units. What is untranslated
// and what drifts is told by the rule of web/src/workbench/state.ts, so that the
// workbench shows as many units as the list announces.
func countsOf(d *document.Document) counts {
	c := counts{All: len(d.Units)}
	for _, u := range d.Units {
		if u.Aside() {
			continue
		}
		status := d.Status(u)
		drifts, missing := false, false
		for _, state := range status.Pairs {
			drifts = drifts || state == check.Stale
		}
		for _, p := range d.Required {
			c.Pairs++
			if status.Pairs[p] == check.Approved {
				c.Approved++
			}
		}
		for _, f := range status.Findings {
			switch {
			case f.Severity.AtLeast(check.Error):
				c.Errors++
			case f.Severity == check.Warning:
				c.Warnings++
			}
			if untranslated[f.Check] {
				missing = true
			} else if f.Severity.AtLeast(check.Warning) {
				drifts = true
			}
		}
		if drifts {
			c.Drifting++
		}
		if missing {
			c.Untranslated++
		}
	}
	return c
}
