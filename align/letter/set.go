package letter

// Set is a set of characters of the first plane, for classes that are asked for with
// every character of a text: looking one up costs as much as a comparison.
type Set [0x10000 / 64]uint64

// SetOf returns the set of some characters.
func SetOf(characters string) *Set {
	var s Set
	for _, r := range characters {
		s.Add(r)
	}
	return &s
}

// Add puts a character of the first plane into the set.
func (s *Set) Add(r rune) { s[r/64] |= 1 << (r % 64) }

// Has reports whether the set has a character.
func (s *Set) Has(r rune) bool {
	return r >= 0 && r < 0x10000 && s[r/64]>>(r%64)&1 != 0
}

// Table gives small numbers to characters of the first plane, 0 to those that have none.
type Table [0x10000]uint8

// Of returns the number of a character.
func (t *Table) Of(r rune) uint8 {
	if r < 0 || r >= 0x10000 {
		return 0
	}
	return t[r]
}

// Raise gives a character of the first plane a number, unless it has a larger one.
func (t *Table) Raise(r rune, n int) {
	if r >= 0 && r < 0x10000 {
		t[r] = uint8(max(int(t[r]), min(n, 255)))
	}
}
