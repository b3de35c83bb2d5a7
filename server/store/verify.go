package store

import (
	"context"
	"database/sql"
	"fmt"

	"triptych/server/change"
)

// Fault is something in the database that should not be: Seq is the event where
// it shows, 0 = none in particular.
type Fault struct {
	Doc  string
	Seq  int64
	What string
}

// String says where the fault is and what it is.
func (f Fault) String() string {
	if f.Seq == 0 {
		return fmt.Sprintf("document %s: %s", f.Doc, f.What)
	}
	return fmt.Sprintf("document %s, event %d: %s", f.Doc, f.Seq, f.What)
}

// Check looks for what the file itself tells: damaged pages and
// indexes, and people who are missing.
func (s *Store) Check(ctx context.Context) ([]Fault, error) {
	lines, err := damage(ctx, s.read)
	var faults []Fault
	for _, line := range lines {
		faults = append(faults, Fault{What: "the file is damaged: " + line})
	}
	if err != nil {
		return faults, err
	}
	strangers, err := s.strangers(ctx)
	return append(faults, strangers...), err
}

// faultsMost is how many faults of one kind are told.
const faultsMost = 20

// strangers are the first events whose maker has no row: nobody can say any more
// who that was.
func (s *Store) strangers(ctx context.Context) ([]Fault, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT doc, seq FROM event WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.id = who)
		ORDER BY doc, seq LIMIT $1`, faultsMost)
	return collect(rows, err, func(r rowScanner) (f Fault, err error) {
		f.What = "was made by a person who is not there"
		return f, r.Scan(&f.Doc, &f.Seq)
	})
}

// VerifyChain follows the hashes of a document's events, with the texts that its
// revisions lead to, and returns the first fault: a gap, another hash, another
// head than the document's, or another text. It is what a document goes through
// when it is opened.
func (s *Store) VerifyChain(ctx context.Context, doc string) (*Fault, error) {
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	var head int64
	var last string
	err = tx.QueryRowContext(ctx, `SELECT head, chain FROM document WHERE id = $1`, doc).Scan(&head, &last)
	if err = there(err, 0); err != nil {
		return nil, err
	}
	texts, err := changedTexts(ctx, tx, doc)
	if err != nil {
		return nil, err
	}
	seq, chain, fault, err := followChain(ctx, tx, doc, texts)
	if fault != nil || err != nil {
		return fault, err
	}
	if seq != head {
		return &Fault{doc, 0, fmt.Sprintf("has %d events where its head says %d", seq, head)}, nil
	}
	if chain != last {
		return &Fault{doc, seq, "has another hash than the document's head"}, nil
	}
	return texts.end(doc), nil
}

// followChain reads a document's events in order, with their hashes and the texts
// that they lead to, up to the first fault. It returns the number and the hash of
// the last.
func followChain(ctx context.Context, tx *sql.Tx, doc string, texts followed) (seq int64, chain string, fault *Fault, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+eventColumns+`, chain FROM event WHERE doc = $1 ORDER BY seq`, doc)
	if err != nil {
		return 0, "", nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var stored string
		var ev Event
		if err := scanEvent(rows, &ev, &stored); err != nil {
			return 0, "", nil, err
		}
		if seq++; ev.Seq != seq {
			return 0, "", &Fault{doc, seq, fmt.Sprintf("is missing: the next one is %d", ev.Seq)}, nil
		}
		if chain = ev.link(chain); chain != stored {
			return 0, "", &Fault{doc, seq, "does not match its hash: it was changed, or one before it"}, nil
		}
		if what := texts.follow(&ev); what != "" {
			return 0, "", &Fault{doc, seq, what}, nil
		}
	}
	return seq, chain, nil, rows.Err()
}

// followed are the segments of a document whose text is another than at first,
// by id: origin goes from there to the text after the event that was read last.
type followed map[string]*segmentRow

// changedTexts reads the segments to be followed. One that is not among them has
// no revisions.
func changedTexts(ctx context.Context, tx *sql.Tx, doc string) (followed, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, rev, text, origin FROM segment WHERE doc = $1 AND (rev > 0 OR text <> origin)`, doc)
	segs, err := collect(rows, err, func(r rowScanner) (*segmentRow, error) {
		g := &segmentRow{}
		return g, r.Scan(&g.id, &g.rev, &g.text, &g.origin)
	})
	all := make(followed, len(segs))
	for _, g := range segs {
		all[g.id] = g
	}
	return all, err
}

// follow applies an event, and says what is wrong.
func (f followed) follow(ev *Event) string {
	if ev.Seg == "" {
		return ""
	}
	g := f[ev.Seg]
	if g == nil {
		return "segment " + ev.Seg + ": its text is as if nobody had changed it"
	}
	ops, err := change.Parse([]byte(ev.Ops))
	if err == nil {
		g.origin, err = ops.Apply(g.origin)
	}
	if err != nil {
		return "segment " + ev.Seg + ": " + err.Error()
	}
	g.at = ev.Rev
	return ""
}

// end compares what the events lead to with what is stored.
func (f followed) end(doc string) *Fault {
	for _, g := range f {
		if g.origin != g.text || g.at != g.rev {
			return &Fault{doc, 0, "segment " + g.id + ": its text is not what its revisions lead to"}
		}
	}
	return nil
}

// VerifyTexts replays every revision of every segment of a document: without a
// gap, from the origin to the text that is stored, and back.
func (s *Store) VerifyTexts(ctx context.Context, doc string) ([]Fault, error) {
	tx, err := s.read.BeginTx(ctx, nil) // somebody may be writing
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, `SELECT segment.id, segment.rev, segment.text, origin, coalesce(segment.unit, ''), coalesce(unit.id, '')
		FROM segment LEFT JOIN unit ON unit.id = segment.unit WHERE segment.doc = $1`, doc)
	segs, err := collect(rows, err, func(r rowScanner) (g segmentRow, err error) {
		return g, r.Scan(&g.id, &g.rev, &g.text, &g.origin, &g.unit, &g.found)
	})
	if err != nil {
		return nil, err
	}
	var faults []Fault
	for _, g := range segs {
		rows, err := tx.QueryContext(ctx, eventQuery+`WHERE seg = $1 ORDER BY rev`, g.id)
		revs, err := collect(rows, err, scanNamed)
		if err != nil {
			return nil, err
		}
		if seq, what := g.replay(revs); what != "" {
			faults = append(faults, Fault{doc, seq, "segment " + g.id + ": " + what})
		}
	}
	return faults, nil
}

// segmentRow is a segment as VerifyTexts reads it.
type segmentRow struct {
	id, text, origin, unit, found string
	rev, at                       int64
}

// replay applies every revision to the origin and inverts it; what is wrong is
// said in words, "" = nothing.
func (g *segmentRow) replay(revs []Event) (seq int64, what string) {
	if g.unit != g.found {
		return 0, "stands in unit " + g.unit + ", which is not there"
	}
	text := g.origin
	for i, ev := range revs {
		if ev.Rev != int64(i+1) {
			return ev.Seq, fmt.Sprintf("revision %d is missing", i+1)
		}
		ops, err := change.Parse([]byte(ev.Ops))
		if err != nil {
			return ev.Seq, err.Error()
		}
		next, err := ops.Apply(text)
		if err != nil {
			return ev.Seq, err.Error()
		}
		undo, err := ops.Invert(text)
		if err != nil {
			return ev.Seq, err.Error()
		}
		if back, err := undo.Apply(next); err != nil || back != text {
			return ev.Seq, "cannot be inverted"
		}
		if !change.ValidText(next) {
			return ev.Seq, "leads to a text that is not valid UTF-8"
		}
		text = next
	}
	if g.rev != int64(len(revs)) {
		return 0, fmt.Sprintf("is at revision %d and has %d", g.rev, len(revs))
	}
	if text != g.text {
		return 0, "its text is not what its revisions lead to"
	}
	return 0, ""
}

// AllDocuments lists the ids of every document, deleted ones as well.
func (s *Store) AllDocuments(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id FROM document ORDER BY id`)
	return collect(rows, err, func(r rowScanner) (id string, err error) { return id, r.Scan(&id) })
}
