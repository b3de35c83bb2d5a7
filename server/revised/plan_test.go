package revised

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/revise"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/wire"
)

var sentences = strings.Split("The treaty of 1648 ended a war of thirty years.|Nobody who signed it had lived through its beginning.|"+
	"Trade came back slowly, and towns more slowly still.|Today the word stands for any peace that lasts.|"+
	"Historians still argue about how many people had died.|* * *|Peace.", "|")

// paragraph is one or two sentences with a number, so that most differ.
func paragraph(t *rapid.T) string {
	one := rapid.SampledFrom(sentences)
	return fmt.Sprint(strings.Join(rapid.SliceOfN(one, 1, 2).Draw(t, "sentences"), " "), " ", rapid.IntRange(1, 40).Draw(t, "number"))
}

// drawn is a document of three versions with some pairs approved.
func drawn(t *rapid.T) *document.Document {
	n := 0
	id := func() string { n++; return fmt.Sprintf("id%03d", n) }
	d := &store.Document{}
	d.ID, d.Versions = "doc", align.Versions[:]
	for i := range rapid.IntRange(1, 8).Draw(t, "units") {
		u := store.Unit{ID: id(), Place: int64(i+1) * store.PlaceGap}
		for v := range u.Segs {
			for range rapid.SampledFrom([]int{0, 1, 1, 1, 1, 2, 3}).Draw(t, "segments") {
				text := paragraph(t)
				if v > 0 {
					text = fmt.Sprintf("第%d段，版本%d", rapid.IntRange(1, 99).Draw(t, "zh"), v)
				}
				u.Segs[v] = append(u.Segs[v], store.Segment{ID: id(), Version: align.Version(v), Kind: align.Text, Text: text})
			}
			if len(u.Segs[v]) == 0 {
				u.Segs[v] = []store.Segment{{ID: id(), Version: align.Version(v), Kind: align.Text}}
			}
		}
		d.Units = append(d.Units, u)
	}
	doc := document.Open(d, 100_000, id, document.Past{})
	for _, u := range doc.Units {
		for _, p := range doc.Pairs() {
			if rapid.Bool().Draw(t, "approved") {
				doc.Set(&wire.ClientMessage{T: "set", What: "approve", Unit: u.ID, Pair: p.String(), Hashes: []string{u.Hashes[p[0]], u.Hashes[p[1]]}}, document.Author{})
			}
		}
	}
	return doc
}

func views(d *document.Document) (all []wire.UnitView) {
	still := d.Freeze()
	for i := range still.Len() {
		all = append(all, still.View(i))
	}
	return all
}

// told is a document in lines: the texts and states of cells, and what pairs are. Units
// without any text, which steps leave out, are not told.
func told(d *document.Document) string {
	var b strings.Builder
	for _, u := range views(d) {
		if u.Hashes[0]+u.Hashes[1]+u.Hashes[2] == "" {
			continue
		}
		fmt.Fprintln(&b, u.ID)
		for _, v := range align.Versions {
			fmt.Fprint(&b, " ", v, " ", u.Cells[v].State)
			for _, seg := range u.Cells[v].Segs {
				if seg.Text != "" {
					fmt.Fprintf(&b, " %s %q", seg.ID, seg.Text)
				}
			}
		}
		fmt.Fprintln(&b, u.Pairs)
	}
	return b.String()
}

// another draws a later edition of paragraphs.
func another(t *rapid.T, old []align.Segment) (now []align.Segment) {
	add := func(text string) { now = append(now, align.Segment{Text: text, Kind: align.Text}) }
	for i := 0; i < len(old); i++ {
		switch rapid.SampledFrom([]string{"same", "same", "same", "edit", "cut", "join", "new", "gone", "move"}).Draw(t, "what") {
		case "same":
			add(old[i].Text)
		case "edit":
			add("Again: " + old[i].Text)
		case "cut":
			if a, b, ok := strings.Cut(old[i].Text, ". "); ok {
				add(a + ".")
				add(b)
			}
		case "join":
			if i+1 < len(old) {
				add(old[i].Text + " " + old[i+1].Text)
				i++
			}
		case "new":
			add(paragraph(t))
			add(old[i].Text)
		case "move":
			now = slices.Insert(now, rapid.IntRange(0, len(now)).Draw(t, "to"), old[i])
		}
	}
	if len(now) == 0 {
		add(paragraph(t))
	}
	return now
}

func planned(d *document.Document, v align.Version, now []align.Segment) ([]revise.Step, []document.Event) {
	e := read(views(d), v)
	steps := revise.Compare(e.segs, now)
	if r := e.plan(now, steps); r != nil {
		return steps, d.Revise(r)
	}
	return steps, nil
}

// TestRevision: a version says what its new edition says and the others what they said;
// the same again changes nothing; one undo brings all back, approvals too.
func TestRevision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		v := align.En
		before := told(d)
		others := [3]string{1: said(d, 1), 2: said(d, 2)}
		now := another(t, read(views(d), v).segs)
		steps, events := planned(d, v, now)
		t.Logf("%s\n%v", before, steps)
		var want []string
		for _, seg := range now {
			want = append(want, letter.Squeeze(seg.Text))
		}
		var got []string
		for _, seg := range read(views(d), v).segs {
			got = append(got, letter.Squeeze(seg.Text))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("says\n%s\nwant\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), told(d))
		}
		if moved := slices.ContainsFunc(steps, func(s revise.Step) bool { return s.Kind == revise.Moved }); !moved {
			for _, o := range []align.Version{1, 2} {
				if said(d, o) != others[o] {
					t.Fatalf("%s says\n%s\nand said\n%s", o, said(d, o), others[o])
				}
			}
		}
		after := told(d)
		if _, again := planned(d, v, now); again != nil || told(d) != after {
			t.Fatalf("the same again: %v\n%s", again, told(d))
		}
		if events == nil {
			return
		}
		if _, no := d.Structure(&wire.ClientMessage{T: "struct", Kind: "undo", Base: d.Head}, true); no != nil {
			t.Fatalf("undo: %v\n%s", no.Says, after)
		}
		if told(d) != before {
			t.Fatalf("after undo\n%swant\n%safter\n%s", told(d), before, after)
		}
	})
}

// said is the text of a version.
func said(d *document.Document, v align.Version) string {
	var b strings.Builder
	for _, seg := range read(views(d), v).segs {
		b.WriteString(seg.Text)
	}
	return b.String()
}
