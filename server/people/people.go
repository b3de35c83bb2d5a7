// Package people knows who may come in and what they may do: accounts and their
// roles, the browsers in which they are signed in, invitations, and the keys of
// programs.
//
// An account is a person who can sign in. A role holds for all documents, for a
// project or for one document; somebody holds the most that any of theirs gives. A
// session is a browser in which somebody has signed in, a token what a program
// shows instead. Of both, and of invitations, only hashes are stored.
//
// The guarantees: what is answered is true of the moment when it is asked, and of
// another program's changes within half a second; every change stands in the record,
// in the same transaction; somebody who can administer is always left.
package people

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"triptych/server/fault"
	"triptych/server/meta"
	"triptych/server/record"
	"triptych/server/row"
	"triptych/server/store"
)

// Directory is everybody. Its methods may be called from any goroutine.
type Directory struct {
	st    *store.Store
	log   fault.Log
	now   func() time.Time
	hash  *hasher
	tries throttle
	first firstLink
	key   string // of what this database seals

	state atomic.Pointer[state]
	// project is which one a document is in.
	project atomic.Pointer[func(string) string]
	mu      sync.Mutex // of reading the state anew
	quit    chan struct{}
	work    sync.WaitGroup
}

// Options of a directory.
type Options struct {
	Log fault.Log
	Now func() time.Time // nil = the clock
}

// lookEvery is how often it is looked whether another program changed anything.
const lookEvery = 500 * time.Millisecond

// Open reads who there is. Close it before the store.
func Open(ctx context.Context, st *store.Store, opt Options) (*Directory, error) {
	d := &Directory{st: st, log: opt.Log, now: opt.Now, hash: newHasher(), quit: make(chan struct{})}
	if d.now == nil {
		d.now = time.Now
	}
	d.state.Store(&state{})
	if err := d.reload(ctx); err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	if err := d.readKey(); err != nil {
		return nil, err
	}
	if err := st.OnEvent(d.noteEvent); err != nil {
		return nil, err
	}
	d.work.Go(d.watch)
	return d, nil
}

// Close ends it.
func (d *Directory) Close() {
	close(d.quit)
	d.work.Wait()
}

// watch reads everything again when another program has changed something.
func (d *Directory) watch() {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-d.quit:
			return
		case <-tick.C:
			n, err := d.edition(context.Background())
			if err == nil && n != d.state.Load().edition {
				err = d.reload(context.Background())
			}
			d.log.Complain("look for changes of accounts", err)
		}
	}
}

// edition is a number that every change raises.
func (d *Directory) edition(ctx context.Context) (int64, error) {
	n, there, err := meta.Value(ctx, d.st, "people")
	if err != nil || !there {
		return 0, err
	}
	return strconv.ParseInt(n, 10, 64)
}

// readKey reads the key of the database, and makes one where there is none.
func (d *Directory) readKey() error {
	return d.st.Write(func(tx store.Tx) error {
		if _, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING`, token()); err != nil {
			return err
		}
		return tx.Row(`SELECT value FROM meta WHERE name = 'key'`, nil, &d.key)
	})
}

// change does work in one transaction with what the record says of it, and reads
// what it led to.
func (d *Directory) change(act *record.Act, work func(store.Tx) error) error {
	err := d.st.Write(func(tx store.Tx) error {
		if err := work(tx); err != nil {
			return err
		}
		if act != nil {
			if err := record.Add(tx, *act); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ('people', '1')
			ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)`)
		return err
	})
	if err != nil {
		return err
	}
	return d.reload(context.Background())
}

// Note puts an act into the record by itself.
func (d *Directory) Note(by *Signed, act, about string, body map[string]string) error {
	a := d.act(by, act, about, body)
	return d.st.Write(func(tx store.Tx) error { return record.Add(tx, *a) })
}

// Noted puts an act into the record with what is done in a transaction; nil where it
// is nobody's who is known.
func (d *Directory) Noted(by *Signed, act, about string, body map[string]string) func(store.Tx) error {
	if d == nil || by == nil {
		return nil
	}
	a := d.act(by, act, about, body)
	return func(tx store.Tx) error { return record.Add(tx, *a) }
}

// act is one that somebody did just now.
func (d *Directory) act(by *Signed, act, about string, body map[string]string) *record.Act {
	a := &record.Act{At: d.now().UnixMilli(), Act: act, About: about, Body: body}
	if by != nil {
		a.Who, a.Address = by.id, by.address
	}
	return a
}

// noteEvent puts into the record what is done in documents.
func (d *Directory) noteEvent(tx store.Tx, doc string, ev *store.Event) error {
	if ev.Kind == "state" || ev.Kind == "create" {
		return nil
	}
	return record.Add(tx, record.Act{At: ev.At, Who: ev.Who.ID, Act: ev.Kind, About: doc, Body: told(ev)})
}

// told is what the record says of an event: what was judged, and why, but no text.
func told(ev *store.Event) map[string]string {
	body := map[string]string{"event": strconv.FormatInt(ev.Seq, 10)}
	waived := func(w *store.Waiver) {
		body["unit"], body["check"], body["pair"], body["finding"], body["reason"] = w.Unit, w.Rule, w.Pair, w.Finding, w.Reason
	}
	switch {
	case ev.Kind == "sign":
		body["reason"] = row.Read(ev.Body).Reason
	case ev.Approve != nil:
		body["unit"], body["pair"] = ev.Approve.Unit, ev.Approve.Pair.String()
	case ev.Withdraw != nil:
		body["unit"], body["pair"] = ev.Withdraw.Unit, ev.Withdraw.Pair.String()
	case ev.Waive != nil:
		waived(ev.Waive)
	case ev.Unwaive != nil:
		waived(ev.Unwaive)
	}
	maps.DeleteFunc(body, func(_, v string) bool { return v == "" })
	return body
}
