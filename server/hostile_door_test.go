package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"text/template"
	"time"

	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/store"
	"triptych/server/wire"
)

// door is a castle at whose doors somebody comes; its clock can be set.
type door struct {
	*castle
	shift       atomic.Int64 // of the clock, in ns
	boss, local *inhabitant
	outsider    *inhabitant
	bossBy      *people.Signed
	rows        int
}

func newDoor(t *testing.T) *door {
	t.Helper()
	d := &door{castle: &castle{t: t}}
	var err error
	if d.st, err = store.Open(filepath.Join(t.TempDir(), "t.db")); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return time.Now().Add(time.Duration(d.shift.Load())) }
	if d.dir, err = people.Open(t.Context(), d.st, people.Options{Now: clock}); err != nil {
		t.Fatal(err)
	}
	d.srv = New(d.st, Options{People: d.dir})
	d.http = httptest.NewServer(d.srv)
	t.Cleanup(func() {
		if err := d.srv.Close(context.Background()); err != nil {
			t.Error(err)
		}
		d.http.Close()
		d.dir.Close()
		d.st.Close()
	})
	d.doc, d.other = d.create("Ours"), d.create("Theirs")
	d.project, d.foreign = d.found("Our house", d.doc), d.found("Their house", d.other)
	d.boss = d.settle("admin", "everywhere")
	d.bossBy = d.dir.BySession(d.boss.cookie, "")
	if err := d.dir.SetProfile(d.bossBy, people.Profile{Name: "Boss of all", Email: "boss@example.org"}); err != nil {
		t.Fatal(err)
	}
	d.local, d.outsider = d.settle("manager", "document"), d.settle("viewer", "document")
	return d
}

// victim is what a row may name.
type victim struct {
	*inhabitant
	by                                            *people.Signed
	session                                       string
	ID, Name, Email, Password                     string
	Token, TokenID, EditorToken                   string
	Link, LinkID, LinkHash, PersonalLink          string
	Doc, Other, Foreign, Boss, BossSession, Local string
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// newVictim is somebody with an editor's role, a session, two tokens, and two
// invitations of a viewer that lie about.
func (d *door) newVictim() *victim {
	d.t.Helper()
	v := &victim{inhabitant: d.settle("editor", "everywhere"), Password: castlePassword, Doc: d.doc, Other: d.other, Foreign: d.foreign, Boss: d.boss.id, Local: d.local.id}
	v.by = d.dir.BySession(v.cookie, "")
	a := v.by.Account()
	v.ID, v.Name, v.Email, v.session = a.ID, a.Name, a.Email, v.by.Sessions()[0].ID
	var err error
	must := func(text string, e error) string {
		if err = e; err != nil {
			d.t.Fatal(err)
		}
		return text
	}
	v.Token = must(d.dir.NewToken(v.by, "x", "viewer", 2))
	v.TokenID = v.by.Tokens()[0].ID
	v.EditorToken = must(d.dir.NewToken(v.by, "x", "editor", 2))
	role := people.Role{Kind: people.All, Role: "viewer"}
	v.Link = must(d.dir.Invite(d.bossBy, "", role))
	v.LinkHash = hashed(v.Link)
	v.PersonalLink = must(d.dir.Invite(d.bossBy, "personal@example.org", role))
	v.BossSession = d.bossBy.Sessions()[0].ID
	open, err := d.dir.Invitations(d.t.Context(), d.bossBy)
	must("", err)
	for _, i := range open {
		if i.Taker == "" && i.Email == "" {
			v.LinkID = i.ID // the newest comes first
			break
		}
	}
	return v
}

// prepare does what happens before.
func (d *door) prepare(v *victim, words string) {
	d.t.Helper()
	for word := range strings.FieldsSeq(words) {
		name, value, _ := strings.Cut(word, "=")
		var err error
		switch name {
		case "sign_out":
			err = d.dir.SignOut(v.by)
		case "end_all":
			err = d.dir.EndSession(v.by, "")
			err = orNil(err, d.dir.SignOut(v.by))
		case "password":
			err = d.dir.Reset(d.t.Context(), v.Email, "another one over Keelung")
		case "disable", "enable":
			err = d.dir.Disable(d.bossBy, v.ID, name == "disable")
		case "no_password":
			err = d.st.Write(func(tx store.Tx) error {
				_, err := tx.Exec(`UPDATE account SET password = '' WHERE person = $1`, v.ID)
				return err
			})
		case "end_token":
			err = d.dir.EndToken(v.by, v.TokenID)
		case "use_link":
			v.victimLinkUsed(d)
		case "take_link":
			err = d.dir.Uninvite(d.t.Context(), d.bossBy, v.LinkID)
		case "lower":
			err = d.dir.SetRole(d.bossBy, v.ID, people.Role{Kind: people.All, Role: value})
		case "delete_other":
			err = d.st.Delete(d.other)
		case "wrong":
			_, _ = d.dir.SignIn(d.t.Context(), v.Email, "it is not this one", people.From{Address: "127.0.0.1"})
		case "clock":
			var by time.Duration
			by, err = time.ParseDuration(value)
			d.shift.Store(int64(by))
		default:
			d.t.Fatalf("nobody knows how to do %s", word)
		}
		if err != nil {
			d.t.Fatal(word, err)
		}
	}
}

func orNil(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// victimLinkUsed has somebody come in by the link.
func (v *victim) victimLinkUsed(d *door) {
	n := people.NewAccount{Name: "User of " + v.LinkID, Email: v.LinkID + "@example.org", Password: castlePassword}
	if _, err := d.dir.Accept(d.t.Context(), v.Link, n, people.From{}); err != nil {
		d.t.Fatal(err)
	}
}

// as is what comes along with a request.
func (d *door) as(v *victim, words string) http.Header {
	h := http.Header{"Origin": {d.http.URL}, "Content-Type": {"application/json"}}
	cookie := func(c string) { h.Set("Cookie", sessionCookie+"="+c) }
	for word := range strings.FieldsSeq(words) {
		name, value, set := strings.Cut(word, "=")
		secret := map[string]string{
			"forged": strings.Repeat("A", 43), "empty": "", "short": v.cookie[:20], "capitals": strings.ToUpper(v.cookie), "longer": v.cookie + "A",
			"huge": strings.Repeat("A", 8<<10), "person": v.ID, "sql": "x' OR '1'='1", "token": v.Token, "link": v.Link, "cookie": v.cookie, "editor": v.EditorToken,
			"id": v.session,
		}
		switch {
		case word == "nobody":
		case word == "boss":
			cookie(d.boss.cookie)
		case word == "local":
			cookie(d.local.cookie)
		case word == "outsider":
			cookie(d.outsider.cookie)
		case name == "origin":
			h.Set("Origin", value)
			if value == "" {
				h.Del("Origin")
			}
		case word == "cookie":
			cookie(v.cookie)
		case word == "token":
			h.Set("Authorization", "Bearer "+v.Token)
		case name == "cookie" && value == "hash":
			cookie(hashed(v.cookie))
		case name == "token" && value == "hash":
			h.Set("Authorization", "Bearer "+hashed(v.Token))
		case name == "cookie" && set:
			cookie(secret[value])
		case name == "token" && set:
			h.Set("Authorization", "Bearer "+secret[value])
		default:
			d.t.Fatalf("nobody comes as %s", word)
		}
	}
	return h
}

// rights is everything in the database that says who may do what.
func (d *door) rights() string {
	d.t.Helper()
	var all strings.Builder
	for _, query := range []string{
		`SELECT person || ' ' || kind || ' ' || place || ' ' || role || ' ' || versions FROM role ORDER BY person, kind, place`,
		`SELECT person || ' ' || folded || ' ' || password || ' ' || disabled FROM account ORDER BY person`,
		`SELECT id || ' ' || name FROM person ORDER BY id`,
		`SELECT hash || ' ' || email || ' ' || kind || ' ' || role || ' ' || taker FROM invitation ORDER BY id`,
		`SELECT id || ' ' || deleted || ' ' || title FROM document WHERE title <> 'T' ORDER BY id`,
	} {
		rows, err := store.Read(d.t.Context(), d.st, func(row func(...any) error) (s string, err error) { return s, row(&s) }, query)
		if err != nil {
			d.t.Fatal(err)
		}
		all.WriteString(strings.Join(rows, "\n") + "\n")
	}
	return all.String()
}

// TestHostileDoors: whoever comes with something forged, expired, stolen or used before, asks
// who there is, takes the looks of somebody else, or sends fields that are nobody's to send, is
// told what the table says, and alters nothing.
func TestHostileDoors(t *testing.T) {
	d := newDoor(t)
	told := map[string]string{} // by family and key: everybody who is refused with it reads the same
	var v *victim               // who came to no harm is the next one, too
	for _, f := range doorRows(t) {
		d.rows++
		if v == nil || f[2] != "" {
			v = d.newVictim()
		}
		d.prepare(v, f[2])
		before := d.rights()
		status, body := d.come(v, f)
		want, key, _ := strings.Cut(f[6], " ")
		key, changes := strings.CutSuffix(key, " changes")
		what := f[0] + ": " + f[1]
		switch part, part2 := strings.CutPrefix(key, "="); {
		case strconv.Itoa(status) != want:
			t.Errorf("%s: %d, want %s: %.300s", what, status, want, body)
		case part2 && !strings.Contains(body, part), !part2 && !strings.Contains(body, `"key":"`+key+`"`):
			t.Errorf("%s: want %s: %.300s", what, key, body)
		}
		if f[0] == "told" {
			if was, ok := told[key]; ok && was != body {
				t.Errorf("%s: is told %s, and others %s", what, body, was)
			}
			told[key] = body
		}
		if after := d.rights(); after != before && !changes {
			t.Errorf("%s: what people may do is %q", what, apart(before, after))
		}
		d.shift.Store(0)
		if f[2] != "" || status < 300 {
			v = nil
		}
		if err := d.st.Restore(d.other); err != nil && f[2] == "delete_other" {
			t.Fatal(err)
		}
	}
	if fault, acts, err := record.Verify(t.Context(), d.st); fault != "" || err != nil || acts == 0 {
		t.Errorf("the record: %q %v, %d acts", fault, err, acts)
	}
	t.Logf("%d cases", d.rows)
}

// apart lists the lines that are in one and not in both.
func apart(before, after string) (lines []string) {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	for _, line := range append(slices.Clone(was), is...) {
		if slices.Contains(was, line) != slices.Contains(is, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// doorRows reads the table.
func doorRows(t *testing.T) (all [][]string) {
	data, err := os.ReadFile("testdata/hostile/doors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 7 {
			t.Fatalf("%q has %d columns", line, len(f))
		}
		all = append(all, f)
	}
	return all
}

// come makes the request of a row.
func (d *door) come(v *victim, f []string) (int, string) {
	d.t.Helper()
	fill := func(text string) string {
		var b strings.Builder
		tmpl, err := template.New("").Delims("<<", ">>").Funcs(template.FuncMap{"rep": strings.Repeat}).Parse(text)
		if err == nil {
			err = tmpl.Execute(&b, v)
		}
		if err != nil {
			d.t.Fatal(f, err)
		}
		return b.String()
	}
	method, path, _ := strings.Cut(fill(f[4]), " ")
	req, err := http.NewRequest(method, d.http.URL+path, strings.NewReader(fill(f[5])))
	if err != nil {
		d.t.Fatal(err)
	}
	req.Header = d.as(v, f[3])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	var body json.RawMessage
	_ = json.NewDecoder(resp.Body).Decode(&body)
	return resp.StatusCode, string(body)
}

// TestHostileLowered: somebody's role is lowered while their connection is open, and they
// send at once what they might have sent before: nothing of it is done.
func TestHostileLowered(t *testing.T) {
	d := newDoor(t)
	cases := 0
	for _, lowered := range []people.Role{{Role: "viewer"}, {Role: "commenter"}, {Role: "translator", Versions: []string{"zh-Hant"}}, {Role: ""}} {
		v := d.settle("editor", "document")
		for _, send := range []string{"op", "split", "apart", "approve", "waive", "done", "rework", "realign"} {
			if lowered.Role == "translator" && (send == "split" || send == "apart") {
				continue // which they may
			}
			cases++
			id := "late" + strconv.Itoa(cases)
			if err := d.dir.SetRole(d.bossBy, v.id, people.Role{Kind: people.Document, Place: d.doc, Role: "editor"}); err != nil {
				t.Fatal(err)
			}
			ws, welcome := d.join(v, d.doc)
			if welcome["t"] != "welcome" {
				t.Fatal(welcome)
			}
			doc, err := d.st.Load(t.Context(), d.doc)
			if err != nil {
				t.Fatal(err)
			}
			unit, seg := doc.Units[0], doc.Units[0].Segs[0][0]
			m := map[string]any{"t": "set", "id": id, "unit": unit.ID}
			switch send {
			case "op":
				m = map[string]any{"t": "op", "id": id, "seg": seg.ID, "rev": seg.Rev, "ops": json.RawMessage(`[[0,"x"],4]`)}
			case "split", "apart", "realign":
				m = map[string]any{"t": "struct", "kind": send, "id": id, "seg": seg.ID, "rev": seg.Rev, "at": 1, "unit": unit.ID, "from": unit.ID, "to": doc.Units[1].ID}
			case "approve":
				m["what"], m["pair"], m["hashes"] = "approve", "en:zh-Hans", []string{"x", "y"}
			case "waive":
				m["what"], m["pair"], m["check"], m["reason"] = "waive", "en:zh-Hans", "num.value", "r"
			default:
				m["what"], m["side"], m["val"], m["reason"] = "state", "en", send, "r"
			}
			role := lowered
			role.Kind, role.Place = people.Document, d.doc
			if err := d.dir.SetRole(d.bossBy, v.id, role); err != nil {
				t.Fatal(err)
			}
			if err := ws.WriteJSON(m); err != nil {
				t.Fatal(err)
			}
			answer := d.heard(ws, "ev", "nack", "bye")
			if !slices.Contains([]any{wire.CodeRights, wire.CodeGone, wire.CodeLogin}, answer["code"]) {
				t.Errorf("as %q with %s: %v", lowered.Role, send, answer)
			}
			if after, err := d.st.Load(t.Context(), d.doc); err != nil || after.Head != doc.Head {
				t.Errorf("as %q with %s: %d events more, %v", lowered.Role, send, after.Head-doc.Head, err)
			}
			ws.Close()
		}
	}
	t.Logf("%d cases", cases)
}

// TestHostileIsLarge: the suite has at least as many cases as it once promised, before any
// of them is made again as each role.
func TestHostileIsLarge(t *testing.T) {
	cases := len(doorRows(t))
	families, err := os.ReadDir("testdata/hostile")
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if strings.HasSuffix(family.Name(), ".txtar") {
			data, err := os.ReadFile("testdata/hostile/" + family.Name())
			if err != nil {
				t.Fatal(err)
			}
			cases += strings.Count("\n"+string(data), "\n-- ")
		}
	}
	if cases < 320 {
		t.Errorf("%d cases, at least 320 are wanted", cases)
	}
	t.Logf("%d cases", cases)
}
