package moment

import (
	"context"

	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/wire"
)

// Signoff is a sign-off as its event tells it.
type Signoff struct {
	wire.Signed
	Of     row.Signed `json:"of"`
	Reason string     `json:"reason,omitempty"`
	Chain  string     `json:"chain"`
}

// Signoffs lists those of a document, the newest first.
func Signoffs(ctx context.Context, st *store.Store, doc string) ([]Signoff, error) {
	return store.Read(ctx, st, func(scan func(...any) error) (s Signoff, err error) {
		var body string
		if err = scan(&s.Seq, &s.At, &s.By, &body, &s.Chain); err != nil {
			return s, err
		}
		b := row.Read(body)
		if s.Reason = b.Reason; b.Signed != nil {
			s.Of = *b.Signed
		}
		return s, nil
	}, `SELECT seq, at, coalesce(name, ''), coalesce(body, ''), chain FROM event LEFT JOIN person ON person.id = who
		WHERE doc = $1 AND kind = 'sign' ORDER BY seq DESC`, doc)
}

// Signed is the newest sign-off of a document; nil = it has none.
func Signed(ctx context.Context, st *store.Store, doc string) (*wire.Signed, error) {
	all, err := Signoffs(ctx, st, doc)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0].Signed, nil
}
