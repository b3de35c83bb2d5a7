package founding

import (
	"errors"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/message"
)

func TestDocument(t *testing.T) {
	text := func(texts ...string) (segs []align.Segment) {
		for _, s := range texts {
			segs = append(segs, align.Segment{Text: s, Kind: align.Text})
		}
		return segs
	}
	unit := func(en, hans []int) align.Unit { return align.Unit{Segs: [3][]int{en, hans, nil}} }
	one := align.Document{text("One.", "Two."), text("一。")}
	whole := []align.Unit{unit([]int{0}, []int{0}), unit([]int{1}, nil)}
	for _, c := range []struct {
		name  string
		segs  align.Document
		units []align.Unit
		want  string // code and English sentence; "" = a document
	}{
		{"every segment once", one, whole, ""},
		{"paragraphs that changed places", one, []align.Unit{unit([]int{1}, []int{0}), unit([]int{0}, nil)}, ""},
		{"a bare carriage return", align.Document{text("a\rb")}, nil, "bad: English paragraph 1 holds a NUL, a bare carriage return or bytes that are not text."},
		{"a kind that nobody knows", align.Document{{{Text: "a", Kind: "poem"}}}, nil, `bad: English paragraph 1 is of the unknown kind "poem".`},
		{"more UTF-16 units than allowed", align.Document{nil, text("😀😀😀")}, nil, "long: zh-Hans paragraph 1 has 6 characters, and 5 are allowed."},
		{"a segment in two units", one, []align.Unit{unit([]int{0}, []int{0}), unit([]int{0, 1}, nil)}, "bad: Unit 2: English paragraph 1 is there twice or not at all."},
		{"a segment that is not there", one, []align.Unit{unit([]int{0, 1, 2}, []int{0})}, "bad: Unit 1: English paragraph 3 is there twice or not at all."},
		{"a segment in no unit", one, whole[:1], "bad: English paragraph 2 is in no unit."},
		{"a unit without segments", one, append(whole[:2:2], unit(nil, nil)), "bad: Unit 3 is empty."},
	} {
		d, err := Document("T", c.segs, c.units, 5)
		var told *message.Error
		switch {
		case err == nil && c.want != "", err != nil && !errors.As(err, &told):
			t.Errorf("%s: %v", c.name, err)
		case err == nil && (d.Title != "T" || len(d.Versions) != 3):
			t.Errorf("%s: %+v", c.name, d)
		case err != nil && told.Code+": "+strings.TrimSpace(told.Error()) != c.want:
			t.Errorf("%s:\n got %s: %s\nwant %s", c.name, told.Code, told, c.want)
		}
	}
}
