package still

import (
	"fmt"
	"sync"

	"triptych/server/wire"
)

const (
	partBytes = 128 << 10 // of a part, about; with what must be escaped it may be twice as long
	kept      = 8 << 20   // of larger documents no part is kept for the next who asks

	nearBefore = 12 // units of the first part before the one that somebody looks at
	nearAfter  = 36 // and from it on
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

// space is room to write parts in: when many come at once, many are written.
var space = sync.Pool{New: func() any { return new([]byte) }}

// Write hands over the parts in order until send returns false, and reports whether it
// never did. Before those of a document of several parts comes one of the units around
// a unit, which somebody looks at. What send is given is its own until it returns.
func (p *Parts) Write(unit string, send func([]byte) bool) bool {
	b := space.Get().(*[]byte) // one after the other
	defer space.Put(b)
	early := 0
	if p.Len() > 1 {
		early = 1
		if *b = p.near((*b)[:0], unit); !send(*b) {
			return false
		}
	}
	for i := range p.Len() {
		if *b = p.part((*b)[:0], i, early); !send(*b) {
			return false
		}
	}
	return true
}

// part appends part i as a message; early is how many were sent before the first.
func (p *Parts) part(b []byte, i, early int) []byte {
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

// near appends the part to be sent before all others, of the units around one.
func (p *Parts) near(b []byte, unit string) []byte {
	at := max(0, p.doc.Index(unit))
	from, to := max(0, at-nearBefore), min(len(p.doc.units), at+nearAfter)
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
