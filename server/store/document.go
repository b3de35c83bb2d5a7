package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"triptych/align"
	"triptych/server/beside"
)

// PlaceGap is the distance between the places of neighbouring units when they
// are numbered afresh, so that some can be put between.
const PlaceGap = 1 << 20

// Document is one work: its head, and all of its state after event Head.
type Document struct {
	Summary
	Chain     string
	Units     []Unit // in order
	Approvals []Approval
	Waivers   []Waiver
}

// Summary is what the list of documents needs of one.
type Summary struct {
	ID       string
	Title    string
	Versions []align.Version
	Required []string // pairs
	Created  int64    // unix ms
	Changed  int64
	Deleted  int64 // 0 = it is there
	Head     int64
	Checks   string // JSON: how it wants to be checked; "" = as usual
}

// Unit is a unit with its segments.
type Unit struct {
	ID         string
	Place      int64
	Confidence float64
	Why        []string
	Segs       [3][]Segment
	State      [3]string // as given by a person, "" = by nobody
	Made       [3]string // of converted cells, see CellState
}

// Segment is a segment at a revision.
type Segment struct {
	ID      string
	Version align.Version
	Kind    align.Kind
	Rev     int64
	Text    string
}

// NewDocument is a document to be made. Units hold indices into Segs, every
// segment in exactly one unit, in order.
type NewDocument struct {
	ID       string // "" = a new one
	Title    string
	Versions []align.Version // in which it can be written
	Segs     align.Document
	Units    []align.Unit
	Who      string // name of the person who makes it
	By       Person // or who that is
	// Also, if not nil, writes what belongs to it in other tables, in one transaction.
	Also func(tx Tx, doc string, units []Unit) error
}

// Created is the body of a document's first event: enough to start a replay.
type Created struct {
	Title    string          `json:"title"`
	Versions []align.Version `json:"versions"`
	Required []string        `json:"required"`
	Units    []CreatedUnit   `json:"units"`
}

type CreatedUnit struct {
	ID   string      `json:"id"`
	Segs [3][]string `json:"segs"` // null: the document has no such version
	Sums [3]string   `json:"sums"` // content hashes of the cells' first texts
}

// required lists the pairs of the versions that a document has text in.
func required(doc align.Document) []string {
	pairs := []string{}
	for _, p := range align.Pairs {
		if len(doc[p[0]]) > 0 && len(doc[p[1]]) > 0 {
			pairs = append(pairs, p.String())
		}
	}
	return pairs
}

// Create stores a document in one transaction and returns its id. progress, if
// not nil, is told how much is done, 0 to 1.
func (s *Store) Create(d *NewDocument, progress func(float64)) (string, error) {
	if d.ID == "" {
		d.ID = NewID()
	}
	units, body := lay(d)
	text, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	who := d.By
	if who.ID == "" {
		if who, err = s.Person(context.Background(), d.Who); err != nil {
			return "", fmt.Errorf("create document: %w", err)
		}
	}
	now := time.Now().UnixMilli()
	first := Event{Seq: 1, Kind: "create", Who: who, At: now, Body: string(text)}
	versions, _ := json.Marshal(body.Versions)
	pairs, _ := json.Marshal(body.Required)
	err = s.write.do(func(w *writer) error {
		chain := first.link("")
		err := w.exec(`INSERT INTO document (id, title, versions, required, created, changed, head, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			d.ID, d.Title, string(versions), string(pairs), now, now, 1, chain)
		if err != nil {
			return err
		}
		if err := w.insertEvent(d.ID, &first, chain); err != nil {
			return err
		}
		w.noted = append(w.noted, beside.Head{Doc: d.ID, Title: d.Title, Seq: 1, Chain: chain, At: now})
		for i := range units {
			if err := w.layout(d.ID, "", &Layout{Put: units[i : i+1], New: slices.Concat(body.Units[i].Segs[:]...)}); err != nil {
				return err
			}
			if progress != nil && i%256 == 0 {
				progress(float64(i) / float64(len(units)))
			}
		}
		if d.Also != nil {
			return d.Also(Tx{w}, d.ID, units)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("create document: %w", err)
	}
	return d.ID, nil
}

// lay gives ids and places to everything in a new document. A cell without text
// gets one empty segment, for people to write in, and is a draft from the start.
func lay(d *NewDocument) ([]Unit, Created) {
	body := Created{Title: d.Title, Versions: d.Versions, Required: required(d.Segs)}
	units := make([]Unit, len(d.Units))
	for i, u := range d.Units {
		units[i] = Unit{ID: NewID(), Place: int64(i+1) * PlaceGap, Confidence: u.Confidence, Why: u.Why}
		made := CreatedUnit{ID: units[i].ID}
		for _, v := range d.Versions {
			texts := make([]string, 0, len(u.Segs[v]))
			for _, k := range u.Segs[v] {
				seg := d.Segs[v][k]
				id := NewID()
				units[i].Segs[v] = append(units[i].Segs[v], Segment{ID: id, Version: v, Kind: seg.Kind, Text: seg.Text})
				made.Segs[v] = append(made.Segs[v], id)
				texts = append(texts, seg.Text)
			}
			if made.Sums[v] = align.ContentHash(texts...); made.Sums[v] == "" {
				units[i].State[v] = "draft"
			}
			if len(texts) == 0 {
				seg := Segment{ID: NewID(), Version: v, Kind: align.Text}
				units[i].Segs[v] = append(units[i].Segs[v], seg)
				made.Segs[v] = append(made.Segs[v], seg.ID)
			}
		}
		body.Units = append(body.Units, made)
	}
	return units, body
}

const summaryColumns = `id, title, versions, required, created, changed, deleted, head, checks`

// rowScanner is a *sql.Row or *sql.Rows.
type rowScanner interface{ Scan(...any) error }

func scanSummary(row rowScanner, d *Summary, more ...any) error {
	var versions, pairs string
	if err := row.Scan(append([]any{&d.ID, &d.Title, &versions, &pairs, &d.Created, &d.Changed, &d.Deleted, &d.Head, &d.Checks}, more...)...); err != nil {
		return err
	}
	return errors.Join(json.Unmarshal([]byte(versions), &d.Versions), json.Unmarshal([]byte(pairs), &d.Required))
}

// Load reads a document as it is now; ErrNotFound when it is not there,
// ErrDeleted, which is a kind of that, when it was deleted.
func (s *Store) Load(ctx context.Context, id string) (*Document, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	d := &Document{}
	row := tx.QueryRowContext(ctx, `SELECT `+summaryColumns+`, chain FROM document WHERE id = $1`, id)
	err = scanSummary(row, &d.Summary, &d.Chain)
	if err = there(err, d.Deleted); err != nil {
		return nil, err
	}
	if err := loadUnits(ctx, tx, d); err != nil {
		return nil, err
	}
	return d, loadJudgements(ctx, tx, d)
}

func loadUnits(ctx context.Context, tx *sql.Tx, d *Document) error {
	index := map[string]int{}
	rows, err := tx.QueryContext(ctx, `SELECT id, place, confidence, why FROM unit WHERE doc = $1 ORDER BY place`, d.ID)
	d.Units, err = collect(rows, err, func(r rowScanner) (u Unit, err error) {
		var why string
		if err = r.Scan(&u.ID, &u.Place, &u.Confidence, &why); err == nil {
			err = json.Unmarshal([]byte(why), &u.Why)
		}
		index[u.ID] = len(index)
		return u, err
	})
	if err != nil {
		return err
	}
	rows, err = tx.QueryContext(ctx, `SELECT id, version, kind, rev, text, unit FROM segment
		WHERE doc = $1 AND unit IS NOT NULL ORDER BY unit, version, place`, d.ID)
	_, err = collect(rows, err, func(r rowScanner) (struct{}, error) {
		var seg Segment
		var version, unit string
		if err := r.Scan(&seg.ID, &version, &seg.Kind, &seg.Rev, &seg.Text, &unit); err != nil {
			return struct{}{}, err
		}
		i, ok := index[unit]
		if !ok {
			return struct{}{}, fmt.Errorf("segment %s stands in unit %s, which is not there", seg.ID, unit)
		}
		v, err := align.ParseVersion(version)
		seg.Version = v
		d.Units[i].Segs[v] = append(d.Units[i].Segs[v], seg)
		return struct{}{}, err
	})
	if err != nil {
		return err
	}
	rows, err = tx.QueryContext(ctx, `SELECT cell.unit, version, state, made FROM cell JOIN unit ON unit.id = cell.unit WHERE doc = $1`, d.ID)
	_, err = collect(rows, err, func(r rowScanner) (struct{}, error) {
		var unit, version, state, made string
		if err := r.Scan(&unit, &version, &state, &made); err != nil {
			return struct{}{}, err
		}
		v, err := align.ParseVersion(version)
		d.Units[index[unit]].State[v], d.Units[index[unit]].Made[v] = state, made
		return struct{}{}, err
	})
	return err
}

// loadJudgements reads what people said of the texts.
func loadJudgements(ctx context.Context, tx *sql.Tx, d *Document) error {
	rows, err := tx.QueryContext(ctx, `SELECT pair, a, b, unit, who, coalesce(name, ''), at, seq, plain_a, plain_b
		FROM approval LEFT JOIN person ON person.id = who WHERE doc = $1 ORDER BY seq`, d.ID)
	d.Approvals, err = collect(rows, err, func(r rowScanner) (a Approval, err error) {
		var pair string
		if err = r.Scan(&pair, &a.Hashes[0], &a.Hashes[1], &a.Unit, &a.Who.ID, &a.Who.Name, &a.At, &a.Seq, &a.Plain[0], &a.Plain[1]); err == nil {
			a.Pair, err = align.ParsePair(pair)
		}
		return a, err
	})
	if err != nil {
		return err
	}
	rows, err = tx.QueryContext(ctx, `SELECT unit, rule, pair, finding, version, hashes, who, coalesce(name, ''), at, reason
		FROM waiver LEFT JOIN person ON person.id = who WHERE doc = $1 ORDER BY seq`, d.ID)
	d.Waivers, err = collect(rows, err, func(r rowScanner) (v Waiver, err error) {
		return v, r.Scan(&v.Unit, &v.Rule, &v.Pair, &v.Finding, &v.Version, &v.Hashes, &v.Who.ID, &v.Who.Name, &v.At, &v.Reason)
	})
	return err
}
