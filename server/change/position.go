package change

// MapPos returns where a position of the old text is in the new one. At an
// insertion it is before the inserted text, or behind it when after is set;
// inside replaced text it moves to the start or, when after is set, to the end
// of what stands there now.
func (s Set) MapPos(pos int, after bool) int {
	old, now := 0, 0
	for _, c := range s.secs {
		end := old + c.del
		switch {
		case c.ins == keep:
			if end > pos {
				return now + pos - old
			}
			now += c.del
		case end > pos || end == pos && c.del == 0 && !after:
			if pos == old || !after {
				return now
			}
			return now + c.ins
		default:
			now += c.ins
		}
		old = end
	}
	return now
}

// Cut divides a change of a text at an offset: the first result changes the
// text before it, the second the text from it on. What is inserted at the very
// offset, or in place of text on both sides of it, goes with the first.
func (s Set) Cut(at int) (left, right Set) {
	pos := 0
	for _, c := range s.secs {
		before := max(0, min(c.del, at-pos))
		rest := c.del - before
		switch {
		case c.ins == keep:
			left.add(before, keep, "")
			right.add(rest, keep, "")
		case pos <= at:
			left.add(before, c.ins, c.text)
			right.add(rest, 0, "")
		default:
			right.add(rest, c.ins, c.text)
		}
		pos += c.del
	}
	return left, right
}

// Pad makes of a change of a text the same change of a longer one, in which
// that text has so many units before and behind it.
func (s Set) Pad(before, after int) Set {
	var out Set
	out.add(before, keep, "")
	for _, c := range s.secs {
		out.add(c.del, c.ins, c.text)
	}
	out.add(after, keep, "")
	return out
}
