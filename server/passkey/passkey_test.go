package passkey

import (
	"context"
	"slices"
	"testing"
	"time"

	"triptych/server/record"
)

// TestPasskey: somebody adds a passkey, signs in with it, names it anew and takes it
// away; what it says of itself is kept, and the record has each step.
func TestPasskey(t *testing.T) {
	h := newHouse(t)
	ada := h.settle("Ada")
	elsewhere := &browser{house: h, cookies: map[string]string{}, person: ada.person}
	elsewhere.signIn()
	ada.add("Laptop")
	if elsewhere.by() != nil || ada.by() == nil {
		t.Error("a new passkey ends the other sessions, and those alone")
	}
	h.now = h.now.Add(time.Hour)
	delete(ada.cookies, session)
	ada.holder.Options.BackupState = true
	if key := ada.enter(); key != "" || ada.by() == nil || ada.by().Person().ID != ada.person {
		t.Fatal(key)
	}
	k := ada.keys()[0]
	if k.Name != "Laptop" || k.Site != host || !k.Backed || k.Seen != h.now.UnixMilli() || k.stored.Authenticator.SignCount != 3 || !k.stored.Flags.BackupEligible {
		t.Errorf("%+v", k)
	}
	ada.good(ada.ask(ada.book.Rename, map[string]string{"name": "筆電"}, k.ID))
	if got := ada.keys()[0].Name; got != "筆電" {
		t.Error(got)
	}
	if _, key := ada.ask(ada.book.Rename, map[string]string{"name": "x"}, "another"); key != "passkey.gone" {
		t.Error(key)
	}
	bo := h.settle("Bo")
	for _, ask := range []string{k.ID, "x"} {
		if _, key := bo.ask(bo.book.Remove, nil, ask); key != "passkey.gone" {
			t.Errorf("somebody else's: %q", key)
		}
		if _, key := bo.ask(bo.book.Rename, map[string]string{"name": "mine"}, ask); key != "passkey.gone" {
			t.Errorf("somebody else's: %q", key)
		}
	}
	ada.good(ada.ask(ada.book.Remove, nil, k.ID))
	if key := ada.enter(); key != "passkey.wrong" {
		t.Errorf("one that was removed: %q", key)
	}
	acts, err := record.After(context.Background(), h.st, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"passkey.new", "passkey.name", "passkey.gone", "session.refused"} {
		if !slices.ContainsFunc(acts, func(a record.Act) bool { return a.Act == want }) {
			t.Errorf("the record has no %s", want)
		}
	}
	if !slices.ContainsFunc(acts, func(a record.Act) bool { return a.Act == "session.new" && a.Body["by"] == "passkey" }) {
		t.Error("the record does not say that it was a passkey")
	}
}

// TestLastMeans: nobody takes from themselves the last by which they could sign in;
// whoever runs the server may take it from them.
func TestLastMeans(t *testing.T) {
	h := newHouse(t)
	ada := h.settle("Ada")
	ada.add("One")
	if err := h.st.Write(noPassword(ada.person)); err != nil {
		t.Fatal(err)
	}
	if err := h.dir.Reread(context.Background()); err != nil {
		t.Fatal(err)
	}
	only := ada.keys()[0].ID
	if _, key := ada.ask(ada.book.Remove, nil, only); key != "people.last_means" || len(ada.keys()) != 1 {
		t.Fatal(key)
	}
	if ada.by() == nil {
		t.Error("a refusal ended the session")
	}
	// Without a password one is set by who has shown a short time ago who they are.
	h.now = h.now.Add(11 * time.Minute)
	if err := h.dir.SetPassword(context.Background(), ada.by(), "", password+" again"); err == nil {
		t.Error("a password was set by whoever found the browser open")
	}
	options := ada.good(ada.ask(ada.book.BeginProve, nil))
	ada.good(ada.ask(ada.book.Prove, map[string]any{"credential": ada.sign(options)}))
	if err := h.dir.SetPassword(context.Background(), ada.by(), "", password+" again"); err != nil {
		t.Fatal(err)
	}
	ada.good(ada.ask(ada.book.Remove, nil, only))
	ada.key.Counter = 9
	ada.add("Two")
	if err := Remove(h.dir, ada.person, ada.keys()[0].ID); err != nil || ada.by() != nil || len(ada.keys()) != 0 {
		t.Error(err, ada.keys())
	}
}

// TestProof: a password shows who somebody is, for ten minutes, and not to a clock
// that was set back.
func TestProof(t *testing.T) {
	h := newHouse(t)
	ada := h.settle("Ada")
	for range most {
		ada.good(ada.ask(ada.book.BeginAdd, nil))
	}
	h.now = h.now.Add(10 * time.Minute)
	if _, key := ada.ask(ada.book.BeginAdd, nil); key != "people.prove" {
		t.Fatal(key)
	}
	if _, key := ada.ask(ada.book.Prove, map[string]string{"password": "not the password"}); key != "people.password.was" {
		t.Error(key)
	}
	if _, key := ada.ask(ada.book.Prove, map[string]string{}); key != "people.password.was" {
		t.Error(key)
	}
	ada.good(ada.ask(ada.book.Prove, map[string]string{"password": password}))
	if err := h.dir.Reread(context.Background()); err != nil {
		t.Fatal(err)
	}
	ada.good(ada.ask(ada.book.BeginAdd, nil))
	h.now = h.now.Add(-time.Minute)
	if _, key := ada.ask(ada.book.BeginAdd, nil); key != "people.prove" {
		t.Error(key)
	}
	h.now = h.now.Add(time.Hour)
	slow := false
	for range 20 {
		_, key := ada.ask(ada.book.Prove, map[string]string{"password": "not the password"})
		slow = slow || key == "people.slow"
	}
	if !slow {
		t.Error("passwords can be tried at any pace by whoever found a browser open")
	}
}

// TestMany: one person has so many and no more.
func TestMany(t *testing.T) {
	h := newHouse(t)
	ada := h.settle("Ada")
	for range most {
		ada.key = fresh()
		ada.add("One")
	}
	ada.key = fresh()
	options := ada.good(ada.ask(ada.book.BeginAdd, nil))
	if _, key := ada.ask(ada.book.Add, map[string]any{"name": "x", "credential": ada.make(options)}); key != "passkey.many" || len(ada.keys()) != most {
		t.Error(key, len(ada.keys()))
	}
}

// TestTries: answers can be tried by an address at a pace.
func TestTries(t *testing.T) {
	h := newHouse(t)
	ada := h.settle("Ada")
	slow := 0
	for range 100 {
		if _, key := ada.ask(ada.book.Enter, map[string]any{"credential": map[string]string{}}); key == "people.slow" {
			slow++
		}
	}
	if slow < 50 {
		t.Errorf("of 100 at once %d were held up", slow)
	}
}
