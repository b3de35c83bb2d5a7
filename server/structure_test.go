package server_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/server/audit"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/wire"
)

// layout writes a peer's document as newHouse reads it.
func layout(p *peer.Peer) string {
	var lines []string
	for _, unit := range p.Order {
		var cells []string
		for _, v := range align.Versions {
			var texts []string
			for _, id := range p.Units[unit][v] {
				texts = append(texts, p.Segs[id].Text)
			}
			cells = append(cells, strings.Join(texts, "/"))
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

// step sends a structural step made on what the peer sees.
func (h *house) step(p *peer.Peer, m wire.ClientMessage) *wire.Nack {
	h.t.Helper()
	m.T, m.Base = "struct", p.At
	return h.send(p, m)
}

func TestStructure(t *testing.T) {
	h := newHouse(t, fast, "one. two|一二|一二", "three|三|三", "four|四|")
	p := h.peer("p")
	u := func(n int) string { return p.Order[n] }
	s := func(v align.Version, n int) string { return seg(p, v, n) }
	start := layout(p)
	for _, c := range []struct {
		name string
		m    wire.ClientMessage
		want string
	}{
		{"split", wire.ClientMessage{Kind: "split", Seg: s(0, 0), At: 5}, "one. /two|一二|一二\nthree|三|三\nfour|四|"},
		{"shift down", wire.ClientMessage{Kind: "shift", Unit: u(0), Side: "en", Dir: 1}, "one. |一二|一二\ntwo/three|三|三\nfour|四|"},
		{"shift up", wire.ClientMessage{Kind: "shift", Unit: u(1), Side: "zh-Hans", Dir: -1}, "one. |一二/三|一二\ntwo/three||三\nfour|四|"},
		{"merge", wire.ClientMessage{Kind: "merge", Unit: u(1), To: u(2)}, "one. |一二/三|一二\ntwo/three/four|四|三"},
	} {
		if n := h.step(p, c.m); n != nil {
			t.Fatalf("%s: %s", c.name, n.Why)
		}
		if got := layout(p); got != c.want {
			t.Fatalf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	// A move takes what stands between along.
	if n := h.step(p, wire.ClientMessage{Kind: "move", Seg: p.Units[u(1)][0][1], To: u(0)}); n != nil {
		t.Fatal(n.Why)
	}
	if got := layout(p); got != "one. /two/three|一二/三|一二\nfour|四|三" {
		t.Fatal(got)
	}
	// Join two paragraphs with a space, and two of Chinese without.
	if n := h.step(p, wire.ClientMessage{Kind: "merge", Seg: p.Units[u(0)][0][1]}); n != nil {
		t.Fatal(n.Why)
	}
	if n := h.step(p, wire.ClientMessage{Kind: "merge", Seg: p.Units[u(0)][1][0]}); n != nil {
		t.Fatal(n.Why)
	}
	if got := layout(p); got != "one. /two three|一二三|一二\nfour|四|三" {
		t.Fatal(got)
	}
	for i := range 7 {
		if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n != nil {
			t.Fatalf("undo %d: %s\n%s", i, n.Why, layout(p))
		}
	}
	if got := layout(p); got != start {
		t.Fatalf("undone:\n%s\nwant\n%s", got, start)
	}
	if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n == nil {
		t.Fatal("one more undo than there were steps")
	}
	h.verify()
}

// TestLateEdit: edits made before a split and a join go where the text went.
func TestLateEdit(t *testing.T) {
	for _, restart := range []bool{false, true} {
		h := newHouse(t, fast, "Hello world|你好|你好", "Next|下|下")
		a, b := h.peer("a"), h.peer("b")
		first, second := seg(a, align.En, 0), seg(a, align.En, 1)
		b.Close() // b types while it is offline
		h.edit(b, first, 0, 11, "Goodbye planet")
		h.edit(b, second, 4, 4, "!")
		if n := h.step(a, wire.ClientMessage{Kind: "split", Seg: first, At: 6}); n != nil {
			t.Fatal(n.Why)
		}
		if n := h.step(a, wire.ClientMessage{Kind: "merge", Seg: seg(a, align.En, 1)}); n != nil {
			t.Fatal(n.Why)
		}
		if got := layout(a); got != "Hello /world Next|你好|你好\n|下|下" {
			t.Fatal(got)
		}
		if restart {
			h.close()
			h.open()
			a.URL, b.URL = h.url(), h.url()
			if err := a.Dial(); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Dial(); err != nil {
			t.Fatal(err)
		}
		h.idle(b)
		h.until(a, func() bool { return a.At == b.At })
		if got := layout(a); got != "Goodbye planet/ Next!|你好|你好\n|下|下" || layout(b) != got {
			t.Fatalf("%q and %q", got, layout(b))
		}
		h.verify()
	}
}

// TestWideStep: a step over a whole book is refused, because everybody would be
// sent all of it.
func TestWideStep(t *testing.T) {
	lines := make([]string, 1001)
	for i := range lines {
		lines[i] = fmt.Sprintf("%d|%d|%d", i, i, i)
	}
	h := newHouse(t, fast, lines...)
	p := h.peer("p")
	m := wire.ClientMessage{Kind: "move", Seg: seg(p, align.En, 0), To: p.Order[len(p.Order)-1]}
	if n := h.step(p, m); n == nil || n.Code != "bad" || p.At != 1 {
		t.Fatalf("%+v", n)
	}
	m.To = p.Order[len(p.Order)-2]
	if n := h.step(p, m); n != nil {
		t.Fatal(n.Why)
	}
}

// TestEditAcrossUndoneJoin: an edit that was on its way while its paragraph was
// joined to another and stood by itself again is stored as it was sent, and its
// author, who had given the paragraph up meanwhile, has it as well.
func TestEditAcrossUndoneJoin(t *testing.T) {
	h := newHouse(t, fast, "Hello|你好|你好", "Next|下|下")
	a, b := h.peer("a"), h.peer("b")
	second := seg(a, align.En, 1)
	b.Close() // b types while it is offline
	h.edit(b, second, 4, 4, "!")
	for _, m := range []wire.ClientMessage{{Kind: "merge", Seg: seg(a, align.En, 0)}, {Kind: "undo"}} {
		if n := h.step(a, m); n != nil {
			t.Fatal(n.Why)
		}
	}
	if err := b.Dial(); err != nil {
		t.Fatal(err)
	}
	h.idle(b)
	h.until(a, func() bool { return a.At == b.At })
	if got := layout(a); got != "Hello|你好|你好\nNext!|下|下" || layout(b) != got {
		t.Fatalf("%q and %q", got, layout(b))
	}
	h.verify()
}

// TestJoinedTwice: a paragraph is joined, comes back, is edited and joined
// again; after a restart, what somebody typed in it goes where the later join
// put it.
// TestJointIsFound: undoing a join divides the text where the joint is now, also after
// the text was split elsewhere and that was undone; what somebody wrote at the end of
// the first, when there is no space between, stays there.
func TestJointIsFound(t *testing.T) {
	for _, c := range []struct {
		name  string
		at    int
		write string // at the joint
		where int
		want  string
	}{
		{"split before", 3, "", 0, "一二。三四。|五六。"},
		{"split at the joint", 6, "", 0, "一二。三四。|五六。"},
		{"split behind", 8, "", 0, "一二。三四。|五六。"},
		{"written at the joint", 3, "七", 6, "一二。三四。七|五六。"},
		{"written behind it", 8, "七", 7, "一二。三四。|五七六。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, fast, "one|一二。三四。|一", "two|五六。|二")
			p := h.peer("p")
			hans := func() string {
				var texts []string
				for _, line := range strings.Split(layout(p), "\n") {
					texts = append(texts, strings.Split(line, "|")[1])
				}
				return strings.Join(texts, "|")
			}
			before := seg(p, align.Hans, 0)
			steps := []wire.ClientMessage{
				{Kind: "merge", Seg: before},
				{Kind: "split", Seg: before, At: c.at},
				{Kind: "undo"},
				{Kind: "undo"},
			}
			for i, m := range steps {
				if i == 3 && c.write != "" {
					h.edit(p, before, c.where, c.where, c.write)
					h.idle(p)
				}
				if n := h.step(p, m); n != nil {
					t.Fatalf("%s: %s", m.Kind, n.Why)
				}
			}
			if got := hans(); got != c.want {
				t.Fatal(got)
			}
		})
	}
}

func TestJoinedTwice(t *testing.T) {
	h := newHouse(t, fast, "一|一|一", "二|二|二")
	a, b := h.peer("a"), h.peer("b")
	first, second := seg(a, align.En, 0), seg(a, align.En, 1)
	merge := wire.ClientMessage{Kind: "merge", Seg: first}
	if n := h.step(a, merge); n != nil {
		t.Fatal(n.Why)
	}
	if n := h.step(a, wire.ClientMessage{Kind: "undo"}); n != nil {
		t.Fatal(n.Why)
	}
	h.edit(a, second, 1, 1, "三")
	h.edit(a, first, 0, 0, "零")
	h.idle(a)
	h.until(b, func() bool { return b.At == a.At })
	b.Close()
	h.edit(b, second, 2, 2, "四")
	if n := h.step(a, merge); n != nil {
		t.Fatal(n.Why)
	}
	h.close()
	h.open()
	for _, p := range []*peer.Peer{a, b} {
		p.URL = h.url()
		if err := p.Dial(); err != nil {
			t.Fatal(err)
		}
		h.idle(p)
	}
	h.until(a, func() bool { return a.At == b.At && a.Loaded() })
	if got := layout(a); got != "零一二三四|一|一\n|二|二" || layout(b) != got {
		t.Fatalf("%q and %q", got, layout(b))
	}
	h.verify()
}

// verify checks the database: chain, revisions, and every table.
func (h *house) verify() {
	h.t.Helper()
	ctx := context.Background()
	faults, err := audit.Document(ctx, h.st, h.doc)
	if err != nil || len(faults) > 0 {
		h.t.Fatal(faults, err)
	}
}

// squeezed is the text of a version without white space.
func squeezed(p *peer.Peer, v align.Version) string {
	return strings.Join(strings.Fields(strings.Join(p.Texts()[v], "")), "")
}

// TestStructureKeepsText: structural steps by several people, among edits, leave
// the text of every version as it was, and everybody sees the same.
func TestStructureKeepsText(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	rapid.Check(t, func(rt *rapid.T) {
		h.doc = h.create("P", "one two three|一二三。四|一二三", "four|五/六|", "five six|七|七八九", "|十|十")
		a, b := h.peer("a"+h.doc), h.peer("b"+h.doc)
		defer a.Close()
		defer b.Close()
		turned := false // there was a swap
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			p := []*peer.Peer{a, b}[rapid.IntRange(0, 1).Draw(rt, "who")]
			if rapid.IntRange(0, 2).Draw(rt, "edit") == 0 {
				randomEdit(h, rt, p)
				continue
			}
			h.idle(p) // the other one's edits may still be on their way
			h.until(p, func() bool { return p.At >= max(a.At, b.At) })
			before := [3]string{squeezed(p, 0), squeezed(p, 1), squeezed(p, 2)}
			m := randomStep(rt, p)
			at := p.At
			n := h.step(p, m)
			if n != nil && n.Code == "failed" {
				rt.Fatalf("%+v: %s", m, n.Why)
			}
			turned = turned || n == nil && m.Kind == "swap"
			if n != nil || p.At > at+1 {
				continue // refused, or somebody's edit came between
			}
			after := [3]string{squeezed(p, 0), squeezed(p, 1), squeezed(p, 2)}
			for v := range before {
				switch m.Kind {
				case "swap": // and what takes one back or does it again: the same characters
					if m.Side != "" && m.Side != align.Version(v).String() && before[v] != after[v] {
						rt.Fatalf("swap of %s: %q, was %q", m.Side, after[v], before[v])
					}
					fallthrough
				case "undo", "redo":
					if turned {
						before[v], after[v] = sorted(before[v]), sorted(after[v])
					}
				}
			}
			if after != before {
				rt.Fatalf("%s %s: %q, was %q", m.Kind, m.Seg, after, before)
			}
		}
		for _, p := range []*peer.Peer{a, b} {
			h.idle(p)
		}
		head := max(a.At, b.At)
		h.until(a, func() bool { return a.At == head })
		h.until(b, func() bool { return b.At == head })
		c := h.peer("c" + h.doc)
		defer c.Close()
		if la, lb, lc := layout(a), layout(b), layout(c); la != lb || la != lc {
			rt.Fatalf("a:\n%s\nb:\n%s\nfresh:\n%s", la, lb, lc)
		}
		h.verify()
	})
}

// sorted is a text with its characters in order.
func sorted(text string) string {
	runes := []rune(text)
	slices.Sort(runes)
	return string(runes)
}

func randomEdit(h *house, rt *rapid.T, p *peer.Peer) {
	all := segments(p)
	id := rapid.SampledFrom(all).Draw(rt, "seg")
	if !p.Editable(id) {
		return
	}
	text := []rune(p.Shown(id))
	from := rapid.IntRange(0, len(text)).Draw(rt, "from")
	to := rapid.IntRange(from, min(len(text), from+3)).Draw(rt, "to")
	u := func(n int) int { return change.Units(string(text[:n])) }
	insert := rapid.SampledFrom([]string{"", "a", "中", "😀b", " "}).Draw(rt, "insert")
	h.edit(p, id, u(from), u(to), insert)
}

// segments lists the ids of all segments in order.
func segments(p *peer.Peer) []string {
	var all []string
	for _, unit := range p.Order {
		for _, ids := range p.Units[unit] {
			all = append(all, ids...)
		}
	}
	return all
}

func randomStep(rt *rapid.T, p *peer.Peer) wire.ClientMessage {
	m := wire.ClientMessage{Kind: rapid.SampledFrom([]string{"split", "merge", "join", "move", "shift", "apart", "each", "own", "swap", "undo", "redo", "realign"}).Draw(rt, "kind")}
	n := rapid.IntRange(0, len(p.Order)-1).Draw(rt, "unit")
	id := rapid.SampledFrom(segments(p)).Draw(rt, "seg")
	switch m.Kind {
	case "split":
		m.Seg = id
		runes := []rune(p.Segs[id].Text)
		m.At = change.Units(string(runes[:rapid.IntRange(0, len(runes)).Draw(rt, "at")]))
	case "apart":
		m.Seg, m.Dir = id, rapid.SampledFrom([]int{-1, 0, 1}).Draw(rt, "dir")
	case "each":
		m.Unit = p.Order[n]
	case "own":
		m.Unit, m.Side = p.Order[n], rapid.SampledFrom(align.Versions[:]).Draw(rt, "side").String()
		m.Dir = rapid.SampledFrom([]int{-1, 1}).Draw(rt, "dir")
	case "swap":
		m.Unit, m.To = p.Order[n], p.Order[min(n+1, len(p.Order)-1)]
		m.Side = rapid.SampledFrom([]string{"", "en", "zh-Hans", "zh-Hant"}).Draw(rt, "side")
	case "join":
		m.Kind, m.Seg = "merge", id
	case "merge":
		m.Unit, m.To = p.Order[n], p.Order[min(n+1, len(p.Order)-1)]
	case "move":
		m.Seg, m.To = id, p.Order[n]
	case "shift":
		m.Unit, m.Side = p.Order[n], rapid.SampledFrom(align.Versions[:]).Draw(rt, "side").String()
		m.Dir = rapid.SampledFrom([]int{-1, 1}).Draw(rt, "dir")
	case "realign":
		m.Unit, m.To = p.Order[n], p.Order[rapid.IntRange(n, len(p.Order)-1).Draw(rt, "to")]
	}
	return m
}

// TestApart: paragraphs that were piled up come into units of their own, and back.
func TestApart(t *testing.T) {
	h := newHouse(t, fast, "a/b/c|甲|甲", "d|乙|乙")
	p := h.peer("p")
	second := p.Units[p.Order[0]][align.En][1]
	for _, c := range []struct {
		m    wire.ClientMessage
		want string
	}{
		{wire.ClientMessage{Kind: "apart", Seg: second}, "a|甲|甲\nb||\nc||\nd|乙|乙"},
		{wire.ClientMessage{Kind: "apart", Seg: seg(p, align.En, 0), Dir: -1}, "a||\nb/c|甲|甲\nd|乙|乙"},
		{wire.ClientMessage{Kind: "each", Unit: p.Order[0]}, "a|甲|甲\nb||\nc||\nd|乙|乙"},
	} {
		before := layout(p)
		if n := h.step(p, c.m); n != nil {
			t.Fatal(n.Why)
		}
		if got := layout(p); got != c.want {
			t.Fatalf("%s: %q, want %q", c.m.Kind, got, c.want)
		}
		if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n != nil || layout(p) != before {
			t.Fatalf("undone: %+v %q", n, layout(p))
		}
	}
	if n := h.step(p, wire.ClientMessage{Kind: "apart", Seg: second, Dir: 1}); n == nil || n.Key != "no.apart_order" {
		t.Fatalf("%+v", n)
	}
	if n := h.step(p, wire.ClientMessage{Kind: "each", Unit: p.Order[1]}); n == nil || n.Key != "no.each" {
		t.Fatalf("%+v", n)
	}
	h.verify()
}

// TestStaleStep: a step on units that another step has changed is refused.
func TestStaleStep(t *testing.T) {
	h := newHouse(t, fast, "a b|甲|甲", "c|乙|乙", "d|丙|丙")
	p := h.peer("p")
	base := p.At
	if n := h.step(p, wire.ClientMessage{Kind: "merge", Unit: p.Order[0], To: p.Order[1]}); n != nil {
		t.Fatal(n.Why)
	}
	late := wire.ClientMessage{T: "struct", Kind: "shift", Unit: p.Order[0], Side: "en", Dir: 1, Base: base}
	if n := h.send(p, late); n == nil || n.Code != "stale" {
		t.Fatalf("%+v", n)
	}
	if got := layout(p); got != "a b/c|甲/乙|甲/乙\nd|丙|丙" {
		t.Fatal(got)
	}
	if !slices.Contains(p.Acked, fmt.Sprintf("p-%d", 1)) {
		t.Fatal(p.Acked)
	}
}

// TestUndoRestoresStates: taking back a split, a shift or a join leaves every cell
// in the state it was in, but where somebody said something else of it since.
func TestUndoRestoresStates(t *testing.T) {
	for _, c := range []struct {
		name string
		m    func(p *peer.Peer) wire.ClientMessage
	}{
		{"split", func(p *peer.Peer) wire.ClientMessage {
			return wire.ClientMessage{Kind: "split", Seg: seg(p, align.En, 0), At: 5}
		}},
		{"shift", func(p *peer.Peer) wire.ClientMessage {
			return wire.ClientMessage{Kind: "shift", Unit: p.Order[0], Side: "zh-Hans", Dir: 1}
		}},
		{"shift of the rest", func(p *peer.Peer) wire.ClientMessage {
			return wire.ClientMessage{Kind: "shift", Unit: p.Order[2], Side: "zh-Hant", Dir: -1}
		}},
		{"join of paragraphs", func(p *peer.Peer) wire.ClientMessage {
			return wire.ClientMessage{Kind: "merge", Seg: seg(p, align.Hant, 0)}
		}},
		{"join of units", func(p *peer.Peer) wire.ClientMessage {
			return wire.ClientMessage{Kind: "merge", Unit: p.Order[0], To: p.Order[1]}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, fast, "one. two|一二|一二", "three|三|三", "||四")
			p := h.peer("p")
			given := func(n int, side, val, made string) {
				t.Helper()
				m := wire.ClientMessage{T: "set", What: "state", Unit: p.Order[n], Side: side, Val: val, Made: made, Reason: "read it again", Base: p.At}
				if no := h.send(p, m); no != nil {
					t.Fatal(no.Why)
				}
			}
			given(0, "en", "rework", "")
			given(0, "zh-Hans", "converted", "zh-Hant@0")
			given(1, "zh-Hans", "draft", "")
			given(1, "zh-Hant", "rework", "")
			given(2, "zh-Hant", "converted", "zh-Hans@0")
			before := h.states("q")
			if no := h.step(p, c.m(p)); no != nil {
				t.Fatal(no.Why)
			}
			given(0, "zh-Hant", "rework", "")
			if no := h.step(p, wire.ClientMessage{Kind: "undo"}); no != nil {
				t.Fatal(no.Why)
			}
			before[0] = strings.Replace(before[0], "zh-Hant imported ", "zh-Hant rework read it again", 1)
			if got := h.states("q"); !slices.Equal(got, before) {
				t.Errorf("undone:\n%q\nwant\n%q", got, before)
			}
			h.close() // and so the database has them
			h.open()
			if got := h.states("q"); !slices.Equal(got, before) {
				t.Errorf("opened again:\n%q\nwant\n%q", got, before)
			}
			h.verify()
		})
	}
}

// states says of every unit what its cells are shown as to somebody who comes now.
func (h *house) states(client string) (all []string) {
	h.t.Helper()
	for _, u := range wait(h.raw(client), "snap", func(*wire.Snap) bool { return true }).Units {
		line := ""
		for _, v := range align.Versions {
			line += fmt.Sprintf("%s %s %s; ", v, u.Cells[v].State, u.Cells[v].Made)
		}
		all = append(all, line)
	}
	return all
}
