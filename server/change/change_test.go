package change

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"triptych/align/need"
)

// TestOracle compares every operation with @codemirror/state.
func TestOracle(t *testing.T) {
	modules, err := filepath.Abs("../../web/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(modules + "/@codemirror/state")
	need.Data(t, err == nil, "no @codemirror/state to compare with: run npm ci in web/")
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node to compare with @codemirror/state")
	}
	out, err := exec.Command(node, "testdata/oracle.mjs", modules, "24000", "1").Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	n := 0
	for ; lines.Scan(); n++ {
		checkVector(t, lines.Bytes())
		if t.Failed() {
			t.Fatalf("vector %d: %s", n, lines.Bytes())
		}
	}
	if n < 20000 {
		t.Fatalf("%d vectors, want 24,000", n)
	}
}

func checkVector(t *testing.T, line []byte) {
	t.Helper()
	var raw []json.RawMessage
	if err := json.Unmarshal(line, &raw); err != nil {
		t.Fatal(err)
	}
	text := func(i int) (s string) {
		if err := json.Unmarshal(raw[i], &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	set := func(i int) Set {
		s, err := Parse(raw[i])
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	doc, a, b, c := text(0), set(1), set(2), set(3)
	checkText(t, "apply a", text(4))(a.Apply(doc))
	checkText(t, "apply b", text(5))(b.Apply(doc))
	checkSet(t, "map a over b", raw[6])(a.Map(b, false))
	checkSet(t, "map b over a, before", raw[7])(b.Map(a, true))
	checkSet(t, "compose a, c", raw[8])(a.Compose(c))
	checkSet(t, "invert a", raw[9])(a.Invert(doc))
	var at [3]int
	for i := range at {
		if err := json.Unmarshal(raw[10+i], &at[i]); err != nil {
			t.Fatal(err)
		}
	}
	if got := [2]int{a.MapPos(at[0], false), a.MapPos(at[0], true)}; got != [2]int{at[1], at[2]} {
		t.Errorf("position %d: %v, want %v", at[0], got, at[1:])
	}
}

func checkText(t *testing.T, what, want string) func(string, error) {
	t.Helper()
	return func(got string, err error) {
		t.Helper()
		if err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", what, got, err, want)
		}
	}
}

func checkSet(t *testing.T, what string, want []byte) func(Set, error) {
	t.Helper()
	return func(got Set, err error) {
		t.Helper()
		// Both sides through encoding/json, which may escape more than we do.
		var wanted any
		_ = json.Unmarshal(want, &wanted)
		var have any
		_ = json.Unmarshal(got.AppendJSON(nil), &have)
		w, _ := json.Marshal(wanted)
		h, _ := json.Marshal(have)
		if err != nil || !bytes.Equal(w, h) {
			t.Errorf("%s: %s, %v; want %s", what, h, err, w)
		}
	}
}

var texts = rapid.StringOfN(rapid.SampledFrom([]rune("ab 中文。😀𠮷\n\"\\")), 0, 30, -1)

// changes draws a change of text whose edges lie between code points.
func changes(text string) *rapid.Generator[Set] {
	return rapid.Custom(func(t *rapid.T) Set {
		runes := []rune(text)
		var s Set
		for at := 0; at < len(runes); {
			n := rapid.IntRange(1, len(runes)-at).Draw(t, "n")
			piece := string(runes[at : at+n])
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				s.replace(Units(piece), texts.Draw(t, "insert"))
			case 1:
				s.replace(0, texts.Draw(t, "insert"))
				s.add(Units(piece), keep, "")
			default:
				s.add(Units(piece), keep, "")
			}
			at += n
		}
		s.replace(0, texts.Draw(t, "end"))
		return s
	})
}

func must[T any](t *rapid.T) func(T, error) T {
	return func(v T, err error) T {
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestConverge: the two orders of two concurrent changes end with one text.
func TestConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		a, b := changes(text).Draw(t, "a"), changes(text).Draw(t, "b")
		set, str := must[Set](t), must[string](t)
		left := str(set(b.Map(a, true)).Apply(str(a.Apply(text))))
		right := str(set(a.Map(b, false)).Apply(str(b.Apply(text))))
		if left != right {
			t.Fatalf("%q and %q", left, right)
		}
		if !ValidText(left) {
			t.Fatalf("invalid text %q", left)
		}
	})
}

func TestComposeInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		set, str := must[Set](t), must[string](t)
		a := changes(text).Draw(t, "a")
		mid := str(a.Apply(text))
		b := changes(mid).Draw(t, "b")
		end := str(b.Apply(mid))
		if got := str(set(a.Compose(b)).Apply(text)); got != end {
			t.Fatalf("composed: %q, want %q", got, end)
		}
		if got := str(set(a.Invert(text)).Apply(mid)); got != text {
			t.Fatalf("inverted: %q, want %q", got, text)
		}
		if a.Len() != Units(text) || a.NewLen() != Units(mid) {
			t.Fatalf("lengths %d, %d, want %d, %d", a.Len(), a.NewLen(), Units(text), Units(mid))
		}
		if again := set(Parse(a.AppendJSON(nil))); str(again.Apply(text)) != mid {
			t.Fatal("another change after JSON")
		}
	})
}

func TestBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := texts.Draw(t, "from"), texts.Draw(t, "to")
		if got := must[string](t)(Between(from, to).Apply(from)); got != to {
			t.Fatalf("%q, want %q", got, to)
		}
	})
}

// TestBetweenFar: texts that are near each other are told apart by their places,
// however long they are; others are replaced as a whole, between what is the same.
func TestBetweenFar(t *testing.T) {
	var long, other []rune
	for i := range 90_000 {
		long, other = append(long, rune(0x4E00+i*7919%20_000)), append(other, rune(0x3400+i*7919%6000))
	}
	near := slices.Clone(long)
	near[10], near[80_000] = 'x', 'y'
	if got := Between(string(long), string(near)); got.Places() < 4 || got.Inserts() != 2 {
		t.Errorf("near: %d places, %d characters come in", got.Places(), got.Inserts())
	}
	copy(other, long[:5])
	if got := Between(string(long), string(other)); got.Inserts() != 90_000-5 {
		t.Errorf("far: %d places, %d characters come in", got.Places(), got.Inserts())
	}
}

func TestRefused(t *testing.T) {
	for _, in := range []string{
		``, `{}`, `5`, `[-1]`, `[1.5]`, `["a"]`, `[[]]`, `[["a"]]`, `[[1,2]]`, `[[0,null]]`, `[[0,"a\nb"]]`, `[[0,"\r"]]`,
		`[[0,"\ud800"]]`, `[[0,"\udc00"]]`, `[[0,"\ud83dx"]]`, `[[0,"\u0000"]]`, "[[0,\"\xff\"]]", `[99999999999]`, `[[0,"a"]`,
	} {
		if s, err := Parse([]byte(in)); err == nil {
			t.Errorf("%s: read as %s", in, s.AppendJSON(nil))
		}
	}
	if _, err := Replace(2, 1, 2, "").Apply("😀"); err != ErrSurrogate {
		t.Errorf("half a character: %v", err)
	}
	if _, err := Replace(3, 1, 2, "").Apply("ab"); err != ErrLength {
		t.Errorf("another length: %v", err)
	}
	if s, err := Parse([]byte(`[[0,"\ud83d\ude00\\ud800"]]`)); err != nil || s.Inserted() != `😀\ud800` {
		t.Errorf("pair and backslash: %q, %v", s.Inserted(), err)
	}
}

// FuzzParse: what is read is written and read again as the same, and either
// applies to a text or is refused.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`[5,[3],[0,"x"],[2,"a","b"]]`), "hello 中文😀")
	f.Add([]byte(`[[0,"\ud83d\ude00"]]`), "")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		s, err := Parse(data)
		if err != nil {
			return
		}
		again, err := Parse(s.AppendJSON(nil))
		if err != nil || !bytes.Equal(again.AppendJSON(nil), s.AppendJSON(nil)) {
			t.Fatalf("%s is written as %s: %v", data, s.AppendJSON(nil), err)
		}
		if after, err := s.Apply(text); err == nil && utf8.ValidString(text) {
			if !ValidText(after) && ValidText(text) {
				t.Fatalf("%s made %q", data, after)
			}
			if undo, err := s.Invert(text); err != nil {
				t.Fatal(err)
			} else if back, err := undo.Apply(after); err != nil || back != text {
				t.Fatalf("undone: %q, %v; want %q", back, err, text)
			}
		}
	})
}

// FuzzMerge: any two changes of one length map and compose without panic, and
// converge where they fit the text.
func FuzzMerge(f *testing.F) {
	f.Add([]byte(`[2,[1,"x"]]`), []byte(`[[3,"y"]]`))
	f.Fuzz(func(t *testing.T, left, right []byte) {
		a, errA := Parse(left)
		b, errB := Parse(right)
		if errA != nil || errB != nil || a.Len() > 1e4 {
			return
		}
		ab, err1 := a.Map(b, false)
		ba, err2 := b.Map(a, true)
		if (err1 == nil) != (err2 == nil) || (err1 == nil) != (a.Len() == b.Len()) {
			t.Fatalf("lengths %d and %d, but %v and %v", a.Len(), b.Len(), err1, err2)
		}
		if _, err := a.Compose(b); err == nil && a.NewLen() != b.Len() {
			t.Fatal("composed over another length")
		}
		if err1 != nil {
			return
		}
		text := string(bytes.Repeat([]byte("z"), a.Len()))
		ta, _ := a.Apply(text)
		tb, _ := b.Apply(text)
		t1, e1 := ba.Apply(ta)
		t2, e2 := ab.Apply(tb)
		if e1 != nil || e2 != nil || t1 != t2 {
			t.Fatalf("%q, %v and %q, %v", t1, e1, t2, e2)
		}
	})
}

// TestCutPad: the two halves of a cut, and a padded change, do to the texts what
// the whole does.
func TestCutPad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		s := changes(text).Draw(t, "s")
		str := must[string](t)
		n := rapid.IntRange(0, len([]rune(text))).Draw(t, "at")
		head, tail := string([]rune(text)[:n]), string([]rune(text)[n:])
		left, right := s.Cut(Units(head))
		want := str(s.Apply(text))
		if got := str(left.Apply(head)) + str(right.Apply(tail)); got != want {
			t.Fatalf("cut at %d: %q, want %q", n, got, want)
		}
		if got := str(s.Pad(2, 1).Apply("<<" + text + ">")); got != "<<"+want+">" {
			t.Fatalf("padded: %q", got)
		}
	})
}

// TestMapPos: a position goes with the text around it, as one more insertion
// that is mapped over the change shows.
func TestMapPos(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		s := changes(text).Draw(t, "s")
		n := rapid.IntRange(0, len([]rune(text))).Draw(t, "at")
		at := Units(string([]rune(text)[:n]))
		length := s.NewLen()
		for _, after := range []bool{false, true} {
			pos := s.MapPos(at, after)
			if pos < 0 || pos > length {
				t.Fatalf("%d of %d", pos, length)
			}
			if _, ok := Offset(must[string](t)(s.Apply(text)), pos); !ok {
				t.Fatalf("%d is inside a character", pos)
			}
		}
		if a, b := s.MapPos(at, false), s.MapPos(at, true); a > b {
			t.Fatalf("before %d, after %d", a, b)
		}
	})
}
