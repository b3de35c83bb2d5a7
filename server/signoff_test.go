package server_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/server/peer"
	"triptych/server/wire"
)

// then is what the routes of a moment answer.
type then struct {
	Seq   int64
	Kind  string
	Sum   string
	Units []wire.UnitView
}

// shown is what somebody who comes now is shown of a document, without findings, and
// after which event.
func (h *house) shown(client string) (all []wire.UnitView, head int64) {
	h.t.Helper()
	snap := wait(h.raw(client), "snap", func(s *wire.Snap) bool { return s.Part == s.Parts-1 })
	for _, u := range snap.Units {
		all = append(all, bare(u))
	}
	return all, snap.Head
}

// bare is a unit as a moment has it.
func bare(u wire.UnitView) wire.UnitView {
	u.Findings, u.Waived = nil, nil
	for v, cell := range u.Cells {
		if len(cell.Segs) == 0 {
			cell.Segs = nil
			u.Cells[v] = cell
		}
	}
	return u
}

// TestMoments: a document made again from its events is, after every event, what the
// people in it were shown then; each version says the same in between.
func TestMoments(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	rapid.Check(t, func(rt *rapid.T) {
		h.doc = h.create("P", "one two three|一二三。四|一二三", "four|五/六|", "five six|七|七八九", "|十|十")
		a := h.peer("a" + h.doc)
		defer a.Close()
		were := map[int64][]wire.UnitView{}
		note := func() {
			h.idle(a)
			units, head := h.shown(fmt.Sprintf("n%d%s", len(were), h.doc))
			were[head] = units
		}
		note()
		for range rapid.IntRange(1, 14).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				randomEdit(h, rt, a)
			case 1:
				h.step(a, randomStep(rt, a))
			default:
				h.send(a, randomSay(rt, a))
			}
			note()
		}
		var got then
		for seq := int64(1); seq <= a.At; seq++ {
			if code := h.call("GET", fmt.Sprintf("/api/documents/%s/moments/%d", h.doc, seq), "", &got); code != http.StatusOK {
				rt.Fatalf("event %d: status %d", seq, code)
			}
			for i := range got.Units {
				got.Units[i] = bare(got.Units[i])
			}
			if want, seen := were[seq]; seen && !reflect.DeepEqual(got.Units, want) {
				x, _ := json.Marshal(got.Units)
				y, _ := json.Marshal(want)
				rt.Fatalf("after event %d, %s,\n%s\nwas shown as\n%s", seq, got.Kind, x, y)
			}
			got = then{}
		}
		h.verify()
	})
}

// randomSay is something that people say of a unit.
func randomSay(rt *rapid.T, p *peer.Peer) wire.ClientMessage {
	n := rapid.IntRange(0, len(p.Order)-1).Draw(rt, "of")
	pair := rapid.SampledFrom(align.Pairs[:]).Draw(rt, "pair")
	m := approve(p, n, pair)
	switch rapid.IntRange(0, 3).Draw(rt, "say") {
	case 0:
		m.What = "withdraw"
	case 1:
		m = wire.ClientMessage{T: "set", What: "state", Unit: p.Order[n], Side: pair[1].String(), Val: rapid.SampledFrom([]string{"done", "draft", "rework"}).Draw(rt, "val"), Reason: "why"}
	default:
		m.Reason = "because"
	}
	return m
}

// standing is what GET signoffs answers.
type standing struct {
	Now struct {
		Sum                                      string
		Pairs, Approved, Cells, Confirmed, Units int
		Errors                                   int
		Ready, Checked                           bool
		Left                                     []struct {
			Number int
			Pairs  []string
			Cells  []string
			Errors int
		}
	}
	List []struct {
		Seq    int64
		By     string
		Reason string
		Of     struct{ Sum string }
	}
}

// stand asks until everything is checked.
func (h *house) stand() (s standing) {
	h.t.Helper()
	for !s.Now.Checked {
		s = standing{}
		if code := h.call("GET", "/api/documents/"+h.doc+"/signoffs", "", &s); code != http.StatusOK {
			h.t.Fatalf("status %d", code)
		}
	}
	return s
}

func (h *house) sign(sum, reason string) (int, string) {
	var said struct{ Error struct{ Key string } }
	body, _ := json.Marshal(map[string]string{"sum": sum, "reason": reason, "name": "梅"})
	return h.call("POST", "/api/documents/"+h.doc+"/signoffs", string(body), &said), said.Error.Key
}

// TestSignoff: a document is signed off as it was shown, with a reason while something is
// to do; what was signed stays readable, comparable and verifiable whatever comes after.
func TestSignoff(t *testing.T) {
	h := newHouse(t, fast, "It has 300,000 people.|有30万人。|有30萬人。", "Nothing changes here.|此处不变。|此處不變。")
	p := h.peer("p")
	s := h.stand()
	if s.Now.Ready || s.Now.Pairs != 6 || s.Now.Approved != 0 || s.Now.Cells != 6 || s.Now.Confirmed != 0 || len(s.Now.Left) != 2 {
		t.Fatalf("%+v", s.Now)
	}
	if code, key := h.sign(s.Now.Sum, ""); code != http.StatusConflict || key != "sign.reason" {
		t.Fatal(code, key)
	}
	if code, key := h.sign(strings.Repeat("0", 32), "x"); code != http.StatusConflict || key != "sign.moved" {
		t.Fatal(code, key)
	}
	for n := range p.Order {
		for _, v := range align.Versions {
			if no := h.send(p, wire.ClientMessage{T: "set", What: "state", Unit: p.Order[n], Side: v.String(), Val: "done"}); no != nil {
				t.Fatal(no.Why)
			}
		}
		for _, pair := range align.Pairs {
			if no := h.send(p, approve(p, n, pair)); no != nil {
				t.Fatal(no.Why)
			}
		}
	}
	if s = h.stand(); !s.Now.Ready || len(s.Now.Left) != 0 {
		t.Fatalf("%+v", s.Now)
	}
	if code, key := h.sign(s.Now.Sum, ""); code != http.StatusCreated {
		t.Fatal(code, key)
	}
	h.until(p, func() bool { return p.At == 14 })
	signed, _ := h.shown("q")
	h.edit(p, seg(p, align.Hans, 1), 0, 1, "那")
	h.idle(p)
	h.verify()

	s = h.stand()
	if len(s.List) != 1 || s.List[0].By != "梅" || s.List[0].Seq != 14 || s.Now.Ready || s.Now.Sum == s.List[0].Of.Sum {
		t.Fatalf("%+v", s)
	}
	h.snapshot(t, s.List[0].Seq, s.List[0].Of.Sum, signed)
}

// snapshot looks at what was signed: read, compared, printed, exported, and damaged.
func (h *house) snapshot(t *testing.T, seq int64, sum string, signed []wire.UnitView) {
	at := fmt.Sprintf("/api/documents/%s/moments/%d", h.doc, seq)
	var was then
	h.call("GET", at, "", &was)
	for i := range was.Units {
		was.Units[i] = bare(was.Units[i])
	}
	if was.Kind != "sign" || was.Sum != sum || !reflect.DeepEqual(was.Units, signed) {
		t.Fatalf("%+v\n%+v", was, signed)
	}
	var changes []struct {
		Was, Now int
		Texts    map[string][]struct {
			Op   int
			Text string
		}
		Pairs map[string][2]string
	}
	h.call("GET", at+"/changes", "", &changes)
	if len(changes) != 1 || changes[0].Now != 2 || len(changes[0].Texts) != 1 || len(changes[0].Pairs) != 2 || changes[0].Pairs["en:zh-Hans"] != [2]string{"approved", "stale"} {
		t.Fatalf("%+v", changes)
	}
	page := h.text(fmt.Sprintf("/api/documents/%s/signoffs/%d/page?lang=zh-Hant&zone=Asia/Taipei", h.doc, seq))
	for _, want := range []string{"簽核", "此处不变。", sum, "梅", "CST"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if file := h.text(fmt.Sprintf("/api/documents/%s/export?format=tsv&at=%d", h.doc, seq)); !strings.Contains(file, "此处不变。") {
		t.Error(file)
	}
	if code := h.call("GET", fmt.Sprintf("/api/documents/%s/moments/%d", h.doc, 99), "", nil); code != http.StatusNotFound {
		t.Error(code)
	}
}

// text is what an address answers.
func (h *house) text(path string) string {
	h.t.Helper()
	res, err := http.Get(h.http.URL + path)
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		h.t.Fatal(err, res.Status, string(data))
	}
	return string(data)
}
