package passkey

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/ticket"
	"triptych/server/visit"
)

// Book is everybody's passkeys. Its handlers are those of routes, which ask for the
// right.
type Book struct {
	store  *store.Store
	people *people.Directory
	opt    Options
	now    func() time.Time
	begun  *ticket.Book[begun]
}

// Options of a book: what is answered to somebody who came in with the cookie of a new
// session, and to somebody who changed something of their own.
type Options struct {
	Enter func(w http.ResponseWriter, r *http.Request, cookie string, err error) error
	Own   func(http.ResponseWriter, *http.Request) error
	Now   func() time.Time // nil = the clock
}

// New makes one; dir may be nil, where nobody signs in.
func New(st *store.Store, dir *people.Directory, opt Options) *Book {
	b := &Book{store: st, people: dir, opt: opt, now: opt.Now, begun: newBegun(opt)}
	if b.now == nil {
		b.now = time.Now
	}
	return b
}

func from(r *http.Request) people.From {
	return people.From{Address: visit.Address(r), Agent: r.UserAgent()}
}

// BeginEnter answers with a challenge for whoever wants to sign in. It says nothing of
// who is here: their device knows whose passkeys it holds.
func (b *Book) BeginEnter(w http.ResponseWriter, r *http.Request) error {
	if b.people == nil {
		return people.ErrNone
	}
	here, site, err := party(r)
	if err != nil {
		return err
	}
	if _, err := b.people.Try("challenge", visit.Address(r)); err != nil {
		return err
	}
	options, session, err := here.BeginDiscoverableLogin()
	if err != nil {
		return err
	}
	b.challenge(w, r, toEnter, site, session)
	answer.JSON(w, http.StatusOK, options)
	return nil
}

// Enter signs in whoever answers the challenge with a passkey of theirs.
func (b *Book) Enter(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Credential json.RawMessage `json:"credential"`
	}
	if b.people == nil {
		return people.ErrNone
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	here, site, err := party(r)
	if err != nil {
		return err
	}
	back, err := b.people.Try("passkey", visit.Address(r))
	if err != nil {
		return err
	}
	session, err := b.answered(w, r, toEnter, site)
	if err != nil {
		return err
	}
	s, err := b.matched(r.Context(), here, site, session, in.Credential)
	if err != nil {
		return err
	}
	if s.why != "" {
		return b.refuse(from(r), s)
	}
	cookie, err := b.people.Enter(s.key.person, from(r), "passkey")
	if err == people.ErrOut {
		s.why = "out"
		return b.refuse(from(r), s)
	}
	back()
	return b.opt.Enter(w, r, cookie, err)
}

// BeginAdd answers with what a new passkey is made of.
func (b *Book) BeginAdd(w http.ResponseWriter, r *http.Request) error {
	by := people.Of(r)
	if !by.Proven() {
		return people.ErrProve
	}
	here, site, err := party(r)
	if err != nil {
		return err
	}
	h, err := b.holderOf(r.Context(), by, site)
	if err != nil {
		return err
	}
	options, session, err := here.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return err
	}
	b.challenge(w, r, toAdd, site, session)
	answer.JSON(w, http.StatusOK, options)
	return nil
}

// Add keeps a new passkey.
func (b *Book) Add(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Name       string          `json:"name"`
		Credential json.RawMessage `json:"credential"`
	}
	by := people.Of(r)
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if !by.Proven() {
		return people.ErrProve
	}
	name, err := tidy(in.Name)
	if err != nil {
		return err
	}
	here, site, err := party(r)
	if err != nil {
		return err
	}
	session, err := b.answered(w, r, toAdd, site)
	if err != nil {
		return err
	}
	h, err := b.holderOf(r.Context(), by, site)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(in.Credential)
	if err != nil {
		return errWrong
	}
	c, err := here.CreateCredential(h, *session, parsed)
	if err != nil {
		return errWrong
	}
	if err := b.add(by, name, site, c); err != nil {
		return err
	}
	return b.opt.Own(w, r)
}

// Rename gives a passkey another name.
func (b *Book) Rename(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Name string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := b.rename(people.Of(r), r.PathValue("passkey"), in.Name); err != nil {
		return err
	}
	return b.opt.Own(w, r)
}

// Remove takes a passkey away.
func (b *Book) Remove(w http.ResponseWriter, r *http.Request) error {
	by := people.Of(r)
	if !by.Proven() {
		return people.ErrProve
	}
	if err := b.remove(by, r.PathValue("passkey")); err != nil {
		return err
	}
	return b.opt.Own(w, r)
}

// BeginProve answers with a challenge for who is signed in and is to show that it is
// still they.
func (b *Book) BeginProve(w http.ResponseWriter, r *http.Request) error {
	here, site, err := party(r)
	if err != nil {
		return err
	}
	h, err := b.holderOf(r.Context(), people.Of(r), site)
	if err != nil {
		return err
	}
	if len(h.keys) == 0 {
		return errGone
	}
	options, session, err := here.BeginLogin(h)
	if err != nil {
		return err
	}
	b.challenge(w, r, toProve, site, session)
	answer.JSON(w, http.StatusOK, options)
	return nil
}

// Prove notes that who is signed in has shown by their password or by a passkey that
// it is still they.
func (b *Book) Prove(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Password   string          `json:"password"`
		Credential json.RawMessage `json:"credential"`
	}
	by := people.Of(r)
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if in.Credential == nil {
		if err := b.people.Prove(r.Context(), by, in.Password); err != nil {
			return err
		}
		return b.opt.Own(w, r)
	}
	here, site, err := party(r)
	if err != nil {
		return err
	}
	session, err := b.answered(w, r, toProve, site)
	if err != nil {
		return err
	}
	h, err := b.holderOf(r.Context(), by, site)
	if err != nil {
		return err
	}
	s, err := b.proven(h, here, session, in.Credential)
	if err != nil {
		return err
	}
	if s.why != "" {
		return b.refuse(from(r), s)
	}
	b.people.Proved(by)
	return b.opt.Own(w, r)
}
