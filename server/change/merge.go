package change

// cursor walks over the sections of a Set, in pieces of any size.
type cursor struct {
	secs []section
	next int // index behind the present section
	section
	off  int // units of the present section that are behind the cursor
	at   int // bytes of its text that are behind the cursor
	done bool
}

func newCursor(s Set) *cursor {
	c := &cursor{secs: s.secs}
	c.step()
	return c
}

// step moves to the next section.
func (c *cursor) step() {
	c.off, c.at = 0, 0
	if c.next == len(c.secs) {
		c.section, c.done = section{}, true
		return
	}
	c.section = c.secs[c.next]
	c.next++
}

// replaces reports whether the present section is a change.
func (c *cursor) replaces() bool { return !c.done && c.ins != keep }

// keeps reports whether the present section stays as it is.
func (c *cursor) keeps() bool { return !c.done && c.ins == keep }

// skip moves on by n units of the text before the change.
func (c *cursor) skip(n int) {
	if n == c.del {
		c.step()
		return
	}
	c.del -= n
	c.off += n
}

// after is what is left of the section in the text after the change.
func (c *cursor) after() int {
	if c.ins == keep || c.done {
		return c.del
	}
	return c.ins
}

// take returns the next n units of what the section inserts.
func (c *cursor) take(n int) (string, error) {
	rest := c.text[c.at:]
	size, ok := Offset(rest, n)
	if !ok {
		return "", misfit(rest, n)
	}
	return rest[:size], nil
}

// skipAfter moves on by n units of the text after the change.
func (c *cursor) skipAfter(n int) {
	switch {
	case c.ins == keep:
		c.skip(n)
	case n == c.ins:
		c.step()
	default:
		if size, ok := Offset(c.text[c.at:], n); ok {
			c.at += size
		}
		c.ins -= n
		c.off += n
	}
}

// Map returns s as a change of the text after other; both were made on the same
// text. Where both insert at one place, s comes after what other inserted, or
// before it when before is set.
//
// Map over single revisions, one at a time: mapping over a composition of
// several forgets where deleted text stood and can end with different texts.
func (s Set) Map(other Set, before bool) (Set, error) {
	if other.bare() {
		if s.Len() != other.Len() {
			return Set{}, ErrLength
		}
		return s, nil
	}
	m := mapping{a: newCursor(s), b: newCursor(other), before: before}
	for !m.a.done || !m.b.done {
		if m.a.done && m.b.del > 0 || m.b.done && m.a.del > 0 {
			return Set{}, ErrLength
		}
		switch {
		case m.a.keeps() && m.b.keeps():
			n := min(m.a.del, m.b.del)
			m.out.add(n, keep, "")
			m.a.skip(n)
			m.b.skip(n)
		case m.b.replaces() && m.otherFirst():
			if !m.passOther() {
				return Set{}, ErrLength
			}
		case m.a.replaces():
			m.passOwn()
		default:
			return Set{}, ErrLength
		}
	}
	return m.out, nil
}

// mapping is a Map under way. A change of a may be met in pieces when b changes
// text inside it; placed is the section whose insertion is already in out.
type mapping struct {
	a, b   *cursor
	out    Set
	placed int
	before bool
}

// otherFirst reports whether the change at b comes before the one at a: by
// where it begins, then by how much it deletes, then by the flag.
func (m *mapping) otherFirst() bool {
	a, b := m.a, m.b
	if !a.replaces() || m.placed == a.next {
		return true // a keeps text here, or what it inserts is in out already
	}
	if a.off > 0 {
		return false // a began before
	}
	return b.del < a.del || b.del == a.del && !m.before
}

// passOther steps over a change of b. What it inserted is kept; changes of a
// inside the text that it deleted are left with their insertions alone.
func (m *mapping) passOther() bool {
	m.out.add(m.b.ins, keep, "")
	for left := m.b.del; left > 0; {
		if m.a.done {
			return false
		}
		piece := min(m.a.del, left)
		if m.a.replaces() && m.placed < m.a.next && m.a.del <= piece {
			m.out.add(0, m.a.ins, m.a.text)
			m.placed = m.a.next
		}
		m.a.skip(piece)
		left -= piece
	}
	m.b.step()
	return true
}

// passOwn writes the change at a up to the next insertion of b inside it.
// Text that b deleted as well is not deleted twice.
func (m *mapping) passOwn() {
	a, b := m.a, m.b
	deletes, left := 0, a.del
	for left > 0 {
		if b.keeps() {
			piece := min(left, b.del)
			deletes += piece
			left -= piece
			b.skip(piece)
		} else if b.replaces() && b.ins == 0 && b.del < left {
			left -= b.del
			b.step()
		} else {
			break
		}
	}
	if m.placed < a.next {
		m.out.add(deletes, a.ins, a.text)
	} else {
		m.out.add(deletes, 0, "")
	}
	m.placed = a.next
	a.skip(a.del - left)
}

// Compose returns the change that does s and then next.
func (s Set) Compose(next Set) (Set, error) {
	if s.NewLen() != next.Len() {
		return Set{}, ErrLength
	}
	if s.bare() {
		return next, nil
	}
	if next.bare() {
		return s, nil
	}
	var out Set
	open := false // the last section of out may still grow: the change it belongs to goes on
	a, b := newCursor(s), newCursor(next)
	for !a.done || !b.done {
		switch {
		case a.replaces() && a.ins == 0:
			out.append(a.del, 0, "", open)
			a.step()
		case !b.done && b.del == 0:
			out.append(0, b.ins, b.text, open)
			b.step()
		case a.done || b.done:
			return Set{}, ErrLength
		default:
			var err error
			if open, err = composePiece(&out, a, b, open); err != nil {
				return Set{}, err
			}
		}
	}
	return out, nil
}

// composePiece writes the longest stretch in which neither cursor changes
// section, and reports whether a change goes on behind it.
func composePiece(out *Set, a, b *cursor, open bool) (bool, error) {
	n, before := min(a.after(), b.del), len(out.secs)
	deleted := a.del // the text before a that this change replaces, counted once
	if a.off > 0 {
		deleted = 0
	}
	inserted, text := b.ins, b.text // likewise what b puts in its place
	if b.off > 0 && b.ins != keep {
		inserted, text = 0, ""
	}
	switch {
	case a.ins == keep:
		out.append(n, inserted, text, open)
	case b.ins == keep:
		bit, err := a.take(n)
		if err != nil {
			return false, err
		}
		out.append(deleted, n, bit, open)
	default:
		out.append(deleted, inserted, text, open)
	}
	goesOn := a.ins > n || b.ins != keep && b.del > n
	open = goesOn && (open || len(out.secs) > before)
	a.skipAfter(n)
	b.skip(n)
	return open, nil
}
