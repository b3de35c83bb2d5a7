package signoff

import (
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/row"
)

// Now is how a document stands: what would be signed, and what is still to do.
type Now struct {
	row.Signed
	Ready   bool   `json:"ready"`   // nothing is to do
	Checked bool   `json:"checked"` // every unit has its findings
	Left    []Left `json:"left"`    // units in which something is to do, the first ones
}

// Left is a unit in which something is to do.
type Left struct {
	Unit   string   `json:"unit"`
	Number int      `json:"number"` // from 1
	Pairs  []string `json:"pairs"`  // required and not approved
	Cells  []string `json:"cells"`  // versions that nobody has confirmed
	Errors int      `json:"errors"`
}

// leftMost is how many of them are named.
const leftMost = 200

// look counts what is to do in a document. What is set apart asks for nothing.
func look(d *document.Document, checked bool) Now {
	now := Now{Checked: checked, Left: []Left{}}
	now.Sum = d.Freeze().Sum(d.Title)
	for i, u := range d.Units {
		if u.Aside() {
			continue
		}
		left := lookAt(d, u, &now.Signed)
		if left.Number = i + 1; len(left.Pairs)+len(left.Cells)+left.Errors > 0 && len(now.Left) < leftMost {
			now.Left = append(now.Left, left)
		}
	}
	now.Ready = now.Approved == now.Pairs && now.Confirmed == now.Cells && now.Errors == 0
	return now
}

// lookAt counts in one unit.
func lookAt(d *document.Document, u *document.Unit, sum *row.Signed) Left {
	left := Left{Unit: u.ID, Pairs: []string{}, Cells: []string{}}
	sum.Units++
	status := d.Status(u)
	for _, p := range d.Required {
		switch status.Pairs[p] {
		case "":
			continue // of a version that is not there
		case check.Approved:
			sum.Approved++
		default:
			left.Pairs = append(left.Pairs, p)
		}
		sum.Pairs++
	}
	for _, v := range d.Versions {
		if !asksFor(d.Required, v) {
			continue
		}
		if sum.Cells++; d.State(u, v) == "done" {
			sum.Confirmed++
		} else {
			left.Cells = append(left.Cells, v.String())
		}
	}
	for i := range status.Findings {
		// That a pair is stale or a text missing is counted above.
		if f := &status.Findings[i]; f.Tells(check.Error) && !strings.HasPrefix(f.Check, "drift.") {
			left.Errors++
		}
	}
	sum.Errors += left.Errors
	return left
}

// asksFor reports whether a version is in one of the required pairs, or there are none.
func asksFor(required []string, v align.Version) bool {
	for _, p := range required {
		if strings.Contains(":"+p+":", ":"+v.String()+":") {
			return true
		}
	}
	return len(required) == 0
}
