package finding

import (
	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
)

// Question is a unit as the checks need it, and the approvals whose texts are
// to be looked up.
type Question struct {
	unit  check.Unit
	edits int
	was   [3][2]string // content hashes
}

// Ask puts together what the checks need to know of a unit.
func Ask(d *document.Document, u *document.Unit) Question {
	q := Question{edits: u.Edits}
	q.unit.ID = u.ID
	for _, v := range align.Versions {
		q.unit.Text[v] = u.Text(v)
		q.unit.Made[v] = u.Origin(v)
		if len(u.Segs[v]) > 0 {
			q.unit.Kind[v] = u.Segs[v][0].Kind
		}
	}
	for i, p := range align.Pairs {
		status, last := d.PairStatus(u, p)
		q.unit.Pairs[i].Status = status
		if last != nil {
			q.was[i] = last.Hashes
		}
	}
	return q
}

// lookUp fills in the approved texts of stale pairs.
func (f *Finder) lookUp(questions []Question) ([]check.Unit, error) {
	var hashes []string
	for i := range questions {
		for _, was := range questions[i].was {
			if was[0] != "" {
				hashes = append(hashes, was[0], was[1])
			}
		}
	}
	texts, err := f.store.Content(hashes...)
	units := make([]check.Unit, len(questions))
	for i := range questions {
		units[i] = questions[i].unit
		for p, was := range questions[i].was {
			units[i].Pairs[p].Was = [2]string{texts[was[0]], texts[was[1]]}
		}
	}
	return units, err
}
