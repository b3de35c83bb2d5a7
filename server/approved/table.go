package approved

import (
	"slices"

	"triptych/align"
	"triptych/server/store"
)

// Table holds the approvals of a document. What is stored is who said of which unit
// that two texts say the same; it holds for every unit with these two texts.
type Table struct {
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

// New makes a table without any.
func New() Table {
	return Table{texts: map[textPair]int{}, given: map[unitPair][]store.Approval{}}
}

// Give adds an approval; one of the same texts in the same unit is replaced.
func (t *Table) Give(a store.Approval) {
	key := unitPair{a.Unit, a.Pair}
	t.drop(key, func(b store.Approval) bool { return b.Hashes == a.Hashes })
	t.given[key] = append(t.given[key], a)
	t.texts[textPair{a.Pair, a.Hashes[0], a.Hashes[1]}]++
}

// drop forgets those of a unit that fit.
func (t *Table) drop(key unitPair, fits func(store.Approval) bool) {
	t.given[key] = slices.DeleteFunc(t.given[key], func(a store.Approval) bool {
		if !fits(a) {
			return false
		}
		texts := textPair{a.Pair, a.Hashes[0], a.Hashes[1]}
		if t.texts[texts]--; t.texts[texts] <= 0 {
			delete(t.texts, texts)
		}
		return true
	})
	if len(t.given[key]) == 0 {
		delete(t.given, key)
	}
}

// Withdraw forgets the approvals of a pair given in a unit, "" = in none, and those of
// two texts wherever they were given: what the store deletes as well.
func (t *Table) Withdraw(unit string, p align.Pair, hashes [2]string) {
	t.drop(unitPair{unit, p}, func(store.Approval) bool { return true })
	for key := range t.given {
		if key.pair == p {
			t.drop(key, func(a store.Approval) bool { return a.Hashes == hashes })
		}
	}
}

// Last is the approval that was given last in a unit.
func (t *Table) Last(unit string, p align.Pair) (store.Approval, bool) {
	given := t.given[unitPair{unit, p}]
	if len(given) == 0 {
		return store.Approval{}, false
	}
	return given[len(given)-1], true
}

// Holds reports whether two texts are approved.
func (t *Table) Holds(p align.Pair, hashes [2]string) bool {
	return t.texts[textPair{p, hashes[0], hashes[1]}] > 0
}

// Of is the newest approval of two texts, the one given in a unit before all others.
func (t *Table) Of(unit string, p align.Pair, hashes [2]string) (found store.Approval, ok bool) {
	for key, all := range t.given {
		for _, a := range all {
			here, there := a.Unit == unit, found.Unit == unit
			if key.pair == p && a.Hashes == hashes && (!ok || here && !there || here == there && a.Seq > found.Seq) {
				found, ok = a, true
			}
		}
	}
	return found, ok
}
