package approved

import (
	"slices"

	"triptych/align"
	"triptych/align/check"
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

// Status says how a pair of a unit with texts of these hashes stands, and which approval
// was given last where it is stale. plain is store.Plain of its texts.
func (t *Table) Status(unit string, p align.Pair, now [2]string, plain func(align.Version) string) (check.PairStatus, *store.Approval) {
	if now[0] != "" && now[1] != "" && t.texts[textPair{p, now[0], now[1]}] > 0 {
		return check.Approved, nil
	}
	last, there := t.Last(unit, p)
	if !there {
		return check.Open, nil
	}
	if _, carried := t.carried(unit, p, plain); carried {
		return check.Approved, nil
	}
	return check.Stale, &last
}

// carried is the approval given in a unit for texts that are the present ones but for
// cosmetic edits.
func (t *Table) carried(unit string, p align.Pair, plain func(align.Version) string) (store.Approval, bool) {
	given := t.given[unitPair{unit, p}]
	if len(given) == 0 {
		return store.Approval{}, false
	}
	now := [2]string{plain(p[0]), plain(p[1])}
	i := slices.IndexFunc(given, func(a store.Approval) bool { return a.Plain == now })
	if i < 0 || now[0] == "" || now[1] == "" {
		return store.Approval{}, false
	}
	return given[i], true
}

// Of is the newest approval of two texts, the one given in a unit before all others, or
// else one that was given there and is carried over to them.
func (t *Table) Of(unit string, p align.Pair, hashes [2]string, plain func(align.Version) string) (found store.Approval, ok bool) {
	for key, all := range t.given {
		for _, a := range all {
			here, there := a.Unit == unit, found.Unit == unit
			if key.pair == p && a.Hashes == hashes && (!ok || here && !there || here == there && a.Seq > found.Seq) {
				found, ok = a, true
			}
		}
	}
	if !ok {
		return t.carried(unit, p, plain)
	}
	return found, ok
}
