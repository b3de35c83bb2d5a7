// Package record keeps what people did that somebody may have to answer for: who
// came in and who was refused, what they were allowed to do, what they approved,
// took away or brought back.
//
// An act is a row that is added and never altered. Each has a hash over itself and
// the one before, and the database notes that of the newest, so that nothing can be
// changed, put in, left out or cut off at the end without Verify saying so.
//
// The guarantee: an act is stored in the same transaction as what it tells of.
package record

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"

	"triptych/server/meta"
	"triptych/server/store"
)

// Act is one thing that somebody did.
type Act struct {
	Seq     int64             `json:"seq"`
	At      int64             `json:"at"`  // unix ms
	Who     string            `json:"who"` // id of the person; "" = nobody who is known
	Name    string            `json:"name"`
	Address string            `json:"address,omitempty"`
	Act     string            `json:"act"`
	About   string            `json:"about,omitempty"` // id of what it was done to
	Body    map[string]string `json:"body,omitempty"`  // what else there is to say; no texts of documents
	chain   string
	body    string
}

// link is the hash of an act in its chain: over the hash before and every column,
// each with its length in front, 32 hexadecimal digits of it.
func (a *Act) link(before string) string {
	h := sha256.New()
	for _, s := range []string{before, strconv.FormatInt(a.Seq, 10), strconv.FormatInt(a.At, 10), a.Who, a.Address, a.Act, a.About, a.body} {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// newest is the name under which the database notes the newest act: its number and
// its hash.
const newest = "record"

// Add adds an act inside a transaction.
func Add(tx store.Tx, a Act) error {
	var before string
	err := tx.Row(`SELECT seq, chain FROM record ORDER BY seq DESC LIMIT 1`, nil, &a.Seq, &before)
	if err != nil && !store.None(err) {
		return err
	}
	a.Seq++
	a.body = encode(a.Body)
	a.chain = a.link(before)
	if _, err := tx.Exec(`INSERT INTO record (seq, at, who, address, act, about, body, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.Seq, a.At, a.Who, a.Address, a.Act, a.About, a.body, a.chain); err != nil {
		return err
	}
	return meta.Set(tx, newest, fmt.Sprintf("%d %s", a.Seq, a.chain))
}

const columns = `SELECT seq, at, who, coalesce(name, ''), address, act, about, body, chain FROM record LEFT JOIN person ON person.id = who `

func scan(row func(...any) error) (a Act, err error) {
	if err = row(&a.Seq, &a.At, &a.Who, &a.Name, &a.Address, &a.Act, &a.About, &a.body, &a.chain); err == nil {
		a.Body = decode(a.body)
	}
	return a, err
}

// Before lists the acts before one, the newest first; before 0 begins with the
// newest of all. about "" is about anything.
func Before(ctx context.Context, st *store.Store, before int64, about string, most int) ([]Act, error) {
	return store.Read(ctx, st, scan, columns+`WHERE ($1 = 0 OR seq < $1) AND ($2 = '' OR about = $2) ORDER BY seq DESC LIMIT $3`, before, about, most)
}

// After lists the acts after one, in order.
func After(ctx context.Context, st *store.Store, after int64, most int) ([]Act, error) {
	return store.Read(ctx, st, scan, columns+`WHERE seq > $1 ORDER BY seq LIMIT $2`, after, most)
}

// page is how many acts are in memory at a time.
const page = 1000

// Verify follows the chain and returns the first fault, in words; "" = none.
func Verify(ctx context.Context, st *store.Store) (fault string, acts int64, err error) {
	noted, there, err := meta.Value(ctx, st, newest)
	if err != nil {
		return "", 0, err
	}
	last := Act{}
	for {
		some, err := After(ctx, st, last.Seq, page)
		if err != nil {
			return "", 0, err
		}
		for _, a := range some {
			switch {
			case a.Seq != last.Seq+1:
				return fmt.Sprintf("the record of people's acts: act %d is missing", last.Seq+1), 0, nil
			case a.link(last.chain) != a.chain:
				return fmt.Sprintf("the record of people's acts: act %d was changed, or one before it", a.Seq), 0, nil
			}
			last = a
		}
		if len(some) < page {
			break
		}
	}
	if want := fmt.Sprintf("%d %s", last.Seq, last.chain); there && noted != want || !there && last.Seq > 0 {
		return "the record of people's acts: acts are missing at its end", 0, nil
	}
	return "", last.Seq, nil
}
