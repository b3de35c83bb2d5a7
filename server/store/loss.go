package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"triptych/server/beside"
)

// Loss is what is missing of a document, and ErrMissing the kind of error that it is.
type Loss = beside.Loss

// ErrMissing is the kind of a Loss.
var ErrMissing = beside.ErrMissing

// Losses lists what is missing, and notes what else there is to tell of the
// record: it is not there, or of the database before a backup was restored.
func (s *Store) Losses(ctx context.Context) (losses []*Loss, notes []string, err error) {
	epoch, newest, err := beside.ReadHeads(s.headsPath())
	switch {
	case beside.Absent(err):
		return nil, []string{fmt.Sprintf("%s is not there: what may be missing cannot be told; it is made anew by the next server", s.headsPath())}, nil
	case err != nil:
		return nil, nil, err
	}
	for _, doc := range slices.Sorted(maps.Keys(newest)) {
		l, err := s.lossOf(ctx, newest[doc])
		if err != nil {
			return nil, nil, err
		}
		switch {
		case l == nil:
		case epoch != s.epoch:
			notes = append(notes, "before a backup was restored: "+l.Error())
		default:
			losses = append(losses, l)
		}
	}
	return losses, notes, nil
}

// Loss is what is missing of one document, nil = nothing.
func (s *Store) Loss(ctx context.Context, doc string) (*Loss, error) {
	epoch, newest, err := beside.ReadHeads(s.headsPath())
	if beside.Absent(err) || err == nil && epoch != s.epoch {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.lossOf(ctx, newest[doc])
}

func (s *Store) headsPath() string { return s.path + "-heads" }

// lossOf compares a record with the database.
func (s *Store) lossOf(ctx context.Context, h beside.Head) (*Loss, error) {
	if h.Doc == "" || h.Gone {
		return nil, nil
	}
	l := &Loss{Doc: h.Doc, Title: h.Title, To: h.Seq, At: h.At}
	var at int64
	err := s.read.QueryRowContext(ctx, `SELECT head FROM document WHERE id = $1`, h.Doc).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		l.Whole, l.From = true, 1
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	if l.From = at + 1; at < h.Seq {
		return l, nil
	}
	chain, err := s.ChainAt(ctx, h.Doc, h.Seq)
	if err != nil || chain == h.Chain {
		return nil, err
	}
	l.Other, l.From = true, h.Seq
	return l, nil
}

// ChainAt is the hash of an event, "" when there is none.
func (s *Store) ChainAt(ctx context.Context, doc string, seq int64) (chain string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT chain FROM event WHERE doc = $1 AND seq = $2`, doc, seq).Scan(&chain)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return chain, err
}

// Accept records that a person says to go on without what is missing. The
// document must not be open anywhere.
func (s *Store) Accept(ctx context.Context, l *Loss, name string) error {
	who, err := s.Person(ctx, name)
	if err != nil {
		return err
	}
	now := time.Now().UnixMilli()
	return s.write.do(func(w *writer) error {
		if l.Whole {
			w.noted = append(w.noted, beside.Head{Doc: l.Doc, Title: l.Title, Seq: l.To, At: now, Gone: true, Who: name})
			return nil
		}
		b := Batch{Doc: l.Doc}
		stmt, err := w.stmt(`SELECT head, chain FROM document WHERE id = $1`)
		if err == nil {
			err = stmt.QueryRow(l.Doc).Scan(&b.Head, &b.Chain)
		}
		if err != nil {
			return err
		}
		b.Events = []Event{{Seq: b.Head + 1, Kind: "accept", Who: who, At: now, Body: l.Accepted()}}
		return w.append(&b)
	})
}

// freshHeads makes the record anew where it is missing or of another database.
func (s *Store) freshHeads(ctx context.Context) error {
	h := s.write.heads
	if h.Ours() {
		return nil
	}
	rows, err := s.read.QueryContext(ctx, `SELECT id, title, head, chain, changed FROM document`)
	all, err := collect(rows, err, func(r rowScanner) (n beside.Head, err error) {
		return n, r.Scan(&n.Doc, &n.Title, &n.Seq, &n.Chain, &n.At)
	})
	if err != nil {
		return err
	}
	newest := map[string]beside.Head{}
	for _, n := range all {
		newest[n.Doc] = n
	}
	return kindOf(h.Fresh(newest))
}
