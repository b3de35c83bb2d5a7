package format

import (
	"bytes"
	"testing"

	"triptych/align"
)

// TestExportBilingual: what is exported as a memory or as XLIFF reads as the same texts.
func TestExportBilingual(t *testing.T) {
	cell := func(state string, texts ...string) (c ExportCell) {
		c.State = state
		for _, s := range texts {
			c.Segments = append(c.Segments, ExportSegment{Kind: align.Text, Text: s})
		}
		return c
	}
	e := &Export{Title: `A "title" & <more>`, Versions: []align.Version{align.En, align.Hans, align.Hant}, Units: []ExportUnit{
		{ID: "01A", Cells: map[align.Version]ExportCell{align.En: cell("done", "One & <two>."), align.Hans: cell("done", "一、二。"), align.Hant: cell("draft", "一、二。")},
			Pairs: []ExportPair{{Pair: "en:zh-Hans", State: "approved"}}},
		{ID: "01B", Cells: map[align.Version]ExportCell{align.En: cell("done", "Three\x01."), align.Hans: cell("missing"), align.Hant: cell("done", "三。")}},
	}}
	for _, name := range []string{"tmx", "xliff"} {
		f, err := ExportByName(name)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(e, &out); err != nil {
			t.Fatal(err)
		}
		o, err := Open("a"+f.Extension, out.Bytes(), nil, Auto)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out.String())
		}
		if o.Format != name {
			t.Errorf("%s is read as %s", name, o.Format)
		}
		if hant := o.Files[align.Hant].Segments; len(hant) != 2 || hant[1].Text != "三。" {
			t.Errorf("%s: %+v\n%s", name, hant, out.String())
		}
		if en := o.Files[align.En].Segments; en[0].Text != "One & <two>." || en[1].Text != "Three." {
			t.Errorf("%s: %+v", name, en)
		}
		if hans := o.Files[align.Hans].Segments; len(hans) != 1 || name == "xliff" && !bytes.Contains(out.Bytes(), []byte(`state="final">一、二。`)) {
			t.Errorf("%s: %+v\n%s", name, hans, out.String())
		}
	}
}
