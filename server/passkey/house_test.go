package passkey

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/store"
	"triptych/server/visit"
)

const (
	password = "seven lanterns over Keelung"
	host     = "triptych.example.org"
	session  = "session"
)

// house is a directory with a book of passkeys, and a clock that can be set.
type house struct {
	t    *testing.T
	st   *store.Store
	dir  *people.Directory
	book *Book
	now  time.Time
}

func newHouse(t *testing.T) *house {
	t.Helper()
	return openHouse(t, filepath.Join(t.TempDir(), "t.db"))
}

func openHouse(t *testing.T, path string) *house {
	t.Helper()
	h := &house{t: t, now: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return h.now }
	var err error
	if h.st, err = store.Open(path); err != nil {
		t.Fatal(err)
	}
	if h.dir, err = people.Open(context.Background(), h.st, people.Options{Now: clock}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.dir.Close()
		if fault, _, err := record.Verify(context.Background(), h.st); fault != "" || err != nil {
			t.Error(fault, err)
		}
		h.st.Close()
	})
	h.book = New(h.st, h.dir, Options{
		Now: clock,
		Own: func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(http.StatusNoContent)
			return nil
		},
		Enter: func(w http.ResponseWriter, r *http.Request, cookie string, err error) error {
			if err == nil {
				visit.SetCookie(w, r, session, cookie, time.Hour)
			}
			return err
		},
	})
	return h
}

// browser is one with its cookies, and what holds passkeys in it.
type browser struct {
	*house
	cookies map[string]string
	host    string
	origin  string
	site    string
	person  string
	holder  virtualwebauthn.Authenticator
	key     virtualwebauthn.Credential
}

// settle makes somebody who has signed in with a password.
func (h *house) settle(name string) *browser {
	h.t.Helper()
	ctx := context.Background()
	p, err := h.dir.Add(ctx, people.NewAccount{Name: name, Email: name + "@example.org", Password: password}, people.Role{Kind: people.All, Role: "admin"})
	if err != nil {
		h.t.Fatal(err)
	}
	b := &browser{house: h, cookies: map[string]string{}, host: host, origin: "https://" + host, site: host, person: p.ID}
	b.holder = virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: []byte(p.ID), BackupEligible: true})
	b.key = fresh()
	b.key.Counter = 2
	b.signIn()
	return b
}

func (b *browser) signIn() {
	b.t.Helper()
	cookie, err := b.dir.SignIn(context.Background(), b.dir.Name(b.person)+"@example.org", password, people.From{Address: "192.0.2.1"})
	if err != nil {
		b.t.Fatal(err)
	}
	b.cookies[session] = cookie
}

func (b *browser) by() *people.Signed { return b.dir.BySession(b.cookies[session], "192.0.2.1") }

// ask makes a request of a handler and returns what it answers, or the key of why not.
func (b *browser) ask(handle func(http.ResponseWriter, *http.Request) error, body any, path ...string) (data []byte, key string) {
	b.t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(sent))
	r.Host = b.host
	r.Header.Set("Content-Type", "application/json")
	if len(path) > 0 {
		r.SetPathValue("passkey", path[0])
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	if by := b.by(); by != nil {
		r = visit.With(r, by)
	}
	w := httptest.NewRecorder()
	if err = handle(w, r); err != nil {
		var said *message.Error
		var told *answer.Error
		switch {
		case errors.As(err, &said):
			key = said.Says.Key
		case errors.As(err, &told):
			key = told.Key
		default:
			b.t.Errorf("an error that nobody is told: %v", err)
		}
	}
	for _, c := range w.Result().Cookies() {
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return w.Body.Bytes(), key
}

func (b *browser) party() virtualwebauthn.RelyingParty {
	return virtualwebauthn.RelyingParty{Name: "Triptych", ID: b.site, Origin: b.origin}
}

// sign answers a challenge with the browser's passkey.
func (b *browser) sign(options []byte) json.RawMessage {
	b.t.Helper()
	o, err := virtualwebauthn.ParseAssertionOptions(string(options))
	if err != nil {
		b.t.Fatalf("%v: %s", err, options)
	}
	return json.RawMessage(virtualwebauthn.CreateAssertionResponse(b.party(), b.holder, b.key, *o))
}

// make answers with a new passkey.
func (b *browser) make(options []byte) json.RawMessage {
	b.t.Helper()
	o, err := virtualwebauthn.ParseAttestationOptions(string(options))
	if err != nil {
		b.t.Fatalf("%v: %s", err, options)
	}
	return json.RawMessage(virtualwebauthn.CreateAttestationResponse(b.party(), b.holder, b.key, *o))
}

// good is an answer without a refusal.
func (b *browser) good(data []byte, key string) []byte {
	b.t.Helper()
	if key != "" {
		b.t.Fatal(key)
	}
	return data
}

// add gives who is signed in a passkey.
func (b *browser) add(name string) {
	b.t.Helper()
	options := b.good(b.ask(b.book.BeginAdd, nil))
	b.good(b.ask(b.book.Add, map[string]any{"name": name, "credential": b.make(options)}))
	b.key.Counter++
}

// enter signs in with the passkey.
func (b *browser) enter() string {
	b.t.Helper()
	options := b.good(b.ask(b.book.BeginEnter, nil))
	_, key := b.ask(b.book.Enter, map[string]any{"credential": b.sign(options)})
	b.key.Counter++
	return key
}

func (b *browser) keys() []Key {
	b.t.Helper()
	all, err := Of(context.Background(), b.st, b.person)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}
