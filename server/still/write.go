package still

import (
	"encoding/json"
	"strconv"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/wire"
)

// Append writes units from to to-1 as an array of UnitViews, without reflection
// but for findings: a long document is nearly nothing else.
func (d *Document) Append(b []byte, from, to int) []byte {
	b = append(b, '[')
	for i := from; i < to; i++ {
		if i > from {
			b = append(b, ',')
		}
		b = d.appendUnit(b, &d.units[i])
	}
	return append(b, ']')
}

func (d *Document) appendUnit(b []byte, u *Unit) []byte {
	b = change.AppendString(append(b, `{"id":`...), u.ID)
	b = append(b, `,"confidence":`...)
	if number, err := json.Marshal(u.Confidence); err == nil {
		b = append(b, number...)
	} else {
		b = append(b, '0')
	}
	if len(u.Why) > 0 {
		b = append(append(b, `,"why":`...), wire.Encode(u.Why)...)
	}
	if d.aside(u) {
		b = append(b, `,"aside":true`...)
	}
	b = append(b, `,"cells":{`...)
	for i, v := range d.versions {
		b = d.appendCell(comma(b, i), u, v)
	}
	return append(d.appendStatus(append(b, '}'), u), '}')
}

func (d *Document) appendCell(b []byte, u *Unit, v align.Version) []byte {
	b = append(change.AppendString(b, v.String()), `:{"state":`...)
	b = change.AppendString(b, u.State[v])
	if u.Made[v] != "" {
		b = change.AppendString(append(b, `,"made":`...), u.Made[v])
	}
	b = append(b, `,"segs":[`...)
	for i, seg := range d.segs[u.cells[v]:u.cells[v+1]] {
		b = change.AppendString(append(comma(b, i), `{"id":`...), seg.ID)
		b = change.AppendString(append(b, `,"kind":`...), string(seg.Kind))
		b = strconv.AppendInt(append(b, `,"rev":`...), seg.Rev, 10)
		b = append(change.AppendString(append(b, `,"text":`...), seg.Text), '}')
	}
	return append(b, ']', '}')
}

// appendStatus writes the fields of a Status.
func (d *Document) appendStatus(b []byte, u *Unit) []byte {
	b = append(b, `,"findings":`...)
	if len(u.Findings) > 0 {
		b = append(b, wire.Encode(u.Findings)...)
	} else {
		b = append(b, '[', ']')
	}
	if len(u.Waived) > 0 {
		b = append(append(b, `,"waived":`...), wire.Encode(u.Waived)...)
	}
	b = append(b, `,"pairs":{`...)
	for i, p := range d.pairs {
		b = append(change.AppendString(comma(b, i), p.String()), ':')
		b = change.AppendString(b, string(u.Pairs[i]))
	}
	b = append(b, `},"hashes":{`...)
	for i, v := range d.versions {
		b = append(change.AppendString(comma(b, i), v.String()), ':')
		b = change.AppendString(b, u.Hashes[v])
	}
	return append(b, '}')
}

// comma separates element i from the one before.
func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}
