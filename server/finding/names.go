package finding

import (
	"context"
	"sync"
	"time"

	"triptych/align/check"
	"triptych/align/name"
	"triptych/server/approved"
)

// approvedNames is how names are written in the pairs that people approved, in
// any document. Checks read it; it is learnt again when there are new approvals
// and the last time is a while ago.
type approvedNames struct {
	mu        sync.Mutex
	names     *name.Forms
	approvals approved.Standing
	next      time.Time
}

const (
	namesPause = 50     // times what a reading of all approved pairs took, until the next
	namesMost  = 20_000 // approved pairs, the newest
)

// get returns what is known, nil when nothing is.
func (a *approvedNames) get(f *Finder) *name.Forms {
	a.mu.Lock()
	defer a.mu.Unlock()
	if time.Now().Before(a.next) {
		return a.names
	}
	began := time.Now()
	defer func() { a.next = time.Now().Add(namesPause * time.Since(began)) }()
	n, err := approved.Stand(context.Background(), f.store)
	if err != nil || n == a.approvals {
		f.log.Complain("count approvals", err)
		return a.names
	}
	pairs, err := approved.Read(context.Background(), f.store, namesMost)
	if err != nil {
		f.log.Complain("read approved pairs", err)
		return a.names
	}
	a.names, a.approvals = check.LearnNames(approved.Units(pairs)), n
	return a.names
}
