package index

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"triptych/align"
)

// TestMemory offers what the cases say.
func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/memory.txt")
	if err != nil {
		t.Fatal(err)
	}
	st := newStore(t)
	docs, order, ids := map[string][]unitText{}, []string{}, map[string]string{}
	var questions [][]string
	for line := range strings.Lines(string(data)) {
		cols := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch cols[0] {
		case "d":
			if docs[cols[1]] == nil {
				order = append(order, cols[1])
			}
			docs[cols[1]] = append(docs[cols[1]], unitText{cols[2], [3]string(cols[3:6])})
		case "q":
			questions = append(questions, cols)
		}
	}
	for _, title := range order {
		ids[title] = create(t, st, title, docs[title])
	}
	x := newIndex(t, st)
	caughtUp(t, x)
	for _, q := range questions {
		asked := Asked{Doc: ids[q[1]], From: version(t, q[2]), To: version(t, q[3]), Text: q[4]}
		found, err := x.Remember(t.Context(), asked, everybody)
		if err != nil {
			t.Errorf("%q: %v", q[4], err)
			continue
		}
		var got []string
		for _, o := range found.Offers {
			line := fmt.Sprint(o.Title, " ", o.Alike, " ", o.Standing, " ", o.Texts[asked.To])
			if o.More > 0 {
				line += fmt.Sprintf(" (%d)", o.More)
			}
			got = append(got, line)
			var sides [2]string
			for _, c := range o.Diff {
				if c.Op <= 0 {
					sides[0] += c.Text
				}
				if c.Op >= 0 {
					sides[1] += c.Text
				}
			}
			if sides != [2]string{o.Texts[asked.From], asked.Text} {
				t.Errorf("%q: the diff is of %q", q[4], sides)
			}
		}
		if strings.Join(got, " | ") != q[5] {
			t.Errorf("%q from %s to %s in %s:\n got %s\nwant %s", q[4], q[2], q[3], q[1], strings.Join(got, " | "), q[5])
		}
	}
}

func version(t *testing.T, tag string) align.Version {
	v, err := align.ParseVersion(tag)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestMemoryItself: a unit is not offered to itself, nor anything of a document that may
// not be read; and one that goes on to be edited is offered as it is.
func TestMemoryItself(t *testing.T) {
	st := newStore(t)
	text := [3]string{"A quiet harbour in the south.", "南方一个安静的港口。", "南方一個安靜的港口。"}
	one := create(t, st, "One", []unitText{{"approved", text}})
	two := create(t, st, "Two", []unitText{{"approved", text}})
	x := newIndex(t, st)
	caughtUp(t, x)
	d, err := st.Load(t.Context(), one)
	if err != nil {
		t.Fatal(err)
	}
	asked := Asked{Doc: one, Unit: d.Units[0].ID, From: align.En, To: align.Hans, Text: text[0]}
	found, err := x.Remember(t.Context(), asked, everybody)
	if err != nil || len(found.Offers) != 1 || found.Offers[0].Doc != two || found.Offers[0].Here {
		t.Errorf("offered: %v, %v", found, err)
	}
	found, err = x.Remember(t.Context(), asked, func(doc string) bool { return doc == one })
	if err != nil || len(found.Offers) != 0 {
		t.Errorf("offered of a document that may not be read: %v, %v", found, err)
	}
}
