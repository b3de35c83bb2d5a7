// Package reply remembers what the messages of a client were answered.
//
// The guarantee: the newest answers are known; of others it is known whether there
// may be any, for which the database is to be asked.
package reply

import (
	"context"
	"time"

	"triptych/server/store"
	"triptych/server/wire"
)

// Memory is what is known of one client's earlier messages, so that a repeat gets
// its first answer. One goroutine uses it.
type Memory struct {
	Conns int       // connections that the client has
	Left  time.Time // when it had none any more

	known map[string]Answer
	older map[string]Answer // of the generation before
	asks  bool              // the database may know more
}

// Answer is what a message was answered.
type Answer struct {
	Digest string    // of the message; "" = not known
	Seq    int64     // of its event; 0 = refused
	Said   wire.Said // of a refusal whose text was kept
}

const (
	keep = 10 * time.Minute // after a client left
	most = 2000             // answers of a generation
)

// New makes the memory of a client in a document. After an error it holds that the
// database may know more: a repeat that is not recognised is refused there.
func New(st *store.Store, doc, client string) (*Memory, error) {
	asks, err := st.Knows(context.Background(), doc, client)
	return &Memory{known: map[string]Answer{}, asks: asks || err != nil}, err
}

// Remember takes an answer in.
func (m *Memory) Remember(id string, a Answer) {
	if len(m.known) >= most {
		m.asks = m.asks || m.older != nil
		m.older, m.known = m.known, map[string]Answer{}
	}
	m.known[id] = a
}

// Forget drops the answer to a message that was not stored.
func (m *Memory) Forget(id string) {
	delete(m.known, id)
	delete(m.older, id)
}

// Find finds what a message was answered. An error says that the database could not
// be asked; the message is then taken for a new one.
func (m *Memory) Find(st *store.Store, doc, client, id string) (Answer, bool, error) {
	if a, ok := m.known[id]; ok {
		return a, true, nil
	}
	if a, ok := m.older[id]; ok || !m.asks {
		return a, ok, nil
	}
	a, ok, err := st.Answered(context.Background(), doc, client, id)
	return Answer{a.Digest, a.Seq, wire.Said{Why: a.Why}}, ok, err
}

// Over reports whether the client left long enough ago to be forgotten: the database
// remembers.
func (m *Memory) Over() bool { return m.Conns <= 0 && time.Since(m.Left) > keep }
