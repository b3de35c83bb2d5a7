package format

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
)

var sampleDoc = align.Document{
	{{Text: "One."}, {Text: "He said \"two\"."}, {Text: "=SUM(1)"}},
	{{Text: "一。"}, {Text: "二\t三"}},
	nil,
}

var sampleUnits = []align.Unit{
	{Segs: [3][]int{{0, 1}, {0}, nil}, Confidence: 0.97349, Why: []string{"NATO = 北约 <1>"}},
	{Segs: [3][]int{{2}, nil, nil}, Confidence: 0.5},
	{Segs: [3][]int{nil, {1}, nil}},
}

func TestWriteJSON(t *testing.T) {
	var b strings.Builder
	if err := WriteJSON(&b, sampleDoc, sampleUnits); err != nil {
		t.Fatal(err)
	}
	const want = `{"versions":["en","zh-Hans"],
 "units":[
  {"en":[0,1],"zh-Hans":[0],"confidence":0.973,"why":["NATO = 北约 <1>"]},
  {"en":[2],"zh-Hans":[],"confidence":0.5,"why":[]},
  {"en":[],"zh-Hans":[1],"confidence":0,"why":[]}
]}
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", &b, want)
	}
	versions, units, err := ReadJSON(strings.NewReader(want))
	if err != nil || len(versions) != 2 || len(units) != 3 || !reflect.DeepEqual(units[0].Segs[align.En], []int{0, 1}) || units[0].Why[0] != "NATO = 北约 <1>" {
		t.Errorf("read back: %v, %+v, %v", versions, units, err)
	}
	b.Reset()
	if err := WriteJSON(&b, align.Document{}, nil); err != nil || b.String() != "{\"versions\":[],\n \"units\":[\n]}\n" {
		t.Errorf("nothing gives %q, %v", &b, err)
	}
}

func TestReadJSONRefuses(t *testing.T) {
	for _, in := range []string{"", "[]", `{"units":[{"de":[1]}]}`, `{"units":[{"en":[-1]}]}`, `{"units":[{"en":"x"}]}`, `{"versions":["xx"]}`} {
		if _, _, err := ReadJSON(strings.NewReader(in)); err == nil {
			t.Errorf("%q is read", in)
		}
	}
}

func TestWriteTSV(t *testing.T) {
	var b strings.Builder
	if err := WriteTSV(&b, sampleDoc, sampleUnits); err != nil {
		t.Fatal(err)
	}
	const want = "\uFEFFen\tzh-Hans\tconfidence\r\n" +
		"\"One.\nHe said \"\"two\"\".\"\t一。\t0.973\r\n" +
		" =SUM(1)\t\t0.5\r\n" +
		"\t\"二\t三\"\t0\r\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
	if err := WriteTSV(&b, sampleDoc, []align.Unit{{Segs: [3][]int{{7}, nil, nil}}}); err == nil {
		t.Error("a segment that is not there is written")
	}
}

// Any table of trimmed fields reads back.
func TestTSVReadsBack(t *testing.T) {
	field := rapid.Map(rapid.OneOf(rapid.StringMatching(`[=+@ "\ta-c\n\r中]{0,6}`), rapid.String()), strings.TrimSpace)
	rapid.Check(t, func(r *rapid.T) {
		fields := rapid.SliceOfN(field, 3, 3).Draw(r, "fields")
		doc := align.Document{{{Text: fields[0]}}, {{Text: fields[1]}}, {{Text: fields[2]}}}
		var b bytes.Buffer
		if err := WriteTSV(&b, doc, []align.Unit{{Segs: [3][]int{{0}, {0}, {0}}}}); err != nil {
			r.Fatal(err)
		}
		rows, err := ReadTSV(b.String())
		if err != nil || len(rows) != 2 || !reflect.DeepEqual(rows[1], append(slices.Clone(fields), "0")) {
			r.Fatalf("%q became %q, %v", fields, rows, err)
		}
	})
}

func FuzzReadTSV(f *testing.F) {
	f.Add("a\tb\r\n\"c\nd\"\t\"\"\"\"")
	f.Fuzz(func(t *testing.T, s string) { ReadTSV(s) })
}

func FuzzReadJSON(f *testing.F) {
	f.Add(`{"versions":["en"],"units":[{"en":[0],"confidence":1,"why":[]}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		versions, units, err := ReadJSON(strings.NewReader(s))
		if err != nil {
			return
		}
		var doc align.Document
		for _, v := range versions {
			doc[v] = []align.Segment{{}}
		}
		if err := WriteJSON(&bytes.Buffer{}, doc, units); err != nil {
			t.Fatal(err)
		}
	})
}

func TestExport(t *testing.T) {
	e := &Export{Title: "The River", Versions: []align.Version{align.En, align.Hant}, Units: []ExportUnit{{
		ID: "01U",
		Cells: map[align.Version]ExportCell{
			align.En:   {State: "done", Segments: []ExportSegment{{ID: "01A", Kind: align.Heading, Text: "One <b>"}, {ID: "01B", Kind: align.Text, Text: "two"}}},
			align.Hant: {State: "missing", Segments: []ExportSegment{}},
		},
		Pairs: []ExportPair{{Pair: "en:zh-Hant", State: "stale", By: "Li", At: 1660000000000}},
	}}}
	var b strings.Builder
	for _, want := range []struct{ name, has string }{
		{"json", `"text": "One <b>"`},
		{"tsv", "\uFEFFunit\ten\tzh-Hant\ten state\tzh-Hant state\ten:zh-Hant\r\n01U\t\"One <b>\ntwo\"\t\tdone\tmissing\tstale\r\n"},
	} {
		f, err := ExportByName(want.name)
		if err != nil {
			t.Fatal(err)
		}
		b.Reset()
		if err := f.Write(e, &b); err != nil || !strings.Contains(b.String(), want.has) {
			t.Errorf("%s gives %q, %v", want.name, &b, err)
		}
		if want.name == "json" {
			back, err := ReadExport(strings.NewReader(b.String()))
			if err != nil || !reflect.DeepEqual(back, e) {
				t.Errorf("read back: %+v, %v", back, err)
			}
		}
	}
	if _, err := ExportByName("pdf"); err == nil || !strings.Contains(err.Error(), "json or tsv") {
		t.Errorf("pdf gives %v", err)
	}
}
