package finding

import (
	"context"
	"time"

	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/waived"
)

// mendedAfter is how long a finding must have stood to count as mended when it
// goes: what comes and goes while somebody types is none.
const mendedAfter = 10 * time.Second

// standing says since when findings of a unit stand, by check and versions; one
// that is not here stood when the document was opened.
type standing map[string]time.Time

func standingKey(f *check.Finding) string { return f.Check + " " + waived.PairName(f.Pair) }

// mend counts, by check, the findings of a unit that are not in the new list and
// were neither waived nor of this moment, and notes since when those of the new
// list stand.
func (k *Checker) mend(d *document.Document, u *document.Unit, now []check.Finding, at time.Time, fixed map[string]int) {
	stood := k.standing[u.ID]
	before, after := map[string]int{}, map[string]int{}
	for i := range u.Findings {
		before[standingKey(&u.Findings[i])]++
	}
	since := standing{}
	for i := range now {
		key := standingKey(&now[i])
		after[key]++
		began, known := stood[key]
		if before[key] == 0 {
			began, known = at, true
		}
		if known {
			since[key] = began
		}
	}
	for i := range u.Findings {
		f := &u.Findings[i]
		key := standingKey(f)
		if before[key] <= after[key] {
			continue
		}
		before[key]--
		if f.Tier != check.Possible && at.Sub(stood[key]) >= mendedAfter && !d.EverWaived(u, f) {
			fixed[f.Check]++
		}
	}
	if delete(k.standing, u.ID); len(since) > 0 {
		k.standing[u.ID] = since
	}
}

// Fixed returns how many findings of each check were mended, by document and id of the
// check.
func Fixed(ctx context.Context, st *store.Store) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	_, err := store.Read(ctx, st, func(row func(...any) error) (n int, err error) {
		var doc, rule string
		if err = row(&doc, &rule, &n); err == nil && out[doc] == nil {
			out[doc] = map[string]int{}
		}
		if err == nil {
			out[doc][rule] = n
		}
		return n, err
	}, `SELECT ledger.doc, rule, fixed FROM ledger JOIN document ON document.id = ledger.doc WHERE deleted = 0`)
	return out, err
}
