package intake

import (
	"testing"

	"triptych/align"
	"triptych/align/format"
)

func read(t *testing.T, v align.Version, name, text string) *format.File {
	t.Helper()
	f, err := format.Read(name, []byte(text), v, format.Blank)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPropose(t *testing.T) {
	files := map[align.Version]*format.File{
		align.En:   read(t, align.En, "ferry.txt", "The new ferry\n\nThe ferry has 300 seats and was built in 2004, and nobody has ever been late on it.\n\nIt sails at 8."),
		align.Hans: read(t, align.Hans, "ferry.zh.txt", "新渡轮\n\n渡轮有300个座位，建于2004年，从来没有人坐它迟到过，乘客对此都很满意。\n\n它8点开航。"),
	}
	last := 0.0
	p, err := Propose(t.Context(), files, func(done float64) { last = done })
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "The new ferry" || last != 1 {
		t.Errorf("title %q, progress up to %v", p.Title, last)
	}
	var next [3]int
	for _, u := range p.Units {
		for v, segs := range u.Segs {
			for _, seg := range segs {
				if seg != next[v] {
					t.Errorf("%s: segment %d stands where %d should", align.Version(v), seg, next[v])
				}
				next[v]++
			}
		}
	}
	if next != [3]int{3, 3, 0} {
		t.Errorf("units hold %v segments", next)
	}
	if len(p.Problems) != 1 || p.Problems[0].Code != format.CodeOne || *p.Problems[0].Version != align.Hant {
		t.Errorf("problems %v", p.Problems)
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.md", "Text before.\n\n# The   heading\n", "The heading"},
		{"a.txt", "First line, short and ended.\n\nMore.", "First line, short and ended."},
		{"dir/a.b.txt", "A first paragraph that is far longer than any title would be, because it goes on and on about " +
			"one thing and another, and never comes to an end.", "a.b"},
	} {
		if got := title(read(t, align.En, c.name, c.text)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
