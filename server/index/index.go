// Package index finds texts in all documents: words and phrases (concordance), and texts
// that say the same or nearly so (memory). It lies in a file of its own beside the
// database, is kept up from what was committed, and may be taken away at any time: it is
// made again.
//
// The guarantee: nobody finds what they may not read, and no edit waits for the index; it
// is a few seconds behind the documents.
package index

import (
	"context"
	"sync"
	"sync/atomic"

	"triptych/align/check"
	"triptych/server/fault"
	"triptych/server/store"
)

// Options of an index.
type Options struct {
	Log      fault.Log
	Project  func(doc string) string       // which project a document is in, "" = none
	Glossary func(doc string) []check.Term // the terms that hold for a document
}

// Index is open. Its methods may be called from any goroutine.
type Index struct {
	store  *store.Store
	opt    Options
	log    fault.Log
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup
	left   atomic.Int64 // documents that are being taken in

	mu     sync.RWMutex
	at     *file            // nil = it cannot be opened
	docs   map[string]state // by id
	names  map[int64]string // ids by number
	opened chan struct{}
}

// Open opens the index of a database and keeps it up until Close.
func Open(st *store.Store, opt Options) *Index {
	x := &Index{store: st, opt: opt, log: opt.Log, docs: map[string]state{}, names: map[int64]string{}, opened: make(chan struct{})}
	x.ctx, x.cancel = context.WithCancel(context.Background())
	x.left.Store(1)
	x.work.Go(func() {
		err := x.reopen(false)
		close(x.opened)
		if err != nil {
			x.log.Complain("open the index of all texts", err)
			return
		}
		x.run()
	})
	return x
}

// Close ends what it does; the store may be closed after.
func (x *Index) Close() {
	x.cancel()
	x.work.Wait()
	if f := x.file(); f != nil {
		x.log.Complain("close the index of all texts", f.close())
	}
}

// reopen opens the file; anew takes away what is there.
func (x *Index) reopen(anew bool) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.at != nil {
		x.at.close()
		x.at = nil
	}
	path := x.store.Path() + "-index"
	if anew {
		if err := remove(path); err != nil {
			return err
		}
	}
	f, err := openFile(path, x.store.Epoch())
	if err != nil {
		return err
	}
	if x.docs, err = f.known(); err != nil {
		f.close()
		return err
	}
	x.names = map[int64]string{}
	for doc, s := range x.docs {
		x.names[s.number] = doc
	}
	x.at = f
	return nil
}

// file is the open file; nil = there is none.
func (x *Index) file() *file {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.at
}

// states copies what is known of documents; only the one who keeps it up writes it.
func (x *Index) states() map[string]state {
	x.mu.RLock()
	defer x.mu.RUnlock()
	all := make(map[string]state, len(x.docs))
	for doc, s := range x.docs {
		all[doc] = s
	}
	return all
}

func (x *Index) named(number int64) string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.names[number]
}

func (x *Index) state(doc string) (state, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s, ok := x.docs[doc]
	return s, ok
}

// Behind reports how many documents are being taken in.
func (x *Index) Behind() int { return int(x.left.Load()) }
