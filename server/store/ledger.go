package store

import "context"

// AddFixed adds to the findings of a document's checks that were mended, by the
// id of the check. It does not wait; done, if not nil, hears how it went.
func (s *Store) AddFixed(doc string, fixed map[string]int, done func(error)) {
	if done == nil {
		done = func(error) {}
	}
	s.write.submit(func(w *writer) error {
		for rule, n := range fixed {
			if err := w.exec(`INSERT INTO ledger (doc, rule, fixed) VALUES ($1, $2, $3)
				ON CONFLICT (doc, rule) DO UPDATE SET fixed = ledger.fixed + excluded.fixed`, doc, rule, n); err != nil {
				return err
			}
		}
		return nil
	}, done)
}

// Fixed returns how many findings of each check were mended, by document and id
// of the check.
func (s *Store) Fixed(ctx context.Context) (map[string]map[string]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT ledger.doc, rule, fixed FROM ledger JOIN document ON document.id = ledger.doc WHERE deleted = 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]map[string]int{}
	for rows.Next() {
		var doc, rule string
		var n int
		if err := rows.Scan(&doc, &rule, &n); err != nil {
			return nil, err
		}
		if out[doc] == nil {
			out[doc] = map[string]int{}
		}
		out[doc][rule] = n
	}
	return out, rows.Err()
}

// People returns, by unit, the names of those who edited its present paragraphs
// or approved a pair in it, in no order.
func (s *Store) People(ctx context.Context, doc string) (map[string][]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT worked.unit, coalesce(name, '') FROM (
		SELECT segment.unit AS unit, event.who AS who FROM event JOIN segment ON segment.id = event.seg
		WHERE event.doc = $1 AND event.kind = 'edit' AND segment.unit IS NOT NULL
		UNION SELECT unit, who FROM approval WHERE doc = $1) AS worked LEFT JOIN person ON person.id = who`, doc)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string][]string{}
	for rows.Next() {
		var unit, who string
		if err := rows.Scan(&unit, &who); err != nil {
			return nil, err
		}
		out[unit] = append(out[unit], who)
	}
	return out, rows.Err()
}
