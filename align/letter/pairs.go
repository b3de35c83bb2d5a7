package letter

import "math/bits"

// Pairs gives numbers to pairs of characters; the zero value has none. It is for what is
// asked of every two neighbours of a text: a table with open addresses, which a map of
// Go's takes several times as long for.
type Pairs struct {
	slots []pair // as many as a power of two, half of them empty at least
	shift uint8  // of a hash to the number of a slot
	used  int
}

// pair is two characters and their number, never 0 for one that is there.
type pair struct {
	key   uint64
	value uint32
}

// PairsFor makes room for n pairs.
func PairsFor(n int) Pairs {
	size := bits.Len(uint(max(2*n, 4) - 1))
	return Pairs{slots: make([]pair, 1<<size), shift: uint8(64 - size)}
}

// slot returns the slot of a pair, or the empty one where it would stand.
func (p *Pairs) slot(key uint64) *pair {
	mask := len(p.slots) - 1
	for i := int(key * 0x9E3779B97F4A7C15 >> p.shift); ; i++ {
		if s := &p.slots[i&mask]; s.value == 0 || s.key == key {
			return s
		}
	}
}

func keyOf(a, b rune) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// Of returns the number of two characters, 0 for none.
func (p *Pairs) Of(a, b rune) uint32 {
	if len(p.slots) == 0 {
		return 0
	}
	return p.slot(keyOf(a, b)).value
}

// Put gives two characters a number, not 0.
func (p *Pairs) Put(a, b rune, value uint32) {
	if 2*p.used >= len(p.slots) {
		p.grow()
	}
	s := p.slot(keyOf(a, b))
	if s.value == 0 {
		p.used++
	}
	*s = pair{keyOf(a, b), value}
}

func (p *Pairs) grow() {
	bigger := PairsFor(2 * p.used)
	for _, s := range p.slots {
		if s.value != 0 {
			*bigger.slot(s.key) = s
		}
	}
	bigger.used = p.used
	*p = bigger
}
