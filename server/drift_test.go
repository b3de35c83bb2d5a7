package server_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/peer"
	"triptych/server/wire"
)

// agreed is what a test remembers of approvals: the unit and the two texts,
// white space left out.
type agreed struct {
	unit  string
	pair  align.Pair
	texts [2]string
}

// cellTexts are the texts of a pair in a unit, white space left out.
func cellTexts(p *peer.Peer, unit string, pair align.Pair) (out [2]string) {
	for side, v := range pair {
		for _, id := range p.Units[unit][v] {
			out[side] += strings.Join(strings.Fields(p.Shown(id)), "")
		}
	}
	return out
}

// expected is the status of a pair by the meaning of the word: approved when
// somebody approved just these two texts, stale when the unit's pair was approved
// with other texts only, else open.
func expected(given []agreed, unit string, pair align.Pair, now [2]string) check.PairStatus {
	status := check.Open
	for _, g := range given {
		switch {
		case g.pair != pair:
		case g.texts == now && now[0] != "" && now[1] != "":
			return check.Approved
		case g.unit == unit:
			status = check.Stale
		}
	}
	return status
}

// TestStaleness: after any edits, reverts, splits, merges, moves, undone steps,
// approvals and withdrawals a pair is stale exactly when it was approved and its
// two texts are none of those that were. A client that comes later, and a server
// that reads the document again, say the same.
func TestStaleness(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	rapid.Check(t, func(rt *rapid.T) {
		h.doc = h.create("P", "a b|甲。乙|甲。乙", "c|丙|丙", "a b|甲。乙|")
		p := h.peer("p" + h.doc)
		defer func() { p.Close() }()
		var given []agreed
		settle := func(p *peer.Peer, after string) {
			h.idle(p)
			want := func() bool {
				for _, unit := range p.Order {
					for _, pair := range align.Pairs {
						if p.Status[unit].Pairs[pair.String()] != expected(given, unit, pair, cellTexts(p, unit, pair)) {
							return false
						}
					}
				}
				return true
			}
			if err := p.Until(5*time.Second, want); err != nil {
				for _, unit := range p.Order {
					for _, pair := range align.Pairs {
						now := cellTexts(p, unit, pair)
						rt.Logf("%s %s %q: %s, expected %s", unit, pair, now, p.Status[unit].Pairs[pair.String()], expected(given, unit, pair, now))
					}
				}
				rt.Fatalf("after %s: %v; approved: %+v", after, err, given)
			}
		}
		for range rapid.IntRange(1, 20).Draw(rt, "steps") {
			what := rapid.SampledFrom([]string{"write", "write", "approve", "approve", "withdraw", "step"}).Draw(rt, "what")
			n := rapid.IntRange(0, len(p.Order)-1).Draw(rt, "unit")
			unit, pair := p.Order[n], rapid.SampledFrom(align.Pairs[:]).Draw(rt, "pair")
			now := cellTexts(p, unit, pair)
			switch what {
			case "write":
				write(h, rt, p, unit)
			case "approve":
				if h.send(p, approve(p, n, pair)) == nil {
					given = append(given, agreed{unit, pair, now})
				}
			case "withdraw":
				if h.send(p, wire.ClientMessage{T: "set", What: "withdraw", Unit: unit, Pair: pair.String()}) == nil {
					given = withdrawn(given, agreed{unit, pair, now})
				}
			default:
				h.step(p, randomStep(rt, p))
			}
			settle(p, what)
		}
		late := h.peer("late" + h.doc)
		settle(late, "a snapshot")
		late.Close()
	})
}

// TestStatusComesBack: an edit that undoes what a step did, before the checks
// have looked at the step, leaves nobody with the status in between.
func TestStatusComesBack(t *testing.T) {
	h := newHouse(t, fast, "a|甲|甲", "b|乙|乙")
	p, pair := h.peer("p"), align.Pairs[0]
	if n := h.send(p, approve(p, 0, pair)); n != nil {
		t.Fatal(n)
	}
	is := func(want check.PairStatus) func() bool {
		return func() bool { return p.InFlight() == 0 && p.Status[p.Order[0]].Pairs[pair.String()] == want }
	}
	h.until(p, is(check.Approved))
	moved := seg(p, pair[1], 1)
	shift := func(unit, dir int) {
		t.Helper()
		if n := h.step(p, wire.ClientMessage{Kind: "shift", Unit: p.Order[unit], Side: pair[1].String(), Dir: dir}); n != nil {
			t.Fatal(n)
		}
	}
	for range 5 {
		shift(1, -1)
		h.edit(p, moved, 0, 1, "")
		h.until(p, is(check.Approved))
		h.edit(p, moved, 0, 0, "乙")
		h.until(p, is(check.Stale))
		shift(0, 1)
		h.until(p, is(check.Approved))
	}
}

// withdrawn leaves out what was approved of a unit's pair, and its present texts
// wherever they were approved.
func withdrawn(given []agreed, now agreed) []agreed {
	var out []agreed
	for _, g := range given {
		if g.pair != now.pair || g.unit != now.unit && g.texts != now.texts {
			out = append(out, g)
		}
	}
	return out
}

// write gives a segment of a unit one of few texts, so that texts come back.
func write(h *house, rt *rapid.T, p *peer.Peer, unit string) {
	var ids []string
	for _, of := range p.Units[unit] {
		ids = append(ids, of...)
	}
	if len(ids) == 0 {
		return
	}
	id := rapid.SampledFrom(ids).Draw(rt, "seg")
	if p.Editable(id) {
		text := rapid.SampledFrom([]string{"a", "a b", "a  b", "甲", ""}).Draw(rt, "text")
		h.edit(p, id, 0, len([]rune(p.Shown(id))), text)
	}
}
