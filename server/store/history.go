package store

import "context"

// Origin returns the text of a segment at revision 0, and of the document's creation
// the name of who made it and when.
func (s *Store) Origin(ctx context.Context, doc, seg string) (text, by string, at int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT origin, coalesce(name, ''), event.at FROM segment
		JOIN event ON event.doc = segment.doc AND event.seq = 1 LEFT JOIN person ON person.id = event.who
		WHERE segment.id = $1 AND segment.doc = $2`, seg, doc).Scan(&text, &by, &at)
	return text, by, at, there(err, 0)
}

// Origins returns the texts at revision 0 of all segments of a document, also of
// those that were joined into others, by id.
func (s *Store) Origins(ctx context.Context, doc string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, origin FROM segment WHERE doc = $1`, doc)
	all, id, text := map[string]string{}, "", ""
	_, err = collect(rows, err, func(r rowScanner) (struct{}, error) {
		err := r.Scan(&id, &text)
		all[id] = text
		return struct{}{}, err
	})
	return all, err
}

// EachRevision goes through the revisions of a segment after one and after an event,
// in order, until do returns an error, which it returns.
func (s *Store) EachRevision(ctx context.Context, seg string, rev, event int64, do func(*Event) error) error {
	rows, err := s.read.QueryContext(ctx, eventQuery+`WHERE seg = $1 AND rev > $2 AND seq > $3 ORDER BY rev`, seg, rev, event)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		ev, err := scanNamed(rows)
		if err == nil {
			err = do(&ev)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}
