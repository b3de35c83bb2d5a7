package zh

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"triptych/align/letter"
)

// entry is one line of a dictionary. The slices point into the unpacked data.
type entry struct {
	key    []byte
	values []byte // one or more, separated by spaces, the preferred one first
}

// first gives the preferred value.
func (e entry) first() []byte {
	if i := bytes.IndexByte(e.values, ' '); i >= 0 {
		return e.values[:i]
	}
	return e.values
}

// all gives every value.
func (e entry) all() [][]byte { return bytes.Fields(e.values) }

// span is a range of indices.
type span struct{ from, to int32 }

// dict is one dictionary: its entries sorted by the bytes of their keys, and
// for each two first runes the range of entries that begin with them.
type dict struct {
	entries []entry
	begins  letter.Set     // the runes of the first plane that a key begins with
	heads   letter.Pairs   // two runes → 1 + the number of the group of longer keys that begin with them
	groups  []span         // of entries
	single  map[rune]int32 // rune → the entry of which it is the key
}

// newDict indexes entries, which are sorted in place. Of two entries with the
// same key the earlier one stays.
func newDict(entries []entry) *dict {
	less := func(i, j int) bool { return bytes.Compare(entries[i].key, entries[j].key) < 0 }
	if !sort.SliceIsSorted(entries, less) {
		sort.SliceStable(entries, less)
	}
	kept := entries[:0]
	for _, e := range entries {
		if len(kept) == 0 || !bytes.Equal(kept[len(kept)-1].key, e.key) {
			kept = append(kept, e)
		}
	}
	d := &dict{entries: kept, single: map[rune]int32{}}
	for i := 0; i < len(kept); {
		r, n := utf8.DecodeRune(kept[i].key)
		if r < 0x10000 {
			d.begins.Add(r)
		}
		if n == len(kept[i].key) {
			d.single[r] = int32(i)
			i++
			continue
		}
		second, m := utf8.DecodeRune(kept[i].key[n:])
		j := i + 1
		for j < len(kept) && bytes.HasPrefix(kept[j].key, kept[i].key[:n+m]) {
			j++
		}
		d.groups = append(d.groups, span{int32(i), int32(j)})
		d.heads.Put(r, second, uint32(len(d.groups)))
		i = j
	}
	return d
}

// match finds the longest key that text begins with.
//
// The greatest key not after text is either a prefix of it, and then the
// longest one, or it leaves text at some byte; every shorter candidate is then
// a prefix of what the two have in common, so the search goes on with that.
func (d *dict) match(text []byte, first rune) (entry, bool) {
	if first < 0x10000 && !d.begins.Has(first) {
		return entry{}, false
	}
	second, _ := utf8.DecodeRune(text[utf8.RuneLen(first):])
	if group := d.heads.Of(first, second); group > 0 {
		if e, ok := d.longest(d.groups[group-1], text); ok {
			return e, true
		}
	}
	if i, ok := d.single[first]; ok {
		return d.entries[i], true
	}
	return entry{}, false
}

// longest is match among some entries.
func (d *dict) longest(s span, text []byte) (entry, bool) {
	lo, hi := int(s.from), int(s.to)
	for lo < hi {
		for a := lo; a < hi; { // hi becomes the first key after text
			mid := int(uint(a+hi) >> 1)
			if bytes.Compare(d.entries[mid].key, text) > 0 {
				hi = mid
			} else {
				a = mid + 1
			}
		}
		if hi == lo {
			break
		}
		e := d.entries[hi-1]
		common := commonPrefix(e.key, text)
		if common == len(e.key) {
			return e, true
		}
		text = text[:common]
		hi--
	}
	return entry{}, false
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := 0; i < n; i++ {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// matcher is a dictionary or a group of them, as a configuration arranges them.
type matcher struct {
	leaf   *dict // nil for a group
	union  bool  // the longest match of all children; otherwise the first child that matches at all
	groups []*matcher
}

func (m *matcher) match(text []byte, first rune) (entry, bool) {
	if m.leaf != nil {
		return m.leaf.match(text, first)
	}
	var best entry
	found := false
	for _, child := range m.groups {
		e, ok := child.match(text, first)
		if ok && !m.union {
			return e, true
		}
		if ok && (!found || len(e.key) > len(best.key)) {
			best, found = e, true
		}
	}
	return best, found
}
