package people

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"triptych/align/message"
	"triptych/server/record"
	"triptych/server/store"
)

// town is a database with a directory whose clock the test sets.
type town struct {
	*Directory
	t    *testing.T
	path string
	mu   sync.Mutex
	at   time.Time
}

func (w *town) clock() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.at }

// pass lets time pass, also backwards.
func (w *town) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.at = w.at.Add(d) }

const good = "seven lanterns over Keelung"

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, path: filepath.Join(t.TempDir(), "t.db"), at: time.Now()}
	w.Directory = w.another()
	return w
}

// another is a program on the same file.
func (w *town) another() *Directory {
	w.t.Helper()
	st, err := store.Open(w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := Open(context.Background(), st, Options{Now: w.clock})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		d.Close()
		if err := st.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return d
}

// add makes an account and signs it in.
func (w *town) add(name string, roles ...Role) *Signed {
	w.t.Helper()
	if len(roles) == 0 {
		roles = []Role{{Kind: All, Role: "viewer"}}
	}
	_, err := w.Add(context.Background(), NewAccount{Name: name, Email: name + "@example.org", Password: good}, roles[0])
	if err != nil {
		w.t.Fatal(err)
	}
	return w.in(name, good)
}

func (w *town) in(name, password string) *Signed {
	w.t.Helper()
	cookie, err := w.SignIn(context.Background(), name+"@example.org", password, From{Address: "192.0.2.1"})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.BySession(cookie, "192.0.2.1")
}

// is demands an error of a key, "" = none.
func (w *town) is(err error, key string) {
	w.t.Helper()
	var told *message.Error
	if key == "" && err == nil || errors.As(err, &told) && told.Says.Key == key {
		return
	}
	w.t.Errorf("got %v, want %q", err, key)
}

// TestFirst: the first link makes one administrator, once, within its time.
func TestFirst(t *testing.T) {
	w := newTown(t)
	ctx := context.Background()
	link := w.FirstLink()
	if len(link) < 22 || w.Any() {
		t.Fatal(link)
	}
	who := NewAccount{Name: "Mei", Email: "mei@example.org", Password: good}
	_, err := w.First(ctx, "guess", who, From{})
	w.is(err, "people.no_first")
	cookie, err := w.First(ctx, link, who, From{})
	if err != nil {
		t.Fatal(err)
	}
	if by := w.BySession(cookie, ""); by == nil || by.Held("").Role != "admin" || by.Person().Name != "Mei" {
		t.Fatal(by)
	}
	who.Name, who.Email = "Bo", "bo@example.org"
	_, err = w.First(ctx, link, who, From{})
	w.is(err, "people.no_first")
	if w.FirstLink() != "" {
		t.Error("there is a link though there is an account")
	}
}

// TestPasswords: which are taken.
func TestPasswords(t *testing.T) {
	for password, key := range map[string]string{
		good: "",
		"七盏灯笼挂在基隆港的雨夜里":                             "",
		strings.Repeat("ab9! ", 13):                 "people.password.common",
		"x7$Lq9!vR2#p" + strings.Repeat("k3W&", 16): "",
		"short":                  "people.password.short",
		"password1234":           "people.password.common",
		"123456789012":           "people.password.common",
		"qwertyuiop[]":           "people.password.common",
		"passwordpassword":       "people.password.common",
		"mei@example.org":        "people.password.common",
		strings.Repeat("ü", 257): "people.password.long",
		"half a character \xff":  "no.fit.text",
	} {
		(&town{t: t}).is(judge(password, "Mei", "mei@example.org"), key)
	}
}

// TestSignIn: the same words whatever is wrong; a pace that does not shut out the
// browser in which the person was before.
func TestSignIn(t *testing.T) {
	w := newTown(t)
	ctx := context.Background()
	mei := w.add("mei")
	device := w.NewDevice(mei)
	try := func(email, password string, from From) error {
		_, err := w.SignIn(ctx, email, password, from)
		return err
	}
	bad := From{Address: "203.0.113.9"}
	w.is(try("mei@example.org", "wrong", bad), "people.wrong")
	w.is(try("nobody@example.org", "wrong", bad), "people.wrong")
	w.is(try("MEI@Example.org", good, bad), "")
	for range 10 {
		_ = try("mei@example.org", "wrong", bad)
	}
	w.is(try("mei@example.org", good, bad), "people.slow")
	w.is(try("mei@example.org", good, From{Address: "198.51.100.1"}), "")
	// Many addresses, until the account itself is slowed.
	for i := range 200 {
		_ = try("mei@example.org", "", From{Address: "10.0." + string(rune('0'+i%10)) + "." + string(rune('0'+i/20))})
	}
	w.is(try("mei@example.org", good, From{Address: "192.0.2.77"}), "people.slow")
	w.is(try("mei@example.org", good, From{Address: "192.0.2.77", Device: device}), "")
	w.is(try("mei@example.org", good, From{Address: "192.0.2.77", Device: device + "0"}), "people.slow")
	w.pass(time.Hour)
	w.is(try("mei@example.org", good, From{Address: "192.0.2.77"}), "")
}

// TestSessions: a session ends when it is signed out, too old, unused, of a time to
// come, or when the password changes or the account is disabled.
func TestSessions(t *testing.T) {
	w := newTown(t)
	ctx := context.Background()
	w.add("boss", Role{Kind: All, Role: "admin"})
	mei := w.add("mei")
	if w.BySession("forged", "") != nil || w.BySession(mei.hash, "") != nil {
		t.Fatal("what is stored opens the door")
	}
	other, third := w.in("mei", good), w.in("mei", good)
	w.is(w.SignOut(other), "")
	if !other.Ended() || mei.Ended() {
		t.Error("sign-out ends one session")
	}
	w.is(w.SetPassword(ctx, mei, "wrong", "another long password here"), "people.password.was")
	w.is(w.SetPassword(ctx, mei, good, "twelve kites on Jeju island"), "")
	if mei.Ended() || !third.Ended() {
		t.Error("another password ends the other sessions")
	}
	w.pass(-time.Hour)
	if !mei.Ended() {
		t.Error("a session of a time to come holds")
	}
	w.pass(time.Hour + sessionIdle + time.Minute)
	if !mei.Ended() {
		t.Error("a session that was not used holds")
	}
	boss := w.in("boss", good)
	mei = w.in("mei", "twelve kites on Jeju island")
	w.is(w.Disable(boss, mei.id, true), "")
	if !mei.Ended() || mei.Held("").Role != "" {
		t.Error("a disabled account goes on")
	}
	_, err := w.SignIn(ctx, "mei@example.org", "twelve kites on Jeju island", From{})
	w.is(err, "people.wrong")
	w.is(w.Disable(boss, boss.id, true), "people.last")
	w.is(w.SetRole(boss, boss.id, Role{Kind: All, Role: "editor"}), "people.last")
	if boss.Ended() {
		t.Error("the last administrator is out")
	}
}

// TestRoles: the most of all that hold in a place; nobody gives more than they have.
func TestRoles(t *testing.T) {
	w := newTown(t)
	boss, manager, mei := w.add("boss", Role{Kind: All, Role: "admin"}), w.add("manager"), w.add("mei")
	w.is(w.SetRole(boss, manager.id, Role{Kind: Document, Place: "d", Role: "manager"}), "")
	w.is(w.SetRole(manager, mei.id, Role{Kind: Document, Place: "d", Role: "translator", Versions: []string{"zh-Hant"}}), "")
	h := mei.Held("d")
	if h.Role != "translator" || h.In("en") || !h.In("zh-Hant") || mei.Held("other").Role != "viewer" || mei.Held("").Role != "viewer" {
		t.Error(h)
	}
	w.is(w.SetRole(manager, mei.id, Role{Kind: All, Role: "viewer"}), "no.right")
	w.is(w.SetRole(manager, mei.id, Role{Kind: Document, Place: "other", Role: "viewer"}), "no.right")
	w.is(w.SetRole(manager, mei.id, Role{Kind: Document, Place: "d", Role: "admin"}), "people.role")
	w.is(w.SetRole(mei, mei.id, Role{Kind: Document, Place: "d", Role: "editor"}), "no.right")
	w.is(w.SetRole(boss, mei.id, Role{Kind: All, Role: "king"}), "people.role")
	w.is(w.SetRole(boss, mei.id, Role{Kind: All, Role: "editor", Versions: []string{"en"}}), "people.role")
	w.is(w.SetRole(boss, mei.id, Role{Kind: All, Role: "translator", Versions: []string{"en"}}), "")
	if h := mei.Held("d"); !slices.Equal(h.Only, []string{"en", "zh-Hant"}) {
		t.Error(h)
	}
	w.is(w.SetRole(manager, mei.id, Role{Kind: Document, Place: "d"}), "")
	if h := mei.Held("d"); !slices.Equal(h.Only, []string{"en"}) {
		t.Error(h)
	}
}

// TestInvitations: a link works once, for whom it is for, and for a week.
func TestInvitations(t *testing.T) {
	w := newTown(t)
	ctx := context.Background()
	boss, mei := w.add("boss", Role{Kind: All, Role: "admin"}), w.add("mei")
	editor := Role{Kind: All, Role: "editor"}
	_, err := w.Invite(mei, "", editor)
	w.is(err, "no.right")
	link, err := w.Invite(boss, "ana@example.org", editor)
	w.is(err, "")
	w.is(w.Join(ctx, mei, link), "people.no_invitation")
	cookie, err := w.Accept(ctx, link, NewAccount{Name: "Ana", Email: "other@example.org", Password: good}, From{})
	w.is(err, "")
	if by := w.BySession(cookie, ""); by.Account().Email != "ana@example.org" || by.Held("").Role != "editor" {
		t.Error(by.Account())
	}
	_, err = w.Accept(ctx, link, NewAccount{Name: "Eve", Password: good}, From{})
	w.is(err, "people.no_invitation")
	open, err := w.Invite(boss, "", editor)
	w.is(err, "")
	w.is(w.Join(ctx, mei, open), "")
	if mei.Held("").Role != "editor" {
		t.Error("who joins has not got the role")
	}
	late, err := w.Invite(boss, "", editor)
	w.is(err, "")
	all, err := w.Invitations(ctx, boss)
	w.is(err, "")
	for _, i := range all {
		if i.Taker != "" {
			w.is(w.Uninvite(ctx, boss, i.ID), "people.no_invitation")
		}
	}
	back, err := w.Invite(boss, "late@example.org", editor)
	w.is(err, "")
	all, err = w.Invitations(ctx, boss)
	w.is(err, "")
	for _, i := range all {
		if i.Email == "late@example.org" {
			w.is(w.Uninvite(ctx, boss, i.ID), "")
		}
	}
	_, err = w.Look(ctx, back, "")
	w.is(err, "people.no_invitation")
	w.pass(invitationLasts)
	_, err = w.Look(ctx, late, "")
	w.is(err, "people.no_invitation")
	// Names that cannot be told apart, and addresses by their capitals.
	for _, name := range []string{"Аna", "A na", "\u202eAna"} {
		_, err := w.Add(ctx, NewAccount{Name: name, Email: "new@example.org", Password: good}, editor)
		w.is(err, "people.taken.name")
	}
	_, err = w.Add(ctx, NewAccount{Name: "\u200b", Email: "new@example.org", Password: good}, editor)
	w.is(err, "people.name")
	_, err = w.Add(ctx, NewAccount{Name: "Bea", Email: "new@example.org", Password: good}, editor)
	w.is(err, "")
	_, err = w.Add(ctx, NewAccount{Name: "New", Email: "ANA@example.org", Password: good}, editor)
	w.is(err, "people.taken.email")
}

// TestTokens: a token may do no more than its role, and not for ever.
func TestTokens(t *testing.T) {
	w := newTown(t)
	boss := w.add("boss", Role{Kind: All, Role: "admin"})
	secret, err := w.NewToken(boss, "export", "viewer", 30)
	w.is(err, "")
	by := w.ByToken(secret, "")
	if by.Held("d").Role != "viewer" || w.BySession(secret, "") != nil {
		t.Error(by.Held("d"))
	}
	_, err = w.NewToken(by, "more", "viewer", 1)
	w.is(err, "people.token.by_token")
	_, err = w.NewToken(boss, "x", "viewer", 10_000)
	w.is(err, "people.token.days")
	list := boss.Tokens()
	if len(list) != 1 || list[0].Name != "export" {
		t.Fatal(list)
	}
	w.is(w.EndToken(boss, list[0].ID), "")
	w.is(w.EndToken(boss, list[0].ID), "people.no_token")
	if !by.Ended() {
		t.Error("a token that was ended works")
	}
	secret, err = w.NewToken(boss, "late", "viewer", 1)
	w.is(err, "")
	w.pass(24 * time.Hour)
	if w.ByToken(secret, "") != nil {
		t.Error("a token works after its time")
	}
}

// TestAnotherProgram: what another program changes holds here too.
func TestAnotherProgram(t *testing.T) {
	w := newTown(t)
	boss, mei := w.add("boss", Role{Kind: All, Role: "admin"}), w.add("mei")
	other := w.another()
	w.is(other.Disable(boss, mei.id, true), "")
	for end := time.Now().Add(20 * time.Second); !mei.Ended(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing is noticed")
		}
	}
}

// TestRecord: every change stands in the record, no secret does, and whatever is
// done to its rows is found.
func TestRecord(t *testing.T) {
	w := newTown(t)
	ctx := context.Background()
	boss := w.add("boss", Role{Kind: All, Role: "admin"})
	secret, err := w.NewToken(boss, "export", "viewer", 30)
	w.is(err, "")
	_, err = w.SignIn(ctx, "boss@example.org", "wrong", From{Address: "203.0.113.9"})
	w.is(err, "people.wrong")
	acts, err := record.Before(ctx, w.st, 0, "", 100)
	w.is(err, "")
	var names []string
	for _, a := range acts {
		names = append(names, a.Act)
		for _, v := range a.Body {
			if strings.Contains(secret, v) && len(v) > 20 || v == good {
				t.Error("a secret stands in", a)
			}
		}
	}
	if want := []string{"session.refused", "token.new", "session.new", "account.new"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if fault, n, err := record.Verify(ctx, w.st); fault != "" || n != 4 || err != nil {
		t.Fatal(fault, n, err)
	}
	db, err := sql.Open("sqlite3", w.path)
	w.is(err, "")
	defer db.Close()
	for statement, back := range map[string]string{
		`UPDATE record SET act = 'x' WHERE seq = 2`: `UPDATE record SET act = 'session.new' WHERE seq = 2`,
		`UPDATE record SET seq = 9 WHERE seq = 3`:   `UPDATE record SET seq = 3 WHERE seq = 9`,
		`UPDATE record SET seq = -4 WHERE seq = 4`:  `UPDATE record SET seq = 4 WHERE seq = -4`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if fault, _, err := record.Verify(ctx, w.st); fault == "" || err != nil {
			t.Errorf("%s is not found", statement)
		}
		if _, err := db.Exec(back); err != nil {
			t.Fatal(err)
		}
	}
	if fault, _, _ := record.Verify(ctx, w.st); fault != "" {
		t.Error(fault)
	}
}
