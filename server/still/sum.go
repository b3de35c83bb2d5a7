package still

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Sum is a hash over a title and over what Append writes but for findings, ids of
// paragraphs and their revision numbers: 32 hexadecimal digits of SHA-256, in which every
// string stands with its length in front.
func (d *Document) Sum(title string) string {
	h := sha256.New()
	var b []byte
	put := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	count := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	put(title)
	count(len(d.units))
	for i := range d.units {
		u := &d.units[i]
		put(u.ID)
		for _, v := range d.versions {
			put(v.String())
			put(u.State[v])
			put(u.Made[v])
			segs := d.segs[u.cells[v]:u.cells[v+1]]
			count(len(segs))
			for _, s := range segs {
				put(string(s.Kind))
				put(s.Text)
			}
		}
		for k, p := range d.pairs {
			put(p.String())
			put(string(u.Pairs[k]))
		}
		h.Write(b)
		b = b[:0]
	}
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil)[:16])
}
