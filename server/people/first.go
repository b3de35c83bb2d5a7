package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"sync"
	"time"

	"triptych/server/store"
	"triptych/server/wire"
)

// firstLasts is how long the link of the first administrator works.
const firstLasts = 30 * time.Minute

// firstLink is the link with which the first administrator makes their account. It
// is kept in memory alone: another start of the server makes another.
type firstLink struct {
	mu    sync.Mutex
	hash  string
	until time.Time
}

// FirstLink makes what the link of the first administrator says, 128 bits; "" where
// there is an account already.
func (d *Directory) FirstLink() string {
	if d.Any() {
		return ""
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	secret := base64.RawURLEncoding.EncodeToString(b[:])
	d.first.mu.Lock()
	defer d.first.mu.Unlock()
	d.first.hash, d.first.until = digest(secret), time.Now().Add(firstLasts)
	return secret
}

// First makes the first account, which may do everything, and signs its person in.
func (d *Directory) First(ctx context.Context, secret string, n NewAccount, from From) (cookie string, err error) {
	d.first.mu.Lock()
	defer d.first.mu.Unlock()
	try := attempt{"link " + network(from.Address), linkPace}
	if wait := d.tries.try(try.key, try.pace, d.now()); wait > 0 {
		return "", refused(wire.CodeRate, "people.slow", "seconds", seconds(wait))
	}
	// The clock that runs, whatever the one on the wall is set to.
	if d.Any() || d.first.hash == "" || time.Now().After(d.first.until) || subtle.ConstantTimeCompare([]byte(digest(secret)), []byte(d.first.hash)) != 1 {
		return "", gone("people.no_first")
	}
	d.tries.back(try.key, try.pace)
	p, err := d.create(ctx, nil, n, Role{Kind: All, Role: "admin"}, from.Address, func(tx store.Tx, _ store.Person) error {
		var n int
		if err := tx.Row(`SELECT count(*) FROM account`, nil, &n); err != nil || n > 0 {
			return gone("people.no_first")
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	d.first.hash = ""
	return d.open(p.ID, from, "first")
}
