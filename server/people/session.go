package people

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"triptych/server/record"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// How long a session lasts, at most and without being used, and how far back a
// clock may be set before what was made after it counts as forged.
const (
	sessionLasts = 30 * 24 * time.Hour
	sessionIdle  = 7 * 24 * time.Hour
	deviceLasts  = 365 * 24 * time.Hour
	clockSlack   = 5 * time.Minute
	// seenEvery is how often it is stored when a session was used last.
	seenEvery = 10 * time.Minute
	// sessionsMost is how many one person has at a time; the oldest goes first.
	sessionsMost = 50
)

// From is where a request comes from.
type From struct {
	Address string
	Agent   string // what the browser calls itself
	Device  string // what NewDevice made in this browser at an earlier time
}

// Signed is somebody who has shown who they are, by a session or a token. What it
// answers is true of the moment when it is asked.
type Signed struct {
	d       *Directory
	id      string // of the person
	hash    string
	token   bool
	address string
}

// digest is what is stored of a secret.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// BySession finds who a cookie stands for; nil = nobody.
func (d *Directory) BySession(cookie, address string) *Signed {
	return d.signed(&Signed{d: d, hash: digest(cookie), address: address})
}

// ByToken finds who a token stands for; nil = nobody.
func (d *Directory) ByToken(secret, address string) *Signed {
	return d.signed(&Signed{d: d, hash: digest(secret), token: true, address: address})
}

func (d *Directory) signed(by *Signed) *Signed {
	s, a := by.look()
	if a == nil {
		return nil
	}
	by.id = a.ID
	d.seen(by, s)
	return by
}

// look finds the session and the account, both nil when either is no more.
func (by *Signed) look() (*session, *Account) {
	st := by.d.state.Load()
	all := st.sessions
	if by.token {
		all = st.tokens
	}
	s := all[by.hash]
	if s == nil || !s.holds(by.d.now(), by.token) {
		return nil, nil
	}
	a := st.accounts[s.person]
	if a == nil || a.Disabled != 0 {
		return nil, nil
	}
	return s, a
}

// holds reports whether it is neither over nor, for a browser, forgotten.
func (s *session) holds(now time.Time, token bool) bool {
	at := now.UnixMilli()
	return at < s.expires && at > s.created-clockSlack.Milliseconds() && (token || at-s.seen.Load() < sessionIdle.Milliseconds())
}

// seen takes note that a session is used.
func (d *Directory) seen(by *Signed, s *session) {
	now := d.now().UnixMilli()
	was := s.seen.Load()
	if now-was < seenEvery.Milliseconds() || !s.seen.CompareAndSwap(was, now) {
		return
	}
	table := "session"
	if by.token {
		table = "token"
	}
	d.work.Go(func() {
		d.log.Complain("note that a session is used", d.st.Write(func(tx store.Tx) error {
			_, err := tx.Exec(`UPDATE `+table+` SET seen = $1 WHERE hash = $2`, now, s.hash)
			return err
		}))
	})
}

// Of is the account behind a request; nil = none.
func Of(r *http.Request) *Signed {
	by, _ := visit.Of(r).(*Signed)
	return by
}

// Ended reports whether it is over: signed out, too old, or the account disabled.
func (by *Signed) Ended() bool { _, a := by.look(); return a == nil }

// Account is whose it is; the zero value once it has ended.
func (by *Signed) Account() Account {
	if _, a := by.look(); a != nil {
		return *a
	}
	return Account{}
}

// Person is whose it is.
func (by *Signed) Person() store.Person { return by.Account().Person }

// Who is whose it is; they go by no other name.
func (by *Signed) Who() (store.Person, bool) { return by.Person(), true }

// Token reports whether a program showed a token.
func (by *Signed) Token() bool { return by.token }

// Held is what they may do in a document or a project; "" = in all documents.
func (by *Signed) Held(place string) wire.Held {
	s, a := by.look()
	if a == nil {
		return wire.Held{}
	}
	return s.capped(by.d.held(a, place))
}

// Somewhere is the most that they may do in any place.
func (by *Signed) Somewhere() wire.Held {
	s, a := by.look()
	if a == nil {
		return wire.Held{}
	}
	return s.capped(by.d.state.Load().somewhere(a))
}

// capped holds a token to its role.
func (s *session) capped(h wire.Held) wire.Held {
	if s.role != "" && wire.Rank(s.role) < wire.Rank(h.Role) {
		h.Role = s.role
	}
	return h
}

// SignIn opens a session for an address and a password. The answer takes as long,
// and says as little, whatever of the two is wrong.
func (d *Directory) SignIn(ctx context.Context, email, password string, from From) (cookie string, err error) {
	folded := fold(email)
	tries := d.triesOf(folded, from)
	for i, try := range tries {
		if wait := d.tries.try(try.key, try.pace, d.now()); wait > 0 {
			for _, taken := range tries[:i] {
				d.tries.back(taken.key, taken.pace)
			}
			return "", refused(wire.CodeRate, "people.slow", "seconds", seconds(wait))
		}
	}
	a := d.state.Load().byEmail[folded]
	stored := ""
	if a != nil && a.Disabled == 0 {
		stored = a.password
	}
	right, err := d.hash.matches(ctx, password[:min(len(password), 4*passwordMost)], stored)
	if err != nil {
		return "", err
	}
	if !right {
		act := &record.Act{At: d.now().UnixMilli(), Address: from.Address, Act: "session.refused"}
		if a != nil {
			act.About = a.ID
		}
		if err := d.st.Write(func(tx store.Tx) error { return record.Add(tx, *act) }); err != nil {
			return "", err
		}
		return "", refused(wire.CodeLogin, "people.wrong")
	}
	for _, try := range tries {
		d.tries.back(try.key, try.pace)
	}
	return d.open(a.ID, from, "password")
}

type attempt struct {
	key  string
	pace pace
}

// triesOf lists what an attempt counts as.
func (d *Directory) triesOf(folded string, from From) []attempt {
	net := network(from.Address)
	if d.knownDevice(folded, from.Device) {
		return []attempt{{"device " + from.Device, devicePace}}
	}
	return []attempt{{"pair " + net + " " + folded, pairPace}, {"address " + net, addressPace}, {"account " + folded, accountPace}}
}

// open makes a session of somebody who has shown who they are; how says by what.
func (d *Directory) open(person string, from From, how string) (cookie string, err error) {
	cookie = token()
	now := d.now()
	act := &record.Act{At: now.UnixMilli(), Who: person, Address: from.Address, Act: "session.new", Body: map[string]string{"by": how}}
	err = d.change(act, func(tx store.Tx) error {
		if _, err := tx.Exec(`INSERT INTO session (hash, id, person, created, seen, expires, agent, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			digest(cookie), store.NewID(), person, now.UnixMilli(), now.UnixMilli(), now.Add(sessionLasts).UnixMilli(), cut(from.Agent, 200), from.Address); err != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM session WHERE expires < $1`, now.UnixMilli()); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM session WHERE person = $1 AND hash NOT IN
			(SELECT hash FROM session WHERE person = $1 ORDER BY created DESC, hash LIMIT $2)`, person, sessionsMost)
		return err
	})
	d.proved(digest(cookie))
	return cookie, err
}

// SignOut ends the session.
func (d *Directory) SignOut(by *Signed) error {
	return d.change(d.act(by, "session.ended", by.id, nil), func(tx store.Tx) error {
		_, err := tx.Exec(`DELETE FROM session WHERE hash = $1`, by.hash)
		return err
	})
}

// Session is one of somebody's, or a token, as they see it.
type Session struct {
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"` // of a token
	Role    string `json:"role,omitempty"` // of a token
	Agent   string `json:"agent,omitempty"`
	Address string `json:"address,omitempty"`
	Created int64  `json:"created"`
	Seen    int64  `json:"seen"`
	Expires int64  `json:"expires"`
	Here    bool   `json:"here,omitempty"` // it is the one that asks
}

// Sessions lists where somebody is signed in, the last used first.
func (by *Signed) Sessions() []Session { return by.list(by.d.state.Load().sessions, false) }

// Tokens lists the keys of somebody's programs.
func (by *Signed) Tokens() []Session { return by.list(by.d.state.Load().tokens, true) }

func (by *Signed) list(from map[string]*session, token bool) []Session {
	all := []Session{}
	for _, s := range from {
		if s.person == by.id && s.holds(by.d.now(), token) {
			all = append(all, Session{s.id, s.name, s.role, s.agent, s.address, s.created, s.seen.Load(), s.expires, s.hash == by.hash})
		}
	}
	slices.SortFunc(all, func(a, b Session) int {
		if a.Seen != b.Seen {
			return int(b.Seen - a.Seen)
		}
		return strings.Compare(b.ID, a.ID)
	})
	return all
}

// EndSession ends one of somebody's sessions; "" = all but the one that asks.
func (d *Directory) EndSession(by *Signed, id string) error {
	return d.change(d.act(by, "session.ended", by.id, nil), func(tx store.Tx) error {
		n, err := tx.Exec(`DELETE FROM session WHERE person = $1 AND (id = $2 OR $2 = '' AND hash <> $3)`, by.id, id, by.hash)
		if err == nil && n == 0 && id != "" {
			err = gone("people.session")
		}
		return err
	})
}

// NewDevice is what a browser keeps in which somebody has signed in: their attempts
// in it are counted apart from those of everybody else.
func (d *Directory) NewDevice(by *Signed) string {
	until := strconv.FormatInt(d.now().Add(deviceLasts).Unix(), 10)
	return until + "." + d.seal(fold(by.Account().Email)+" "+until)
}

// knownDevice reports whether NewDevice made it for this account.
func (d *Directory) knownDevice(folded, device string) bool {
	until, sum, _ := strings.Cut(device, ".")
	at, err := strconv.ParseInt(until, 10, 64)
	return err == nil && d.now().Unix() < at && hmac.Equal([]byte(sum), []byte(d.seal(folded+" "+until)))
}

// seal is a hash that only this database's key makes.
func (d *Directory) seal(what string) string {
	h := hmac.New(sha256.New, []byte(d.key))
	h.Write([]byte(what))
	return hex.EncodeToString(h.Sum(nil))
}
