package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"slices"

	"triptych/align"
	"triptych/server/beside"
)

// Event is one step of a document. The upper fields are its row, covered by the
// chain of hashes; the lower ones say what it does to the tables.
type Event struct {
	Seq    int64
	Kind   string
	Who    Person
	At     int64  // unix ms
	Client string // "" = made by the server, without Msg and Digest
	Msg    string
	Digest string
	Seg    string // with Rev and Ops: a revision of this segment
	Rev    int64
	Ops    string
	Body   string // JSON, "" = none

	Chain string // its hash, of an event that was read

	Text     string // with Seg: the text at Rev
	Approve  *Approval
	Withdraw *Withdrawal
	State    *CellState
	Waive    *Waiver
	Unwaive  *Waiver // Unit, Rule, Pair and Finding count
	Layout   *Layout
	Title    *string
	Checks   *string
}

// Approval says that two texts say the same. Texts are what the hashes stand
// for; they are stored with it, and not loaded with it. Plain is Plain of each.
type Approval struct {
	Pair   align.Pair
	Hashes [2]string
	Unit   string
	Who    Person
	At     int64
	Seq    int64 // of its event
	Texts  [2]string
	Plain  [2]string
}

// Withdrawal takes back the approvals of a pair: those given in the unit, and
// those of the two hashes wherever they were given.
type Withdrawal struct {
	Unit   string
	Pair   align.Pair
	Hashes [2]string
}

// CellState is the state that a person gave to a cell.
type CellState struct {
	Unit    string
	Version align.Version
	State   string
	Made    string // of a converted cell: from which version and revision, "zh-Hans@12"
}

// Waiver says that a finding is all right: the one with the id Finding, or all of
// the check and pair when that is "". It holds for one version of the check; 0 is
// for those of before versions were stored.
type Waiver struct {
	Unit, Rule, Pair, Hashes string
	Finding                  string
	Version                  int
	Who                      Person
	Reason                   string
	At                       int64
}

// Layout is what a structural step does to units and segments.
type Layout struct {
	Remove   []string // units
	Put      []Unit   // units with their segments as they stand afterwards
	New      []string // ids of segments in Put that are not in the database yet
	Gone     []string // segments joined into others
	Renumber []string // all units in order, when no place was free
}

// Orphan is a refused message.
type Orphan struct {
	Client, Msg, Seg, Why, Message string
	Who                            Person
	At                             int64
}

// Batch is what one room commits at a time.
type Batch struct {
	Doc     string
	Head    int64 // seq before the first event
	Chain   string
	Events  []Event
	Orphans []Orphan
}

// Append commits a batch together with those of other documents, and calls done
// once with the outcome, from another goroutine; done must not wait. Events get
// their place in the chain here: EndChain tells it afterwards.
func (s *Store) Append(b *Batch, done func(error)) {
	s.write.submit(func(w *writer) error { return w.append(b) }, done)
}

// EndChain is the hash of the last event of the batch.
func (b *Batch) EndChain() string {
	chain := b.Chain
	for i := range b.Events {
		chain = b.Events[i].link(chain)
	}
	return chain
}

func (w *writer) append(b *Batch) error {
	chain := b.Chain
	latest := map[string]*Event{} // the newest revision of every segment touched
	for i := range b.Events {
		ev := &b.Events[i]
		if ev.Seq != b.Head+int64(i)+1 {
			return fmt.Errorf("event %d follows event %d", ev.Seq, b.Head+int64(i))
		}
		chain = ev.link(chain)
		if err := w.insertEvent(b.Doc, ev, chain); err != nil {
			return err
		}
		if err := w.effects(b.Doc, ev); err != nil {
			return err
		}
		if ev.Seg != "" {
			latest[ev.Seg] = ev
		} else if ev.Kind != "struct" {
			for _, tell := range w.onEvent {
				if err := tell(Tx{w}, b.Doc, ev); err != nil {
					return err
				}
			}
		}
	}
	for seg, ev := range latest {
		if err := w.exec(`UPDATE segment SET rev = $1, text = $2 WHERE id = $3`, ev.Rev, ev.Text, seg); err != nil {
			return err
		}
	}
	if err := w.insertOrphans(b.Doc, b.Orphans); err != nil {
		return err
	}
	if n := len(b.Events); n > 0 {
		last := &b.Events[n-1]
		w.noted = append(w.noted, beside.Head{Doc: b.Doc, Title: b.title(), Seq: last.Seq, Chain: chain, At: last.At})
		return w.advance(b, chain, last.At)
	}
	return nil
}

// title is the one that the batch gives the document, "" = none.
func (b *Batch) title() (title string) {
	for i := range b.Events {
		if t := b.Events[i].Title; t != nil {
			title = *t
		}
	}
	return title
}

// advance moves the document's head, and refuses when another program has moved
// it meanwhile.
func (w *writer) advance(b *Batch, chain string, at int64) error {
	res, err := w.result(`UPDATE document SET head = $1, chain = $2, changed = $3 WHERE id = $4 AND head = $5 AND chain = $6`,
		b.Head+int64(len(b.Events)), chain, at, b.Doc, b.Head, b.Chain)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(ErrMoved, err)
	}
	return nil
}

const eventColumns = `seq, kind, who, at, client, msg, digest, seg, rev, ops, body`

func (w *writer) insertEvent(doc string, ev *Event, chain string) error {
	if err := w.meet(ev.Who); err != nil {
		return err
	}
	return w.exec(`INSERT INTO event (`+eventColumns+`, doc, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		ev.Seq, ev.Kind, ev.Who.ID, ev.At, null(ev.Client), null(ev.Msg), null(ev.Digest),
		null(ev.Seg), sql.NullInt64{Int64: ev.Rev, Valid: ev.Seg != ""}, null(ev.Ops), null(ev.Body), doc, chain)
}

// null writes "" as NULL.
func null(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

// eventQuery reads events with the names of those who made them, for scanNamed.
const eventQuery = `SELECT ` + eventColumns + `, coalesce(name, ''), chain FROM event LEFT JOIN person ON person.id = who `

func scanNamed(row rowScanner) (ev Event, err error) {
	return ev, scanEvent(row, &ev, &ev.Who.Name, &ev.Chain)
}

// scanEvent reads eventColumns, and what the query has beyond them into more.
func scanEvent(row rowScanner, ev *Event, more ...any) error {
	var client, msg, digest, seg, ops, body sql.NullString
	var rev sql.NullInt64
	err := row.Scan(append([]any{&ev.Seq, &ev.Kind, &ev.Who.ID, &ev.At, &client, &msg, &digest, &seg, &rev, &ops, &body}, more...)...)
	ev.Client, ev.Msg, ev.Digest = client.String, msg.String, digest.String
	ev.Seg, ev.Rev, ev.Ops, ev.Body = seg.String, rev.Int64, ops.String, body.String
	return err
}

// link is the hash of the event in its chain: SHA-256 over the hash before and
// every column, each with its length in front, 32 hexadecimal digits of it.
func (ev *Event) link(before string) string {
	h := sha256.New()
	hashString(h, before)
	for _, n := range []int64{ev.Seq, ev.At, ev.Rev} {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	for _, s := range []string{ev.Kind, ev.Who.ID, ev.Client, ev.Msg, ev.Digest, ev.Seg, ev.Ops, ev.Body} {
		hashString(h, s)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func hashString(h hash.Hash, s string) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(len(s)))
	h.Write(b[:])
	h.Write([]byte(s))
}

// Events returns the events after seq, at most limit of them, in order.
func (s *Store) Events(ctx context.Context, doc string, after int64, limit int) ([]Event, error) {
	rows, err := s.read.QueryContext(ctx, eventQuery+`WHERE doc = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
		doc, after, limit)
	return collect(rows, err, scanNamed)
}

// Steps returns the newest structural events, at most limit, in order.
func (s *Store) Steps(ctx context.Context, doc string, limit int) ([]Event, error) {
	rows, err := s.read.QueryContext(ctx, eventQuery+`WHERE doc = $1 AND kind = 'struct' ORDER BY seq DESC LIMIT $2`, doc, limit)
	events, err := collect(rows, err, scanNamed)
	slices.Reverse(events)
	return events, err
}

// Answer is what became of a client's message: an event, or the reason why it
// was refused and its text kept.
type Answer struct {
	Digest string
	Seq    int64 // 0 = refused
	Why    string
}

// Answered returns what became of a message, false when it was never answered.
func (s *Store) Answered(ctx context.Context, doc, client, msg string) (a Answer, ok bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(digest, ''), seq, '' FROM event WHERE doc = $1 AND client = $2 AND msg = $3
		UNION ALL SELECT '', 0, why FROM orphan WHERE doc = $1 AND client = $2 AND msg = $3`, doc, client, msg).Scan(&a.Digest, &a.Seq, &a.Why)
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	return a, err == nil, err
}

// Knows reports whether a client ever sent anything to a document.
func (s *Store) Knows(ctx context.Context, doc, client string) (known bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM event WHERE doc = $1 AND client = $2)
		OR EXISTS (SELECT 1 FROM orphan WHERE doc = $1 AND client = $2)`, doc, client).Scan(&known)
	return known, err
}

// collect reads all rows.
func collect[T any](rows *sql.Rows, err error, scan func(rowScanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
