package people

import (
	"context"
	"time"

	"triptych/server/record"
	"triptych/server/store"
	"triptych/server/wire"
)

// proofLasts is how long it counts in a session that its person has shown who they
// are: what lets them in later is not changed by whoever finds a browser open.
const proofLasts = 10 * time.Minute

// ErrProve is told to who must show anew who they are.
var ErrProve = refused(wire.CodeRights, "people.prove")

// proved notes that the person of a session has shown just now who they are. It is
// kept in memory alone: a restart asks again.
func (d *Directory) proved(hash string) {
	d.mu.Lock() // while the state is read anew it would be lost
	defer d.mu.Unlock()
	if s := d.state.Load().sessions[hash]; s != nil {
		now := d.now()
		s.proved.Store(&now)
	}
}

// Proved notes that somebody has shown just now who they are.
func (d *Directory) Proved(by *Signed) { d.proved(by.hash) }

// Proven reports whether somebody has shown in this session, a short time ago, who
// they are.
func (by *Signed) Proven() bool {
	s, _ := by.look()
	if s == nil || by.token {
		return false
	}
	at := s.proved.Load()
	if at == nil {
		return false
	}
	age := by.d.now().Sub(*at)
	return age >= 0 && age < proofLasts
}

// Prove has somebody show by their password who they are.
func (d *Directory) Prove(ctx context.Context, by *Signed, password string) error {
	if err := d.isPassword(ctx, by, password); err != nil {
		return err
	}
	d.Proved(by)
	return nil
}

// isPassword returns an error unless it is the password of who is signed in.
func (d *Directory) isPassword(ctx context.Context, by *Signed, password string) error {
	try := attempt{"password " + by.id, pairPace}
	if wait := d.tries.try(try.key, try.pace, d.now()); wait > 0 {
		return refused(wire.CodeRate, "people.slow", "seconds", seconds(wait))
	}
	right, err := d.hash.matches(ctx, password[:min(len(password), 4*passwordMost)], by.Account().password)
	if err != nil {
		return err
	}
	if !right {
		return refused(wire.CodeBad, "people.password.was")
	}
	d.tries.back(try.key, try.pace)
	return nil
}

// HasPassword reports whether somebody may sign in with a password.
func (a *Account) HasPassword() bool { return a.password != "" }

// Enter opens a session of somebody who has shown in another way than by a password
// who they are; how says in which. ErrOut where they may not come in.
func (d *Directory) Enter(person string, from From, how string) (cookie string, err error) {
	if a := d.state.Load().accounts[person]; a == nil || a.Disabled != 0 {
		return "", ErrOut
	}
	return d.open(person, from, how)
}

// ErrOut is told of who may not come in. Those who hand it on say it in the words of
// any other refusal.
var ErrOut = refused(wire.CodeLogin, "people.wrong")

// Refused notes that somebody was not let in, and why: a word for the record.
func (d *Directory) Refused(from From, person, how, why string) error {
	act := record.Act{At: d.now().UnixMilli(), Address: from.Address, Act: "session.refused", About: person, Body: map[string]string{"by": how, "why": why}}
	return d.st.Write(func(tx store.Tx) error { return record.Add(tx, act) })
}

// Try takes an attempt of an address to come in by some way that no account is named
// in. back gives it back, for one that was right.
func (d *Directory) Try(how, address string) (back func(), err error) {
	try := attempt{how + " " + network(address), addressPace}
	if wait := d.tries.try(try.key, try.pace, d.now()); wait > 0 {
		return nil, refused(wire.CodeRate, "people.slow", "seconds", seconds(wait))
	}
	return func() { d.tries.back(try.key, try.pace) }, nil
}

// Change does work in one transaction with what the record says of it, for those who
// keep tables of their own of what people sign in with.
func (d *Directory) Change(by *Signed, act, about string, body map[string]string, work func(store.Tx) error) error {
	return d.change(d.act(by, act, about, body), work)
}

// EndOthers ends all sessions of somebody but the one that asks.
func (by *Signed) EndOthers(tx store.Tx) error {
	_, err := tx.Exec(`DELETE FROM session WHERE person = $1 AND hash <> $2`, by.id, by.hash)
	return err
}

// MeansLeft refuses a transaction after which somebody could not sign in any more.
func MeansLeft(tx store.Tx, person string) error {
	var n int
	err := tx.Row(`SELECT (SELECT count(*) FROM account WHERE person = $1 AND password <> '') + (SELECT count(*) FROM passkey WHERE person = $1)`, []any{person}, &n)
	if err == nil && n == 0 {
		err = refused(wire.CodeConflict, "people.last_means")
	}
	return err
}
