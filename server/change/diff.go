package change

import (
	"github.com/sergi/go-diff/diffmatchpatch"
)

// diffLimit bounds the work of Between: the product of the lengths, in runes,
// of what differs. Beyond it (some 2,800 unrelated runes against as many, a
// tenth of a second) the stretch is replaced as a whole.
const diffLimit = 8_000_000

// Between returns the change from one text to another, small where they are
// alike. It uses go-diff on runes without a time limit, because a limit by the
// clock gives results that vary with the load.
func Between(from, to string) Set {
	a, b := []rune(from), []rune(to)
	head := commonPrefix(a, b)
	tail := commonPrefixBackwards(a[head:], b[head:])
	var s Set
	s.add(runeUnits(a[:head]), keep, "")
	s.addDiff(a[head:len(a)-tail], b[head:len(b)-tail])
	s.add(runeUnits(a[len(a)-tail:]), keep, "")
	return s
}

func (s *Set) addDiff(a, b []rune) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > diffLimit {
		s.replace(runeUnits(a), string(b))
		return
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	deleted, inserted := 0, ""
	for _, piece := range d.DiffMainRunes(a, b, false) {
		switch piece.Type {
		case diffmatchpatch.DiffDelete:
			deleted += Units(piece.Text)
		case diffmatchpatch.DiffInsert:
			inserted += piece.Text
		default:
			s.replace(deleted, inserted)
			deleted, inserted = 0, ""
			s.add(Units(piece.Text), keep, "")
		}
	}
	s.replace(deleted, inserted)
}

func (s *Set) replace(del int, text string) { s.add(del, Units(text), text) }

func commonPrefix(a, b []rune) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func commonPrefixBackwards(a, b []rune) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[len(a)-1-i] != b[len(b)-1-i] {
			return i
		}
	}
	return n
}

func runeUnits(runes []rune) int {
	n := len(runes)
	for _, r := range runes {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
