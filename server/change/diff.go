package change

import (
	"github.com/sergi/go-diff/diffmatchpatch"
)

// diffSteps bounds the work of Between: the steps that it takes to find that two
// texts are near each other. That is about the square of the characters that differ,
// a thousand, some milliseconds; how long the texts are matters little. Beyond it the
// stretch is replaced as a whole.
const diffSteps = 1_000_000

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
	if len(a) == 0 || len(b) == 0 || !near(a, b) {
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

// near reports whether diffSteps are enough to turn a into b. It goes forward along
// the diagonals, as Myers does (An O(ND) Difference Algorithm, 1986), and remembers no
// way: go-diff finds that in as many steps.
func near(a, b []rune) bool {
	const most = 1024 // diagonals on each side: more edits than diffSteps allow
	steps := 0
	var far [2*most + 1]int // by diagonal, how far a is done
	for edits := range most {
		for k := -edits; k <= edits; k += 2 {
			x := far[most+k+1] // after an insertion
			if k > -edits && (k == edits || far[most+k-1] >= x) {
				x = far[most+k-1] + 1 // after a deletion
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
				steps++
			}
			if x >= len(a) && x-k >= len(b) {
				return true
			}
			far[most+k] = x
			if steps++; steps > diffSteps {
				return false
			}
		}
	}
	return false
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
