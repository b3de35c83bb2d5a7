package store

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
