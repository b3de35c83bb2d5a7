package document

import (
	"slices"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/store"
)

// approvals of a document. What is stored is who said of which unit that two
// texts say the same; it holds for every unit with these two texts.
type approvals struct {
	texts map[textPair]int              // how many approvals name these two texts
	given map[unitPair][]store.Approval // in a unit, the last one at the end
}

type textPair struct {
	pair align.Pair
	a, b string
}

type unitPair struct {
	unit string
	pair align.Pair
}

func newApprovals() approvals {
	return approvals{texts: map[textPair]int{}, given: map[unitPair][]store.Approval{}}
}

// give adds an approval; one of the same texts in the same unit is replaced.
func (s *approvals) give(a store.Approval) {
	key := unitPair{a.Unit, a.Pair}
	s.drop(key, func(b store.Approval) bool { return b.Hashes == a.Hashes })
	s.given[key] = append(s.given[key], a)
	s.texts[textPair{a.Pair, a.Hashes[0], a.Hashes[1]}]++
}

// drop forgets those of a unit that fit.
func (s *approvals) drop(key unitPair, fits func(store.Approval) bool) {
	s.given[key] = slices.DeleteFunc(s.given[key], func(a store.Approval) bool {
		if !fits(a) {
			return false
		}
		texts := textPair{a.Pair, a.Hashes[0], a.Hashes[1]}
		if s.texts[texts]--; s.texts[texts] <= 0 {
			delete(s.texts, texts)
		}
		return true
	})
	if len(s.given[key]) == 0 {
		delete(s.given, key)
	}
}

// withdraw forgets the approvals of a pair given in a unit, and those of two
// texts wherever they were given: what the store deletes as well.
func (s *approvals) withdraw(unit string, p align.Pair, hashes [2]string) {
	s.drop(unitPair{unit, p}, func(store.Approval) bool { return true })
	for key := range s.given {
		if key.pair == p {
			s.drop(key, func(a store.Approval) bool { return a.Hashes == hashes })
		}
	}
}

// last is the approval that was given last in a unit.
func (s *approvals) last(unit string, p align.Pair) (store.Approval, bool) {
	given := s.given[unitPair{unit, p}]
	if len(given) == 0 {
		return store.Approval{}, false
	}
	return given[len(given)-1], true
}

// PairStatus says what approvals say of a pair, and which approval was given
// last when the pair is stale.
func (d *Document) PairStatus(u *Unit, p align.Pair) (check.PairStatus, *store.Approval) {
	a, b := u.Hashes[p[0]], u.Hashes[p[1]]
	if a != "" && b != "" && d.approvals.texts[textPair{p, a, b}] > 0 {
		return check.Approved, nil
	}
	if last, ok := d.approvals.last(u.ID, p); ok {
		return check.Stale, &last
	}
	return check.Open, nil
}

// changeApprovals changes approvals of a pair, and has every other unit that
// comes to stand otherwise by it told of: those with the same two texts.
func (d *Document) changeApprovals(u *Unit, p align.Pair, change func(*approvals)) {
	before := make([]check.PairStatus, len(d.Units))
	for i, other := range d.Units {
		before[i], _ = d.PairStatus(other, p)
	}
	change(&d.approvals)
	for i, other := range d.Units {
		if now, _ := d.PairStatus(other, p); now != before[i] && other != u {
			other.touch()
			d.Unchecked[other.ID] = true
		}
	}
}
