package index

import (
	"hash/fnv"
	"strings"

	"triptych/align"
	"triptych/server/store"
)

// Standings of a unit: what is found first.
const (
	other     = 0
	confirmed = 1 // a person has confirmed one of its texts
	approved  = 2 // two of its texts are approved as saying the same
)

// entry is a unit as the index keeps it.
type entry struct {
	id       int64
	unit     string
	place    int64
	texts    [3]string
	states   [3]string // of the cells, as a person gave them
	standing int
	pairs    int // a bit for each of align.Pairs that is approved
}

// columns names the versions in the tables.
var columns = [3]string{"en", "hans", "hant"}

// number is that of the document of a row.
func number(id int64) int64 { return id >> 24 }

// entries makes those of a document: every unit with text.
func entries(d *store.Document) []entry {
	good := map[string]bool{} // pairs of hashes
	for _, a := range d.Approvals {
		good[a.Pair.String()+a.Hashes[0]+a.Hashes[1]] = true
	}
	out := make([]entry, 0, len(d.Units))
	for i := range d.Units {
		u := &d.Units[i]
		e := entry{unit: u.ID, place: u.Place, states: u.State}
		var hashes [3]string
		for _, v := range align.Versions {
			texts := make([]string, 0, len(u.Segs[v]))
			for _, seg := range u.Segs[v] {
				if seg.Text != "" {
					texts = append(texts, seg.Text)
				}
			}
			e.texts[v], hashes[v] = strings.Join(texts, "\n"), align.ContentHash(texts...)
			if e.texts[v] != "" && e.states[v] == "done" {
				e.standing = confirmed
			}
		}
		for i, p := range align.Pairs {
			if hashes[p[0]] != "" && hashes[p[1]] != "" && good[p.String()+hashes[p[0]]+hashes[p[1]]] {
				e.standing = approved
				e.pairs |= 1 << i
			}
		}
		if e.texts != [3]string{} {
			out = append(out, e)
		}
	}
	return out
}

// sum is another number when anything of the entry is another, but its place.
func (e *entry) sum() int64 {
	h := fnv.New64a()
	for v := range 3 {
		h.Write([]byte(e.texts[v]))
		h.Write([]byte{0})
		h.Write([]byte(e.states[v]))
		h.Write([]byte{0, byte(e.standing), byte(e.pairs)})
	}
	return int64(h.Sum64())
}
