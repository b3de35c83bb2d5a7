package server_test

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/template"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/tools/txtar"

	"triptych/align"
	"triptych/server"
	"triptych/server/audit"
	"triptych/server/peer"
	"triptych/server/wire"
)

// long is the form of `make hostile`: more of everything, and the time that others
// wait is held to a figure. The short form runs with all tests, and says only in
// which order things happen.
var long = os.Getenv("TRIPTYCH_HOSTILE") == "long"

// hostile is a server under attack: people, a document of another, one that was
// deleted, and somebody who goes on working.
type hostile struct {
	*house
	log     *lockedLog
	start   uint64 // bytes in use before
	other   *peer.Peer
	deleted map[string]string
	waits   []time.Duration // what an acknowledgement took the bystander
	cases   int
}

type lockedLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// newHostile serves within the limits that everybody has. What a family leaves
// behind is looked at in its end.
func newHostile(t *testing.T) *hostile {
	t.Helper()
	k := &hostile{log: &lockedLog{}}
	k.house = newHouse(t, server.Options{Log: slog.New(slog.NewTextHandler(k.log, nil))}, "Foreign text | 外国 | 外國")
	k.other = k.peer("other")
	k.doc = k.create("Deleted", "Gone | 没 | 沒")
	p := k.peer("p")
	k.deleted = map[string]string{"doc": k.doc, "seg": seg(p, align.En, 0)}
	p.Close()
	if code := k.call("DELETE", "/api/documents/"+k.doc, "", nil); code != 204 {
		t.Fatal(code)
	}
	k.fresh()
	k.start = inUse()
	t.Cleanup(k.end)
	return k
}

// inUse is what the program keeps, in bytes, once nobody needs the rest.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

// most is how much more a server may keep after, or in the midst of, an attack.
const most = 64 << 20

// fits demands that little more is kept than before.
func (k *hostile) fits() {
	k.t.Helper()
	now := inUse()
	for end := time.Now().Add(time.Minute); now > k.start+most && time.Now().Before(end); now = inUse() {
		time.Sleep(100 * time.Millisecond)
	}
	if now > k.start+most {
		k.t.Errorf("%d MiB more are in use than before", (now-k.start)>>20)
	}
}

// end is what holds after every family.
func (k *hostile) end() {
	k.fits()
	if s := k.log.String(); strings.Contains(s, "panic") {
		k.t.Errorf("a panic: %.3000s", s)
	}
	if len(k.waits) == 0 {
		return
	}
	slices.Sort(k.waits)
	p99 := k.waits[len(k.waits)*99/100]
	k.t.Logf("%d cases, %d acknowledgements beside them: p50 %v, p99 %v, longest %v", k.cases, len(k.waits),
		k.waits[len(k.waits)/2].Round(100*time.Microsecond), p99.Round(100*time.Microsecond), k.waits[len(k.waits)-1].Round(100*time.Microsecond))
	if long && p99 > 250*time.Millisecond {
		k.t.Errorf("others waited: p99 %v", p99)
	}
}

// fresh makes the document of the next case.
func (k *hostile) fresh() {
	k.doc = k.create("A test", "Hello😀 | 你好 | 你好", "Two | 二 | 二", "By | 旁 | 旁", "300,000 people | 3万人 |")
}

// scene is what a case may name, and what its words make.
type scene struct {
	ID, Doc, Other, Deleted, DeletedSeg, Epoch string
	Seg, LastSeg, Foreign, ForeignUnit         string
	Unit, Next, Third, Last                    string
	HashEn, HashHans                           string
}

func (k *hostile) scene(p *peer.Peer, id string) scene {
	return scene{
		ID: id, Doc: k.doc, Other: k.other.Doc, Deleted: k.deleted["doc"], DeletedSeg: k.deleted["seg"], Epoch: k.st.Epoch(),
		Seg: seg(p, align.En, 0), LastSeg: seg(p, align.En, 3), Foreign: seg(k.other, align.En, 0), ForeignUnit: k.other.Order[0],
		Unit: p.Order[0], Next: p.Order[1], Third: p.Order[2], Last: p.Order[3],
		HashEn: align.ContentHash("Hello😀"), HashHans: align.ContentHash("你好"),
	}
}

// words are the functions of the cases.
var words = template.FuncMap{
	"rep":       strings.Repeat,
	"raw":       func(s string) (string, error) { b, err := hex.DecodeString(s); return string(b), err },
	"unrelated": unrelated,
}

// unrelated is a text of n characters that has little in common with another one.
func unrelated(n, which int) string {
	x := uint32(which)*2654435761 + 1
	runes := make([]rune, n)
	for i := range runes {
		x = x*1664525 + 1013904223
		runes[i] = rune(0x4E00 + x>>8%0x5000)
	}
	return string(runes)
}

func (s scene) fill(t *testing.T, text string) string {
	t.Helper()
	tmpl, err := template.New("").Delims("<<", ">>").Funcs(words).Parse(text)
	if err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	var b strings.Builder
	if err := tmpl.Execute(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// hostileCase is a row: what is sent, and which answers are right.
type hostileCase struct {
	name   string
	want   []string
	frames string
}

// casesOf reads a family.
func casesOf(t *testing.T, family string) (all []hostileCase) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/hostile", family+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(data).Files {
		want, name, _ := strings.Cut(f.Name, " ")
		if strings.HasPrefix(f.Name, "welcome[") {
			want, name, _ = strings.Cut(f.Name, "] ")
			all = append(all, hostileCase{name, []string{want + "]"}, string(f.Data)})
			continue
		}
		all = append(all, hostileCase{name, strings.Split(want, "|"), string(f.Data)})
	}
	return all
}

// pending are the cases that are known not to be answered right yet, by family and
// name ("ops: 25,000 insertions"), with why. One of them that is answered right fails,
// so that it is taken out.
var pending = map[string]string{}

// judge compares an answer with what is right.
func judge(t *testing.T, family string, c hostileCase, got, detail string) {
	t.Helper()
	right, why := slices.Contains(c.want, got), pending[family+": "+c.name]
	switch {
	case !right && why == "":
		t.Errorf("%s: %s: got %s, want %s. %.300s", family, c.name, got, strings.Join(c.want, " or "), detail)
	case right && why != "":
		t.Errorf("%s: %s: is answered right now: take it out of the pending ones", family, c.name)
	case !right:
		t.Logf("pending: %s: %s: got %s, want %s: %s", family, c.name, got, strings.Join(c.want, " or "), why)
	}
}

// attacker is a client that says what it likes.
type attacker struct {
	ws    *websocket.Conn
	acked map[string]bool
	said  string // the last refusal, as it came
}

func (k *hostile) attack() *attacker {
	k.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(k.url(), nil)
	if err != nil {
		k.t.Fatal(err)
	}
	return &attacker{ws: ws, acked: map[string]bool{}}
}

func (k *hostile) hello(a *attacker, client string) {
	k.t.Helper()
	if err := a.ws.WriteJSON(wire.ClientMessage{T: "hello", V: 1, Doc: k.doc, Client: client, Name: client}); err != nil {
		k.t.Fatal(err)
	}
}

// answer waits for what a message with an id comes to; ping says that after it a
// ping was sent, whose answer means that there is none.
func (a *attacker) answer(id string, ping bool) string {
	_ = a.ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	for {
		_, data, err := a.ws.ReadMessage()
		var slow interface{ Timeout() bool }
		if errors.As(err, &slow) && slow.Timeout() {
			return "silence"
		}
		if err != nil {
			return "closed"
		}
		var all []json.RawMessage
		if err := json.Unmarshal(data, &all); err != nil {
			return "no array: " + string(data)
		}
		for _, raw := range all {
			if got := a.one(raw, id, ping); got != "" {
				return got
			}
		}
	}
}

// one takes in one message; "" = it is not the answer.
func (a *attacker) one(raw json.RawMessage, id string, ping bool) string {
	var m struct {
		T, ID, Code string
		Own         bool
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return err.Error()
	}
	switch m.T {
	case "ev":
		if a.acked[m.ID] = a.acked[m.ID] || m.Own; m.Own && m.ID == id {
			return "ok"
		}
	case "nack":
		if m.ID != id && len(id) <= 64 && m.ID != "" {
			return ""
		}
		a.said = string(raw)
		return m.Code
	case "bye":
		a.said = string(raw)
		return "bye:" + m.Code
	case "pong":
		if ping {
			return "none"
		}
		return "pong"
	}
	return ""
}

// events counts what is stored of the document by others than the bystander.
func (k *hostile) events() (n int) {
	k.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+k.path+"?mode=ro")
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM event WHERE client NOT LIKE 'by%'`).Scan(&n); err != nil {
		k.t.Fatal(err)
	}
	return n
}

// bystand lets somebody edit another paragraph and waits for the acknowledgement.
func (k *hostile) bystand(p *peer.Peer) {
	k.t.Helper()
	k.edit(p, seg(p, align.En, 2), 0, 0, "x")
	began := time.Now()
	k.idle(p)
	k.waits = append(k.waits, time.Since(began))
}

// plain demands of a refusal that it is short and has no words from inside.
func (k *hostile) plain(what, said string) {
	k.t.Helper()
	if len(said) > 2000 {
		k.t.Errorf("%s: a refusal of %d bytes: %.200s", what, len(said), said)
	}
	for _, word := range []string{"constraint", "sql:", "json:", "Go struct", "Go value", "runtime error", "goroutine", ".go:", "wire.Client", "no rows"} {
		if strings.Contains(said, word) {
			k.t.Errorf("%s: %q in %.300s", what, word, said)
		}
	}
}

// TestHostileMessages: messages of every wrong shape, edits that do not fit, steps
// and settings about what is not there.
func TestHostileMessages(t *testing.T) {
	for _, family := range []string{"messages", "ops", "struct", "set"} {
		t.Run(family, func(t *testing.T) {
			k := newHostile(t)
			for _, c := range casesOf(t, family) {
				k.message(family, c)
			}
		})
	}
}

func (k *hostile) message(family string, c hostileCase) {
	k.t.Helper()
	k.cases++
	k.fresh()
	by := k.peer("by")
	defer by.Close()
	a := k.attack()
	defer a.ws.Close()
	k.hello(a, "attacker")
	id := "case"
	frames := strings.Split(strings.TrimSpace(c.frames), "\n")
	before := k.events()
	var got string
	for i, frame := range frames {
		frame = k.scene(by, id).fill(k.t, frame)
		var m struct{ ID string }
		if json.Unmarshal([]byte(frame), &m) == nil {
			id = m.ID
		}
		silent := i == len(frames)-1 && c.want[0] == "none"
		if err := a.ws.WriteMessage(websocket.TextMessage, []byte(frame)); err == nil && silent {
			_ = a.ws.WriteMessage(websocket.TextMessage, []byte(`{"t":"ping"}`))
		}
		if i == len(frames)-1 {
			k.bystand(by)
		}
		got, id = a.answer(id, silent), "case"
	}
	judge(k.t, family, c, got, a.said)
	k.plain(family+": "+c.name, a.said)
	if stored := k.events() - before; stored != len(mine(a)) {
		k.t.Errorf("%s: %s: %d events are stored, %d were acknowledged", family, c.name, stored, len(mine(a)))
	}
	faults, err := audit.Document(k.t.Context(), k.st, k.doc)
	if err != nil || len(faults) > 0 {
		k.t.Errorf("%s: %s: %v %v", family, c.name, faults, err)
	}
}

// mine lists what an attacker was acknowledged.
func mine(a *attacker) (ids []string) {
	for id, own := range a.acked {
		if own {
			ids = append(ids, id)
		}
	}
	return ids
}

// TestHostileHello: connections that begin wrong, and people with wild names.
func TestHostileHello(t *testing.T) {
	k := newHostile(t)
	by := k.peer("by")
	for _, c := range casesOf(t, "hello") {
		k.cases++
		s := k.scene(by, "case")
		for i, want := range c.want {
			c.want[i] = s.fill(t, want)
		}
		a := k.attack()
		_ = a.ws.WriteMessage(websocket.TextMessage, []byte(s.fill(t, strings.TrimSpace(c.frames))))
		got := a.begun()
		if c.want[0] == "welcome" {
			got, _, _ = strings.Cut(got, "[")
		}
		judge(t, "hello", c, got, a.said)
		k.plain("hello: "+c.name, a.said)
		k.bystand(by)
		a.ws.Close()
	}
	k.verify()
}

// begun is how the server takes a hello: welcome with the name, or resync.
func (a *attacker) begun() string {
	_ = a.ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	name := ""
	for {
		_, data, err := a.ws.ReadMessage()
		if err != nil {
			return "closed"
		}
		var all []struct {
			T, Code string
			You     wire.Person
		}
		if err := json.Unmarshal(data, &all); err != nil {
			return err.Error()
		}
		for _, m := range all {
			switch m.T {
			case "welcome":
				name = m.You.Name
			case "resync":
				return "resync"
			case "snap":
				return fmt.Sprintf("welcome[%s]", name)
			case "bye":
				a.said = string(data)
				return "bye:" + m.Code
			case "nack":
				a.said = string(data)
				return m.Code
			}
		}
	}
}
