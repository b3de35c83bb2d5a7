package live

import (
	"context"

	"triptych/server/finding"
	"triptych/server/store"
)

// Count returns the counts of a document. What is not known for its present
// state is counted beside, and waited for until ctx is done; after that the
// answer is what was known last, and known is false.
func (s *Rooms) Count(ctx context.Context, l store.Listed) (c finding.Counts, known bool) {
	if c, ok := s.finder.Recall(l); ok {
		return c, true
	}
	if open := s.opened(l.ID); open != nil {
		if c, ok := open.count(ctx); ok {
			return c, true
		}
		if ctx.Err() != nil {
			return s.finder.Last(l), false
		}
	}
	if s.finder.Wait(ctx, s.finder.Beside(l.ID)) {
		return s.finder.Recall(l)
	}
	return s.finder.Last(l), false
}

// Findings returns what is known of the findings of a document; what is not is
// worked out beside, and waited for until ctx is done.
func (s *Rooms) Findings(ctx context.Context, id string) (finding.List, error) {
	listed, err := s.store.Document(context.WithoutCancel(ctx), id)
	if err != nil {
		return finding.List{}, err
	}
	if open := s.opened(id); open != nil {
		if found, ok := open.findings(ctx); ok {
			return found, nil
		}
		if ctx.Err() != nil {
			return finding.List{Of: listed.Units, Units: []finding.UnitFindings{}}, nil
		}
	}
	if found, err := s.finder.Known(ctx, id, listed.Head); found != nil || err != nil {
		return *found, err
	}
	job := s.finder.Beside(id)
	if s.finder.Wait(ctx, job) && job.Err != nil {
		return finding.List{}, job.Err
	}
	return job.Known(listed.Units), nil
}

// opened returns the room of a document that is open, else nil.
func (s *Rooms) opened(doc string) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rooms[doc]
}

// opens waits until the room's document is loaded; false when it could not be, or
// ctx was done before.
func (r *room) opens(ctx context.Context) bool {
	select {
	case <-r.ready:
		return r.err == nil
	case <-ctx.Done():
		return false
	}
}

// count counts in an open room once everything in it is checked; false when the
// room has ended, or ctx is done, before.
func (r *room) count(ctx context.Context) (c finding.Counts, ok bool) {
	for r.opens(ctx) {
		var whole <-chan struct{}
		if !r.call(func(r *room) {
			if ok = r.checks.Complete(); ok {
				c = r.srv.finder.Tally(r.doc)
			}
			whole = r.checks.Whole()
		}) || ok {
			return c, ok
		}
		select {
		case <-whole:
		case <-r.ended:
			return c, false
		case <-ctx.Done():
			return c, false
		}
	}
	return c, false
}

// findings lists what a room has found; false when it has ended, or is not open
// before ctx is done.
func (r *room) findings(ctx context.Context) (found finding.List, ok bool) {
	if !r.opens(ctx) {
		return found, false
	}
	ok = r.call(func(r *room) { found = finding.ListOf(r.doc, r.checks.Done(r.doc)) })
	return found, ok
}
