package format

import (
	"bufio"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode/utf8"

	"triptych/align"
)

// plotMark is one unit in the plot of two versions, in the plot's own units
// (0 to 1000 on either axis).
type plotMark struct {
	X, Y, W, H float64
	Color      string
	Unit       int
	Tip        string
}

// plotPanel is the plot of one pair of versions.
type plotPanel struct {
	Across, Down string
	Marks        []plotMark
}

// plotRow is a line of the list of units.
type plotRow struct {
	Unit                  int
	Shape, Percent, Color string
	Cells                 []string
	Why                   string
	Doubtful              bool
}

type plotPage struct {
	Panels   []plotPanel
	Versions []string
	Rows     []plotRow
	Units    int
	Doubtful int
	Listed   int
}

// maxListed is how many units are written out below the plot; all are in it.
const maxListed = 2000

// WriteHTML writes a page that shows at a glance where an alignment went off:
// each unit is a box at its place in two versions, its colour the confidence.
// The page needs nothing but itself.
func WriteHTML(w io.Writer, doc align.Document, units []align.Unit) error {
	page := plotPage{Units: len(units)}
	versions := present(doc)
	for _, v := range versions {
		page.Versions = append(page.Versions, v.String())
	}
	for x, across := range versions {
		for _, down := range versions[x+1:] {
			page.Panels = append(page.Panels, panel(doc, units, across, down))
		}
	}
	for n, u := range units {
		doubtful := u.Confidence < chosen.plot.likely
		if doubtful {
			page.Doubtful++
		}
		if len(page.Rows) < maxListed {
			page.Rows = append(page.Rows, row(doc, versions, n, u, doubtful))
		}
	}
	page.Listed = len(page.Rows)
	out := bufio.NewWriter(w)
	if err := plotTemplate.Execute(out, page); err != nil {
		return fmt.Errorf("write the plot: %w", err)
	}
	return out.Flush()
}

// panel places every unit that has text in either of two versions. Positions
// are in characters, so that a long paragraph is a long box.
func panel(doc align.Document, units []align.Unit, across, down align.Version) plotPanel {
	p := plotPanel{Across: across.String(), Down: down.String()}
	x, y := offsets(doc[across]), offsets(doc[down])
	atX, atY := 0.0, 0.0
	for n, u := range units {
		toX, toY := end(x, u.Segs[across], atX), end(y, u.Segs[down], atY)
		if toX > atX || toY > atY {
			p.Marks = append(p.Marks, plotMark{
				X: atX, Y: atY, W: max(toX-atX, 1), H: max(toY-atY, 1), Color: shade(u.Confidence), Unit: n + 1,
				Tip: fmt.Sprintf("%d · %.0f %% · %s", n+1, 100*u.Confidence, strings.Join(u.Why, "; ")),
			})
		}
		atX, atY = toX, toY
	}
	return p
}

// offsets gives for each segment where it ends, on a scale of 0 to 1000.
func offsets(segs []align.Segment) []float64 {
	out := make([]float64, len(segs))
	sum := 0.0
	for i, s := range segs {
		sum += float64(utf8.RuneCountInString(s.Text)) + 1
		out[i] = sum
	}
	for i := range out {
		out[i] *= 1000 / sum
	}
	return out
}

func end(offsets []float64, segs []int, at float64) float64 {
	if len(segs) == 0 {
		return at
	}
	return offsets[segs[len(segs)-1]]
}

// shade is the colour of a confidence: the classes of the page's style.
func shade(confidence float64) string {
	switch {
	case confidence >= chosen.plot.sure:
		return "sure"
	case confidence >= chosen.plot.likely:
		return "likely"
	}
	return "doubtful"
}

func row(doc align.Document, versions []align.Version, n int, u align.Unit, doubtful bool) plotRow {
	r := plotRow{Unit: n + 1, Percent: fmt.Sprintf("%.0f %%", 100*u.Confidence), Color: shade(u.Confidence), Why: strings.Join(u.Why, "; "), Doubtful: doubtful}
	var sizes []string
	for _, v := range versions {
		sizes = append(sizes, fmt.Sprint(len(u.Segs[v])))
		var texts []string
		for _, i := range u.Segs[v] {
			texts = append(texts, doc[v][i].Text)
		}
		r.Cells = append(r.Cells, shorten(strings.Join(texts, " ¶ "), 160))
	}
	r.Shape = strings.Join(sizes, ":")
	return r
}

func shorten(s string, runes int) string {
	n := 0
	for i := range s {
		if n++; n > runes {
			return s[:i] + "…"
		}
	}
	return s
}

var plotTemplate = template.Must(template.New("plot").Parse(plotHTML))
