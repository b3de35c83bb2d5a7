package reading

import "math/bits"

// Counts says how often each of some concepts stands somewhere; the zero value has none.
//
// Evidence is a few additions and a look-up for each concept, so that the look-up is
// what it costs: this is a table with open addresses, of which a map of Go's takes five
// times as long.
type Counts struct {
	slots []tally // a third of them empty at least
	used  int
}

// tally is a concept and how often it stands there, never 0 for one that does.
type tally struct {
	concept Concept
	n       int32
}

// countsFor makes room for n concepts.
func countsFor(n int) Counts {
	return Counts{slots: make([]tally, max(4, n+n/2+1))}
}

// countsOf counts the concepts of tokens.
func countsOf(tokens []Token) Counts {
	n := 0
	for i := range tokens {
		n += len(tokens[i].Concepts)
	}
	c := countsFor(n)
	for i := range tokens {
		for _, k := range tokens[i].Concepts {
			c.add(k, 1)
		}
	}
	return c
}

// slot returns the slot of a concept, or the empty one where it would stand.
func (c *Counts) slot(k Concept) *tally {
	first, _ := bits.Mul64(uint64(k)*0x9E3779B97F4A7C15, uint64(len(c.slots))) // what a hash is as a share of them
	for i := int(first); ; {
		if s := &c.slots[i]; s.n == 0 || s.concept == k {
			return s
		}
		if i++; i == len(c.slots) {
			i = 0
		}
	}
}

// Of returns how often a concept stands there.
func (c *Counts) Of(k Concept) int {
	if len(c.slots) == 0 {
		return 0
	}
	return int(c.slot(k).n)
}

// add counts a concept n times more, n > 0.
func (c *Counts) add(k Concept, n int) {
	if 3*c.used >= 2*len(c.slots) {
		c.grow()
	}
	s := c.slot(k)
	if s.n == 0 {
		s.concept = k
		c.used++
	}
	s.n += int32(n)
}

func (c *Counts) grow() {
	bigger := countsFor(2 * c.used)
	c.each(func(k Concept, n int) { *bigger.slot(k) = tally{k, int32(n)} })
	bigger.used = c.used
	*c = bigger
}

// each calls f with every concept, in no order.
func (c *Counts) each(f func(k Concept, n int)) {
	for i := range c.slots {
		if s := &c.slots[i]; s.n > 0 {
			f(s.concept, int(s.n))
		}
	}
}
