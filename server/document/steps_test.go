package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/server/store"
	"triptych/server/wire"
)

// written opens a document of units like "one/two|一二|一二", a cell's paragraphs with a
// slash between.
func written(lines ...string) *Document {
	sd := &store.Document{}
	sd.Versions = align.Versions[:]
	for i, line := range lines {
		u := store.Unit{ID: fmt.Sprint("u", i), Place: int64(i+1) * store.PlaceGap}
		for v, cell := range strings.Split(line, "|") {
			for k, text := range strings.Split(cell, "/") {
				u.Segs[v] = append(u.Segs[v], store.Segment{ID: fmt.Sprint("s", i, v, k), Version: align.Version(v), Text: text})
			}
		}
		sd.Units = append(sd.Units, u)
	}
	n := 0
	return Open(sd, 100_000, func() string { n++; return fmt.Sprint("n", n) }, Past{})
}

// shown is all that somebody sees of a document but the names of its units and paragraphs.
func shown(d *Document) string {
	frozen := d.Freeze()
	var all strings.Builder
	for i := range d.Units {
		u := frozen.View(i)
		for _, v := range align.Versions {
			fmt.Fprintf(&all, "%s %s:", u.Cells[v].State, u.Cells[v].Made)
			for _, s := range u.Cells[v].Segs {
				fmt.Fprintf(&all, " %q", s.Text)
			}
			all.WriteString("; ")
		}
		fmt.Fprintln(&all, u.Pairs)
	}
	return all.String()
}

// anyStep draws a structural message.
func anyStep(rt *rapid.T, d *Document) *wire.ClientMessage {
	m := &wire.ClientMessage{T: "struct", Base: d.Head}
	kinds := []string{"split", "merge", "join", "move", "shift", "apart", "each", "own", "swap", "realign"}
	m.Kind = rapid.SampledFrom(kinds).Draw(rt, "kind")
	unit := func(name string) *Unit { return rapid.SampledFrom(d.Units).Draw(rt, name) }
	u := unit("unit")
	v := rapid.SampledFrom(align.Versions[:]).Draw(rt, "version")
	seg := rapid.SampledFrom(u.Segs[v]).Draw(rt, "seg")
	next := d.Units[min(d.locate(u)+1, len(d.Units)-1)]
	switch m.Kind {
	case "split":
		m.Seg, m.At = seg.ID, rapid.IntRange(0, len([]rune(seg.Text))).Draw(rt, "at")
	case "join":
		m.Kind, m.Seg = "merge", seg.ID
	case "merge":
		m.Unit, m.To = u.ID, next.ID
	case "move":
		m.Seg, m.To = seg.ID, unit("to").ID
	case "apart":
		m.Seg, m.Dir = seg.ID, rapid.IntRange(-1, 1).Draw(rt, "dir")
	case "each":
		m.Unit = u.ID
	case "shift", "own":
		m.Unit, m.Side, m.Dir = u.ID, v.String(), rapid.SampledFrom([]int{-1, 1}).Draw(rt, "dir")
	case "swap":
		m.Unit, m.To, m.Side = u.ID, next.ID, rapid.SampledFrom([]string{"", v.String()}).Draw(rt, "side")
	case "realign":
		m.Unit, m.To = u.ID, unit("to").ID
	}
	return m
}

// carryOut takes a step, and reports whether it was one.
func carryOut(rt *rapid.T, d *Document, m *wire.ClientMessage) bool {
	if m.Kind != "realign" {
		_, no := d.Structure(m, true)
		return no == nil
	}
	work, no := d.Realignment(m, true)
	if no != nil {
		return false
	}
	found, err := align.Units(work.Doc, align.Options{Anchors: work.Anchors})
	if err != nil {
		rt.Fatal(err)
	}
	_, no = d.Realigned(work, found)
	return no == nil
}

// TestUndoAndRedo: whatever steps were taken, each undo leaves the document as it was
// before, and each redo as it was after: texts, units, states of cells, approvals.
func TestUndoAndRedo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := written("one two three|一二三。四|一二三", "four|五/六|", "five six/seven|七|七八九", "|十|十")
		d.Units[0].state[0] = "done"
		d.Units[1].state[1], d.Units[1].made[1] = "rework", "so"
		d.Units[2].state[2], d.Units[2].made[2] = "converted", "zh-Hans@0"
		d.approvals.Give(store.Approval{Pair: align.Pairs[2], Hashes: [2]string{align.ContentHash("十"), align.ContentHash("十")}, Unit: "u3"})
		was, kinds := []string{shown(d)}, []string{}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			if m := anyStep(rt, d); carryOut(rt, d, m) {
				was, kinds = append(was, shown(d)), append(kinds, m.Kind)
			}
		}
		for _, way := range []string{"undo", "redo", "undo"} {
			for i := range kinds {
				want := len(kinds) - 1 - i
				if way == "redo" {
					want = i + 1
				}
				if _, no := d.Structure(&wire.ClientMessage{T: "struct", Kind: way, Base: d.Head}, true); no != nil {
					rt.Fatalf("%s of %v, %d: %s\n%s", way, kinds, i, no.Says, shown(d))
				}
				if got := shown(d); got != was[want] {
					rt.Fatalf("%s of %v, %d:\n%s\nwant\n%s", way, kinds, i, got, was[want])
				}
			}
			if _, no := d.Structure(&wire.ClientMessage{T: "struct", Kind: way, Base: d.Head}, true); no == nil {
				rt.Fatalf("one more %s than there were steps", way)
			}
		}
	})
}

// TestStepsKeepTexts: no step changes what a version says, but a swap the order of its
// paragraphs; of a swap of cells the other versions know nothing.
func TestStepsKeepTexts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := written("one two three|一二三。四|一二三", "four|五/六|", "five six/seven|七|七八九", "|十|十")
		text := func(v align.Version, turned bool) string {
			var all strings.Builder
			for _, u := range d.Units {
				all.WriteString(u.Text(v))
			}
			runes := []rune(strings.Join(strings.Fields(all.String()), ""))
			if turned {
				slices.Sort(runes)
			}
			return string(runes)
		}
		for range rapid.IntRange(1, 20).Draw(rt, "steps") {
			m := anyStep(rt, d)
			var before, after [3]string
			turns := func(v align.Version) bool { return m.Kind == "swap" && (m.Side == "" || m.Side == v.String()) }
			for _, v := range align.Versions {
				before[v] = text(v, turns(v))
			}
			carryOut(rt, d, m)
			for _, v := range align.Versions {
				after[v] = text(v, turns(v))
			}
			if before != after {
				rt.Fatalf("%+v: %q, was %q", m, after, before)
			}
		}
	})
}
