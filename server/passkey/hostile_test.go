package passkey

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"triptych/server/store"
)

// wholeKey is how many bytes the public half of a key has: the library leaves out zeros
// at the beginning of a coordinate, which no authenticator does.
const wholeKey = 77

func fresh() virtualwebauthn.Credential {
	for {
		if c := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2); len(c.Key.AttestationData()) == wholeKey {
			return c
		}
	}
}

func noPassword(person string) func(store.Tx) error {
	return func(tx store.Tx) error {
		_, err := tx.Exec(`UPDATE account SET password = '' WHERE person = $1`, person)
		return err
	}
}

// attack is one row of testdata/hostile.tsv under way.
type attack struct {
	*house
	me, other *browser
	replayed  bool
	own       bool // it is done by who is signed in
	body      any  // instead of the answer
	name      string
	begin     func(http.ResponseWriter, *http.Request) error
	finish    func(http.ResponseWriter, *http.Request) error
	answer    func([]byte) json.RawMessage
	options   []byte
}

// TestHostile: each answer to a challenge in testdata is refused with what it says, or
// let in; and none that is refused opens a session, proves anything or stores a key.
func TestHostile(t *testing.T) {
	data, err := os.ReadFile("testdata/hostile.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cases, s := 0, newScene(t)
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("%q has %d columns", line, len(f))
		}
		cases++
		t.Run(f[0]+" "+f[1], func(t *testing.T) { s.attack(t, f[0]).run(f[1], f[2]) })
	}
	t.Logf("%d cases", cases)
}

// scene is a house with two people and their passkeys, and its file to start from anew.
type scene struct {
	file      []byte
	me, other browser
}

func newScene(t *testing.T) *scene {
	h := newHouse(t)
	me, other := h.settle("Mei"), h.settle("Bo")
	me.add("Laptop")
	other.add("Laptop")
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := h.st.Backup(context.Background(), copied, nil); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	return &scene{file, *me, *other}
}

func (s *scene) attack(t *testing.T, purpose string) *attack {
	path := filepath.Join(t.TempDir(), "t.db")
	if err := os.WriteFile(path, s.file, 0o600); err != nil {
		t.Fatal(err)
	}
	h := openHouse(t, path)
	in := func(b browser) *browser {
		b.house, b.cookies = h, maps.Clone(b.cookies)
		return &b
	}
	a := &attack{house: h, me: in(s.me), other: in(s.other), name: "Key"}
	for _, b := range []*browser{a.me, a.other} { // a restart forgot that they had shown who they are
		h.dir.Proved(b.by())
	}
	a.begin, a.finish, a.answer = a.book.BeginEnter, a.book.Enter, a.me.sign
	a.own = purpose != "enter"
	switch purpose {
	case "enter":
		delete(a.me.cookies, session)
	case "prove":
		a.begin, a.finish = a.book.BeginProve, a.book.Prove
		a.now = a.now.Add(20 * time.Minute) // what was shown before does not count any more
	case "add":
		a.begin, a.finish, a.answer = a.book.BeginAdd, a.book.Add, a.me.make
		a.me.key = fresh()
	}
	return a
}

func (a *attack) run(change, want string) {
	a.options = a.me.good(a.me.ask(a.begin, nil))
	before := len(a.me.keys())
	name, value, _ := strings.Cut(change, "=")
	if a.change(name, value); a.t.Failed() {
		return
	}
	credential := a.body
	if credential == nil {
		credential = a.answer(a.options)
	}
	send := func() string {
		if a.own && a.me.by() == nil { // as every route of one's own answers
			return "no.login"
		}
		_, key := a.me.ask(a.finish, map[string]any{"name": a.name, "credential": credential, "role": "admin", "person": a.other.person})
		return key
	}
	key := send()
	if a.replayed {
		delete(a.me.cookies, "spare")
		if key != "" {
			a.t.Fatal(key)
		}
		a.me.cookies[cookieName] = a.me.cookies["kept"]
		before = len(a.me.keys())
		key = send()
	}
	if key != strings.TrimPrefix(want, "-") {
		a.t.Errorf("told %q, want %q", key, want)
	}
	if by := a.me.by(); by != nil && by.Person().ID != a.me.person {
		a.t.Error("it signed in as", by.Person())
	}
	if key == "" || a.replayed {
		return
	}
	if len(a.me.keys()) > before {
		a.t.Error("a key was stored")
	}
	if by := a.me.by(); by != nil && a.me.cookies[session] != "" && strings.HasPrefix(a.t.Name(), "TestHostile/enter") {
		a.t.Error("a session was opened")
	} else if by != nil && by.Proven() && strings.HasPrefix(a.t.Name(), "TestHostile/prove") {
		a.t.Error("it proved something")
	}
}

// change makes something of a good answer, or of what is around it, a bad one.
func (a *attack) change(name, value string) {
	me := a.me
	switch name {
	case "nothing":
	case "unverified":
		me.holder.Options.UserNotVerified = true
	case "absent":
		me.holder.Options.UserNotPresent = true
	case "backed":
		me.holder.Options.BackupState = true
	case "eligible_no_more":
		me.holder.Options.BackupEligible = false
	case "count":
		me.key.Counter = uint32(value[0] - '0')
	case "origin":
		me.origin = value
	case "site":
		me.site = value
	case "host":
		me.host = value
	case "name":
		a.name = value
	case "after":
		wait, err := time.ParseDuration(value)
		if err != nil {
			a.t.Fatal(err)
		}
		a.now = a.now.Add(wait)
	case "replayed":
		a.replayed = true
		me.cookies["kept"] = me.cookies[cookieName]
	case "removed":
		if err := Remove(a.dir, me.person, me.keys()[0].ID); err != nil {
			a.t.Fatal(err)
		}
	case "kept_out":
		if err := a.dir.Disable(nil, me.person, true); err != nil {
			a.t.Fatal(err)
		}
	case "unproven":
		a.now = a.now.Add(20 * time.Minute)
	default:
		a.forge(name, value)
	}
}

// forge changes what is only changed by somebody who means it.
func (a *attack) forge(name, value string) {
	me, other := a.me, a.other
	switch name + "=" + value {
	case "challenge=forged", "challenge=short":
		text := []byte("a challenge that nobody asked for here")
		if value == "short" {
			text = text[:1]
		}
		answer := a.answer
		a.answer = func(options []byte) json.RawMessage { return answer(a.challenged(options, text)) }
	case "challenge=another":
		a.options = other.good(other.ask(a.begin, nil))
	case "key=unknown":
		me.key = fresh()
	case "key=swapped":
		id := me.key.ID
		me.key = fresh()
		me.key.ID = id
	case "key=of_another":
		me.key, me.holder = other.key, other.holder
	case "key=again":
		me.key = other.key
	case "handle=of_another":
		me.holder.Options.UserHandle = []byte(other.person)
	case "handle=none":
		me.holder.Options.UserHandle = nil
	case "handle=forged":
		me.holder.Options.UserHandle = []byte("' OR 1=1 --")
	case "body=empty":
		a.body = map[string]any{}
	case "body=null":
		a.body = json.RawMessage("null")
	case "body=list":
		a.body = []string{"a"}
	case "body=deep":
		a.body = json.RawMessage(strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000))
	case "body=registration":
		a.body = me.make(other.good(other.ask(a.book.BeginAdd, nil)))
	case "body=assertion":
		a.body = me.sign(other.good(other.ask(a.book.BeginEnter, nil)))
	case "body=admin": // fields that are nobody's to say
		var all map[string]any
		if err := json.Unmarshal(a.answer(a.options), &all); err != nil {
			a.t.Fatal(err)
		}
		all["role"], all["person"], all["counter"] = "admin", other.person, 0
		a.body = all
	case "cookie=none":
		delete(me.cookies, cookieName)
	case "cookie=forged":
		me.cookies[cookieName] = strings.Repeat("A", 43)
	case "cookie=of_another":
		other.good(other.ask(a.begin, nil))
		me.cookies[cookieName] = other.cookies[cookieName]
	case "cookie=for_enter", "cookie=for_prove", "cookie=for_add":
		begin := map[string]func(http.ResponseWriter, *http.Request) error{"for_enter": a.book.BeginEnter, "for_prove": a.book.BeginProve, "for_add": a.book.BeginAdd}[value]
		who := me
		if me.by() == nil {
			who = other
		}
		a.options = who.good(who.ask(begin, nil))
		me.cookies[cookieName] = who.cookies[cookieName]
	default:
		a.t.Fatalf("nobody knows how to do %s=%s", name, value)
	}
}

// challenged puts another challenge into options.
func (a *attack) challenged(options, challenge []byte) []byte {
	var all map[string]map[string]any
	if err := json.Unmarshal(options, &all); err != nil {
		a.t.Fatal(err)
	}
	all["publicKey"]["challenge"] = encoding.EncodeToString(challenge)
	changed, err := json.Marshal(all)
	if err != nil {
		a.t.Fatal(err)
	}
	return changed
}

// TestNobodyIsTold: who asks to sign in is told the same of everybody, here or not.
func TestNobodyIsTold(t *testing.T) {
	h := newHouse(t)
	ada, bo := h.settle("Ada"), h.settle("Bo")
	ada.add("Laptop")
	shape := func(b *browser) string {
		var all map[string]map[string]any
		if err := json.Unmarshal(b.good(b.ask(b.book.BeginEnter, map[string]string{"email": "ada@example.org"})), &all); err != nil {
			t.Fatal(err)
		}
		delete(all["publicKey"], "challenge")
		text, _ := json.Marshal(all)
		return string(text)
	}
	if one, other := shape(ada), shape(bo); one != other {
		t.Errorf("%s is not %s", one, other)
	}
}
