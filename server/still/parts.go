package still

import (
	"fmt"
	"sync"

	"triptych/server/wire"
)

const (
	partBytes = 128 << 10 // of a part, about; with what must be escaped it may be twice as long
	kept      = 8 << 20   // of larger documents no part is kept for the next who asks
)

// Parts is a document cut into parts, each a message of its own. They are written
// by those who send them, one at a time, so that a long document is never there
// twice; the units of a short one are written once for all.
type Parts struct {
	doc   *Document
	head  int64  // the event after which the document was so
	chain string // and its hash, as it is told
	cuts  []int  // part i holds the units from cuts[i] to cuts[i+1]
	made  []madePart
}

// madePart is a part that many send, written once.
type madePart struct {
	once  sync.Once
	units []byte
}

// Cut cuts the document as it was after event head of that hash; nothing is added
// to it from then on.
func (d *Document) Cut(head int64, chain string) *Parts {
	p := &Parts{doc: d, head: head, chain: wire.Short(chain), cuts: []int{0}}
	size, whole := 0, 0
	for i := range d.units {
		n := d.Size(i)
		if size > 0 && size+n > partBytes {
			p.cuts, size = append(p.cuts, i), 0
		}
		size, whole = size+n, whole+n
	}
	p.cuts = append(p.cuts, len(d.units))
	if whole <= kept {
		p.made = make([]madePart, p.Len())
	}
	return p
}

// Kept reports whether parts that were written are there for the next who asks.
func (p *Parts) Kept() bool { return p.made != nil }

// Len is how many parts there are.
func (p *Parts) Len() int { return len(p.cuts) - 1 }

// Part appends part i as a message; early is how many were sent before the first.
func (p *Parts) Part(b []byte, i, early int) []byte {
	b = p.begin(b, i+early, p.Len()+early, p.cuts[i])
	if p.made == nil {
		b = p.doc.Append(b, p.cuts[i], p.cuts[i+1])
	} else {
		m := &p.made[i]
		m.once.Do(func() { m.units = p.doc.Append(nil, p.cuts[i], p.cuts[i+1]) })
		b = append(b, m.units...)
	}
	return append(b, '}', ']')
}

// Near appends a part to be sent before all others, of the units around one: so
// many before it, and so many from it on.
func (p *Parts) Near(b []byte, unit string, before, after int) []byte {
	at := max(0, p.doc.Index(unit))
	from, to := max(0, at-before), min(len(p.doc.units), at+after)
	b = p.doc.Append(p.begin(b, 0, p.Len()+1, from), from, to)
	return append(b, '}', ']')
}

// begin appends what stands before the units of a message.
func (p *Parts) begin(b []byte, part, parts, at int) []byte {
	b = fmt.Appendf(b, `[{"t":"snap","part":%d,"parts":%d,"at":%d,"of":%d,"head":%d`, part, parts, at, len(p.doc.units), p.head)
	if p.chain != "" {
		b = fmt.Appendf(b, `,"chain":"%s"`, p.chain)
	}
	return append(b, `,"units":`...)
}
