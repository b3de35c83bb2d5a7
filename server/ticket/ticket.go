// Package ticket keeps what was begun in a browser until that browser comes back
// with the answer: the challenge of a passkey, the way to a provider of sign-on.
//
// A ticket is 256 bits that the browser keeps in a cookie and nobody else knows. The
// guarantee: what was put in is given out once, only to whoever has the ticket, and
// not after its time; a clock that is set does not lengthen it.
package ticket

import (
	"crypto/rand"
	"encoding/base64"
	"sync"
	"time"
)

// most is how many are kept; the oldest goes first. What is put in is throttled by
// address, so that nobody fills it alone.
const most = 10_000

// Book keeps tickets. Its methods may be called from any goroutine.
type Book[T any] struct {
	lasts time.Duration
	now   func() time.Time

	mu    sync.Mutex
	kept  map[string]entry[T]
	order []string // as they were made; those taken are still in it
}

type entry[T any] struct {
	value T
	made  time.Time
}

// New makes a book of tickets that last for so long; now nil = the clock, of which
// time.Now counts the running one.
func New[T any](lasts time.Duration, now func() time.Time) *Book[T] {
	if now == nil {
		now = time.Now
	}
	return &Book[T]{lasts: lasts, now: now, kept: map[string]entry[T]{}}
}

// Put keeps a value and returns its ticket.
func (b *Book[T]) Put(v T) string {
	secret := Secret()
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	for len(b.order) > 0 && (len(b.kept) >= most || !b.holds(b.order[0], now)) {
		delete(b.kept, b.order[0])
		b.order = b.order[1:]
	}
	b.kept[secret] = entry[T]{v, now}
	b.order = append(b.order, secret)
	return secret
}

// holds reports whether a ticket was not taken and has time left. One made after now,
// of a clock that was set back, has none.
func (b *Book[T]) holds(secret string, now time.Time) bool {
	e, ok := b.kept[secret]
	age := now.Sub(e.made)
	return ok && age >= 0 && age < b.lasts
}

// Take gives out what a ticket stands for, once.
func (b *Book[T]) Take(secret string) (v T, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if ok = b.holds(secret, b.now()); ok {
		v = b.kept[secret].value
	}
	delete(b.kept, secret)
	return v, ok
}

// Secret is 256 bits that nobody guesses, as a URL may hold them.
func Secret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}
