package finding

import (
	"sync"

	"triptych/align/check"
	"triptych/server/document"
)

// known keeps the findings of documents as they were at an event, so that a
// document is checked once, whether it is open or listed, until it changes. It
// is in memory: what is found depends on the program's own checks, and a table
// would have to be told of them, be migrated and be copied into every backup to
// spare the first look after a start.
type known struct {
	mu   sync.Mutex
	docs map[string]*knownFindings
	size int   // of all docs
	uses int64 // counts what was asked, to tell which was wanted last
}

// knownMost bounds what is kept, in units and findings together: some 100 MB.
// The document just put in is kept in any case.
const knownMost = 100_000

type knownFindings struct {
	seq   int64
	units map[string][]check.Finding // units without any are left out
	stats *check.Stats
	size  int
	used  int64
}

// put keeps the findings of d, all of whose units are checked, at event seq.
func (k *known) put(d *document.Document, seq int64, stats *check.Stats) {
	f := &knownFindings{seq: seq, units: map[string][]check.Finding{}, stats: stats, size: len(d.Units)}
	for _, u := range d.Units {
		if len(u.Findings) > 0 {
			f.units[u.ID] = u.Findings
			f.size += len(u.Findings)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.docs == nil {
		k.docs = map[string]*knownFindings{}
	}
	k.drop(d.ID)
	for k.size+f.size > knownMost && len(k.docs) > 0 {
		k.drop(k.oldest())
	}
	k.uses++
	f.used = k.uses
	k.docs[d.ID] = f
	k.size += f.size
}

// fill gives the units of d, as of event seq, their findings; nil when they are
// not known.
func (k *known) fill(d *document.Document, seq int64) *check.Stats {
	k.mu.Lock()
	f := k.docs[d.ID]
	if f != nil {
		k.uses++
		f.used = k.uses
	}
	k.mu.Unlock()
	if f == nil || f.seq != seq {
		return nil
	}
	for _, u := range d.Units {
		d.Found(u, f.units[u.ID])
	}
	return f.stats
}

// has reports whether fill would find something.
func (k *known) has(doc string, seq int64) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	f := k.docs[doc]
	return f != nil && f.seq == seq
}

// clear forgets everything.
func (k *known) clear() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.docs, k.size = nil, 0
}

func (k *known) drop(doc string) {
	if f := k.docs[doc]; f != nil {
		k.size -= f.size
		delete(k.docs, doc)
	}
}

// oldest is the document that nobody has asked for the longest.
func (k *known) oldest() (doc string) {
	for id, f := range k.docs {
		if doc == "" || f.used < k.docs[doc].used {
			doc = id
		}
	}
	return doc
}
