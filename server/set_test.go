package server_test

import (
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/waived"
	"triptych/server/wire"
)

// unit is the status of the n-th unit as the peer was told it last.
func unit(p *peer.Peer, n int) wire.Status { return p.Status[p.Order[n]] }

func approve(p *peer.Peer, n int, pair align.Pair) wire.ClientMessage {
	hashes := unit(p, n).Hashes
	return wire.ClientMessage{T: "set", What: "approve", Unit: p.Order[n], Pair: pair.String(), Hashes: []string{hashes[pair[0]], hashes[pair[1]]}}
}

// TestApproval: an approval holds for two exact texts; an edit makes it stale
// with a diff, and editing back brings it back.
func TestApproval(t *testing.T) {
	h := newHouse(t, fast, "The bank lent $300,000 to farmers. | 银行向农民贷款30万美元。 | 銀行向農民貸款30萬美元。", "Second paragraph. | 第二段。 | 第二段。")
	p := h.peer("p")
	pair := align.Pairs[0]
	status := func() check.PairStatus { return unit(p, 0).Pairs[pair.String()] }
	if n := h.send(p, approve(p, 0, pair)); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return status() == check.Approved })

	en := seg(p, align.En, 0)
	late := approve(p, 0, pair)
	h.edit(p, en, 15, 22, "400,000")
	h.idle(p)
	h.until(p, func() bool { return status() == check.Stale && len(find(unit(p, 0), "drift.stale")) > 0 })
	if f := find(unit(p, 0), "drift.stale")[0]; len(f.Diff) == 0 {
		t.Fatalf("no diff: %+v", f)
	}
	h.until(p, func() bool { return len(find(unit(p, 0), "num.value")) > 0 })
	if n := h.send(p, late); n == nil || n.Code != "conflict" || len(n.Hashes) != 2 || n.Hashes[0] == late.Hashes[0] {
		t.Fatalf("approval of texts that moved: %+v", n)
	}
	h.edit(p, en, 15, 22, "300,000")
	h.idle(p)
	h.until(p, func() bool { return status() == check.Approved && len(unit(p, 0).Findings) == 0 })

	// White space and paragraphs inside the cell disturb nothing.
	h.edit(p, en, 3, 3, "  ")
	h.idle(p)
	if status() != check.Approved {
		t.Fatal(status())
	}
	h.edit(p, en, 0, 0, "X")
	h.idle(p)
	h.until(p, func() bool { return status() == check.Stale })
	if n := h.send(p, wire.ClientMessage{T: "set", What: "withdraw", Unit: p.Order[0], Pair: pair.String()}); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return status() == check.Open })
	q := h.peer("q") // a snapshot says the same
	if got := unit(q, 0).Pairs[pair.String()]; got != check.Open {
		t.Fatal(got)
	}
	h.verify()
}

func find(s wire.Status, id string) []check.Finding {
	var found []check.Finding
	for _, f := range s.Findings {
		if f.Check == id {
			found = append(found, f)
		}
	}
	return found
}

func TestWaiver(t *testing.T) {
	h := newHouse(t, fast, "It cost $300,000. | 花费30万美元。 | 花費3萬美元。")
	p := h.peer("p")
	h.until(p, func() bool { return len(find(unit(p, 0), "num.value")) > 0 })
	found := find(unit(p, 0), "num.value")
	if len(found) == 0 {
		t.Fatalf("%+v", unit(p, 0))
	}
	var tags []string
	for _, v := range found[0].Pair {
		tags = append(tags, v.String())
	}
	waive := wire.ClientMessage{T: "set", What: "waive", Unit: p.Order[0], Check: "num.value", Pair: strings.Join(tags, ":")}
	if n := h.send(p, waive); n == nil || n.Code != "bad" {
		t.Fatalf("without a reason: %+v", n)
	}
	waive.Reason = "the house says so"
	if n := h.send(p, waive); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 1 })
	if w := unit(p, 0).Waived[0]; w.Reason != waive.Reason || w.By != "p" || w.Finding.Check != "num.value" {
		t.Fatalf("%+v", w)
	}
	h.edit(p, seg(p, align.Hant, 0), 0, 0, "共")
	h.idle(p)
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 0 && len(find(unit(p, 0), "num.value")) > 0 })
	h.verify()
}

// TestWaiverHere: what is said to be all right here stays so whatever is written,
// after a restart too, until it is raised again.
func TestWaiverHere(t *testing.T) {
	h := newHouse(t, fast, "It cost $300,000. | 花费30万美元。 | 花費3萬美元。")
	p := h.peer("p")
	here := wire.ClientMessage{T: "set", What: "waive", Val: wire.Here, Unit: p.Order[0], Check: "num.value"}
	if n := h.send(p, here); n == nil || n.Code != "bad" {
		t.Fatalf("without a reason: %+v", n)
	}
	here.Reason = "told in the note"
	if n := h.send(p, here); n != nil {
		t.Fatal(n.Why)
	}
	quiet := func() bool { return len(unit(p, 0).Waived) > 0 && len(find(unit(p, 0), "num.value")) == 0 }
	h.until(p, quiet)
	was := unit(p, 0).Hashes[align.Hans]
	h.edit(p, seg(p, align.Hans, 0), 0, 0, "共50个")
	h.idle(p)
	h.until(p, func() bool { return quiet() && unit(p, 0).Hashes[align.Hans] != was })
	h.close()
	h.open()
	p = h.peer("q")
	h.until(p, quiet)
	f := unit(p, 0).Waived[0].Finding
	again := wire.ClientMessage{T: "set", What: "unwaive", Unit: f.Unit, Check: f.Check, Pair: waived.PairName(f.Pair), Finding: f.ID}
	if n := h.send(p, again); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 0 && len(find(unit(p, 0), "num.value")) > 0 })
	h.verify()
}

// TestWaiverOfOneFinding: what is waived is the finding itself, not the next one
// of the same check beside it.
func TestWaiverOfOneFinding(t *testing.T) {
	h := newHouse(t, fast, "It took 300 ships and 40 planes. | 出动了500艘船和70架飞机。 |")
	p := h.peer("p")
	h.until(p, func() bool { return len(find(unit(p, 0), "num.value")) > 0 })
	found := find(unit(p, 0), "num.value")
	if len(found) != 2 || found[0].ID == found[1].ID {
		t.Fatalf("%+v", found)
	}
	waive := wire.ClientMessage{T: "set", What: "waive", Unit: p.Order[0], Check: "num.value", Pair: "en:zh-Hans", Finding: found[1].ID, Reason: "meant"}
	if n := h.send(p, waive); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 1 })
	if left := find(unit(p, 0), "num.value"); len(left) != 1 || left[0].ID != found[0].ID || unit(p, 0).Waived[0].Finding.ID != found[1].ID {
		t.Fatalf("%+v", unit(p, 0))
	}
	q := h.peer("q")
	if len(unit(q, 0).Waived) != 1 {
		t.Fatal("a snapshot says otherwise")
	}
	waive.What, waive.Reason = "unwaive", ""
	if n := h.send(p, waive); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 0 && len(find(unit(p, 0), "num.value")) == 2 })
	waive.Finding, waive.What, waive.Reason = "", "waive", "all of them"
	if n := h.send(p, waive); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 2 })
	waive.Finding, waive.What = found[0].ID, "unwaive" // it was waived with all
	if n := h.send(p, waive); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(unit(p, 0).Waived) == 0 })
	h.verify()
}

// TestConvertedCell: a cell made from the other one says so until a person
// confirms it, and tells when what it was made from has changed.
func TestConvertedCell(t *testing.T) {
	h := newHouse(t, fast, "The port is open. | 港口开放。 |")
	p := h.peer("p")
	h.edit(p, seg(p, align.Hant, 0), 0, 0, "港口開放。")
	h.idle(p)
	state := wire.ClientMessage{T: "set", What: "state", Unit: p.Order[0], Side: "zh-Hant", Val: "converted", Made: "zh-Hans@0"}
	for _, made := range []string{"", "en@1", "zh-Hant@1", "zh-Hans@x", "zh-Hans@1; DROP"} {
		bad := state
		bad.Made = made
		if n := h.send(p, bad); n == nil || n.Code != "bad" {
			t.Errorf("%q: %+v", made, n)
		}
	}
	if n := h.send(p, state); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return len(find(unit(p, 0), "drift.converted")) == 1 })
	h.edit(p, seg(p, align.Hans, 0), 2, 2, "全天")
	h.idle(p)
	h.until(p, func() bool {
		f := find(unit(p, 0), "drift.converted")
		return len(f) == 1 && f[0].Severity == check.Warning
	})
	h.close()
	h.open()
	q := h.peer("q")
	if len(find(unit(q, 0), "drift.converted")) != 1 {
		t.Fatalf("after a restart: %+v", unit(q, 0))
	}
	if n := h.send(q, approve(q, 0, align.Pairs[2])); n != nil {
		t.Fatal(n.Why)
	}
	h.until(q, func() bool { return len(find(unit(q, 0), "drift.converted")) == 0 })
	h.verify()
}

func TestCellState(t *testing.T) {
	h := newHouse(t, fast, "One | 一 |")
	p := h.peer("p")
	state := func(val string) wire.ClientMessage {
		return wire.ClientMessage{T: "set", What: "state", Unit: p.Order[0], Side: "zh-Hant", Val: val}
	}
	if n := h.send(p, state("done")); n == nil {
		t.Fatal("an empty cell was confirmed")
	}
	h.edit(p, seg(p, align.Hant, 0), 0, 0, "一")
	h.idle(p)
	if n := h.send(p, state("rework")); n == nil || n.Code != "bad" {
		t.Fatalf("sent back without a word: %+v", n)
	}
	for _, val := range []string{"done", "rework", "draft"} {
		m := state(val)
		m.Reason = "two words are wrong"
		if n := h.send(p, m); n != nil {
			t.Fatal(n.Why)
		}
		want := map[string]string{"rework": m.Reason}[val]
		if got := h.states("q" + val)[0]; !strings.Contains(got, "zh-Hant "+val+" "+want+";") {
			t.Fatalf("%s: %s", val, got)
		}
	}
	if n := h.send(p, state("perfect")); n == nil || n.Code != "bad" {
		t.Fatalf("%+v", n)
	}
}

// TestApproveError: an open error is approved with a reason alone, which stays with
// who approved it and when.
func TestApproveError(t *testing.T) {
	h := newHouse(t, fast, "It cost $300,000. | 花费30万美元。 | 花費3萬美元。")
	p := h.peer("p")
	h.until(p, func() bool { return len(find(unit(p, 0), "num.value")) > 0 })
	if n := h.send(p, approve(p, 0, align.Pairs[0])); n != nil {
		t.Fatal(n.Why) // these two agree
	}
	m := approve(p, 0, align.Pairs[1])
	if n := h.send(p, m); n == nil || n.Key != "no.approve_error" {
		t.Fatalf("%+v", n)
	}
	m.Reason = "the house counts otherwise"
	if n := h.send(p, m); n != nil {
		t.Fatal(n.Why)
	}
	var marks map[string]struct {
		By, Reason string
		At         int64
	}
	for range 2 {
		h.call("GET", "/api/documents/"+h.doc+"/marks?unit="+p.Order[0], "", &marks)
		if got := marks[align.Pairs[1].String()]; len(marks) != 2 || got.By != "p" || got.Reason != m.Reason || got.At == 0 {
			t.Fatalf("%+v", marks)
		}
		h.close()
		h.open()
	}
	h.verify()
}

// TestApprovalCarried: an approval is carried over cosmetic edits, of either side and one
// after another, and over a restart; an edit that says something else ends that, and
// taking it back brings it back. A withdrawal ends it as well.
func TestApprovalCarried(t *testing.T) {
	h := newHouse(t, fast, "He said \"go on\". | 他说“继续”。 | 他說「繼續」。")
	p, pair := h.peer("p"), align.Pairs[0]
	if n := h.send(p, approve(p, 0, pair)); n != nil {
		t.Fatal(n.Why)
	}
	edit := func(v align.Version, text string) {
		t.Helper()
		id := seg(p, v, 0)
		h.edit(p, id, 0, change.Units(p.Shown(id)), text)
		h.idle(p)
	}
	stands := func(want check.PairStatus, carried bool) {
		t.Helper()
		h.until(p, func() bool { return unit(p, 0).Pairs[pair.String()] == want })
		var marks map[string]struct{ Carried bool }
		h.call("GET", "/api/documents/"+h.doc+"/marks?unit="+p.Order[0], "", &marks)
		if got, there := marks[pair.String()]; there != (want == check.Approved) || got.Carried != carried {
			t.Fatalf("%+v", marks)
		}
	}
	stands(check.Approved, false)
	edit(align.Hans, "他说「继续」")
	stands(check.Approved, true)
	edit(align.En, "He said “go on”.")
	stands(check.Approved, true)
	edit(align.En, "He said “go off”.")
	stands(check.Stale, false)
	h.close()
	h.open()
	p = h.peer("p2")
	stands(check.Stale, false)
	edit(align.En, "He said “go on”")
	stands(check.Approved, true)
	edit(align.En, "He said \"go on\".")
	edit(align.Hans, "他说“继续”。")
	stands(check.Approved, false)
	edit(align.Hans, "他说“继续”")
	if n := h.send(p, wire.ClientMessage{T: "set", What: "withdraw", Unit: p.Order[0], Pair: pair.String()}); n != nil {
		t.Fatal(n.Why)
	}
	stands(check.Open, false)
	h.verify()
}

// TestApproveMany: one message approves what can be and leaves out what cannot, and
// one takes all of it back, so that what was stale is so again.
func TestApproveMany(t *testing.T) {
	h := newHouse(t, fast, "One. | 一。 | 一。", "Two. | 二。 |", "Three. | 三。 | 三。", "Three. | 三。 | 三。")
	p := h.peer("p")
	pair := align.Pairs[0]
	if n := h.send(p, approve(p, 0, pair)); n != nil {
		t.Fatal(n.Why)
	}
	h.edit(p, seg(p, align.Hans, 0), 0, 0, "共")
	h.idle(p)
	h.until(p, func() bool { return unit(p, 0).Pairs[pair.String()] == check.Stale })
	many := wire.ClientMessage{T: "set", What: "approve"}
	for n := range 3 {
		for _, pair := range align.Pairs[:2] {
			one := approve(p, n, pair)
			many.Many = append(many.Many, wire.Asked{Unit: one.Unit, Pair: one.Pair, Hashes: one.Hashes})
		}
	}
	many.Many = append(many.Many, wire.Asked{Unit: "gone", Pair: pair.String()})
	if n := h.send(p, many); n != nil {
		t.Fatal(n.Why)
	}
	statuses := func(p *peer.Peer) (all string) {
		for n := range 4 {
			all += string(unit(p, n).Pairs[align.Pairs[0].String()]) + " " + string(unit(p, n).Pairs[align.Pairs[1].String()]) + "\n"
		}
		return all
	}
	const given = "approved approved\napproved open\napproved approved\napproved approved\n"
	h.until(p, func() bool { return statuses(p) == given })
	many.What = "withdraw"
	if n := h.send(p, many); n != nil {
		t.Fatal(n.Why)
	}
	const taken = "stale open\nopen open\nopen open\nopen open\n"
	h.until(p, func() bool { return statuses(p) == taken })
	h.close()
	h.open()
	if q := h.peer("q"); statuses(q) != taken {
		t.Fatal(statuses(q))
	}
	many.Many = make([]wire.Asked, 1001)
	if n := h.send(h.peer("r"), many); n == nil || n.Key != "no.many_set" {
		t.Fatalf("%+v", n)
	}
	h.verify()
}

// TestConfirmBesideBlocker: what must be mended first keeps the version that is wrong
// from being confirmed, and not those that agree.
func TestConfirmBesideBlocker(t *testing.T) {
	h := newHouse(t, fast, "The bank lent $300,000 to farmers. | 银行向农民贷款30万美元。 | 銀行向農民貸款3萬美元。")
	p := h.peer("p")
	h.until(p, func() bool { return len(find(unit(p, 0), "num.value")) > 0 })
	if f := find(unit(p, 0), "num.value")[0]; f.Severity != check.Blocker || f.Odd == nil || *f.Odd != align.Hant {
		t.Fatalf("the finding: %+v", f)
	}
	for _, v := range align.Versions {
		n := h.send(p, wire.ClientMessage{T: "set", What: "state", Unit: p.Order[0], Side: v.String(), Val: "done"})
		if refused := n != nil; refused != (v == align.Hant) {
			t.Errorf("%s: %+v", v, n)
		}
	}
}
