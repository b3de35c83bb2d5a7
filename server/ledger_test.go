package server_test

import (
	"testing"
	"time"

	"triptych/align"
	"triptych/align/check"
)

// TestLedger: a finding that somebody mends is counted once, what comes and goes
// while somebody types is not, and the count outlives the server.
func TestLedger(t *testing.T) {
	h := newHouse(t, fast, "It cost 300 dollars.|花了300美元。|花了400美元。", "It has 20 rooms.|它有20间房。|它有20間房。")
	fixed := func() int {
		var all map[string]map[string]int
		if code := h.call("GET", "/api/ledger", "", &all); code != 200 {
			t.Fatal(code)
		}
		return all[h.doc]["num.value"] + all[h.doc]["num.unit"]
	}
	p := h.peer("p")
	numbers := func(n int) bool {
		for _, f := range p.Status[p.Order[n]].Findings {
			if f.Check == "num.value" || f.Check == "num.unit" {
				return true
			}
		}
		return false
	}
	h.until(p, func() bool { return numbers(0) })
	h.edit(p, seg(p, align.Hant, 0), 2, 3, "3")
	h.until(p, func() bool { return !numbers(0) })
	for deadline := time.Now().Add(10 * time.Second); fixed() == 0 && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
	}
	if n := fixed(); n != 1 {
		t.Fatalf("%d mended, 1 was", n)
	}
	h.edit(p, seg(p, align.Hant, 1), 2, 3, "3")
	h.until(p, func() bool { return numbers(1) })
	h.edit(p, seg(p, align.Hant, 1), 2, 3, "2")
	h.until(p, func() bool { return !numbers(1) })
	h.idle(p)
	h.close()
	h.open()
	if n := fixed(); n != 1 {
		t.Fatalf("%d mended after a restart, 1 was", n)
	}
}

// TestFindingsTell: the list of findings says how the pairs of a unit stand and
// who worked in it.
func TestFindingsTell(t *testing.T) {
	h := newHouse(t, fast, "It cost 300 dollars.|花了300美元。|花了400美元。")
	p := h.peer("Ann")
	if n := h.send(p, approve(p, 0, align.Pairs[0])); n != nil {
		t.Fatal(n)
	}
	q := h.peer("Bo")
	h.edit(q, seg(q, align.Hant, 0), 2, 3, "5")
	h.idle(q)
	var found struct {
		Done, Of int
		Units    []struct {
			Pairs map[string]check.PairStatus
			By    []string
		}
	}
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		h.call("GET", "/api/documents/"+h.doc+"/findings", "", &found)
		if found.Done == found.Of && len(found.Units) == 1 {
			break
		}
	}
	u := found.Units[0]
	if u.Pairs["en:zh-Hans"] != check.Approved || u.Pairs["en:zh-Hant"] != check.Open || len(u.By) != 2 || u.By[0] != "Ann" || u.By[1] != "Bo" {
		t.Fatalf("%+v", u)
	}
}
