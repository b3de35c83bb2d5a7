// Package eyes is the rule of four eyes: nobody approves a paragraph that they were
// the last to change.
//
// The guarantee: changes that are not committed yet count like those that are.
package eyes

import (
	"context"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/wire"
)

// Rule says in which documents four eyes are asked for; nil = in none.
type Rule func(doc string) bool

// Refuse refuses the approval of texts by whoever wrote them; nil = nothing is to be
// refused. Of many, those are taken out of the message, which is refused when none is
// left. pending are changes that are not in the database yet, the newest last.
func (rule Rule) Refuse(st *store.Store, d *document.Document, m *wire.ClientMessage, who string, pending ...[]store.Event) *document.Refusal {
	if m.T != "set" || m.What != "approve" || rule == nil || !rule(d.ID) {
		return nil
	}
	if len(m.Many) == 0 {
		return own(st, d, m, who, pending)
	}
	var refused *document.Refusal
	left := make([]wire.Asked, 0, len(m.Many))
	i := 0
	for part := range m.Parts() {
		if no := own(st, d, part, who, pending); no != nil {
			refused = no
		} else {
			left = append(left, m.Many[i])
		}
		i++
	}
	if len(left) == 0 {
		return refused
	}
	m.Many = left
	return nil
}

// own refuses an approval of one pair whose texts somebody changed last themselves.
func own(st *store.Store, d *document.Document, m *wire.ClientMessage, who string, pending [][]store.Event) *document.Refusal {
	u := d.ByID[m.Unit]
	pair, err := align.ParsePair(m.Pair)
	if u == nil || err != nil {
		return nil // which is refused by itself
	}
	for _, v := range pair {
		for _, seg := range u.Segs[v] {
			last, err := lastEditor(st, d.ID, seg.ID, slices.Concat(pending...))
			if err != nil {
				return &document.Refusal{Cause: err}
			}
			if last == who {
				return &document.Refusal{Code: wire.CodeRights, Says: message.Of("no.own_words", "version", v.String())}
			}
		}
	}
	return nil
}

// lastEditor is who changed a segment last, by id; "" = nobody since its document was
// made. Of a part that was split off and not changed since, that is who split it.
func lastEditor(st *store.Store, doc, seg string, pending []store.Event) (string, error) {
	for _, ev := range slices.Backward(pending) {
		if ev.Seg == seg || ev.Kind == "struct" && strings.Contains(ev.Body, seg) {
			return ev.Who.ID, nil
		}
	}
	found, err := store.Read(context.Background(), st, func(row func(...any) error) (who string, err error) { return who, row(&who) },
		`SELECT coalesce((SELECT who FROM event WHERE doc = $1 AND seg = $2 ORDER BY rev DESC LIMIT 1),
			(SELECT who FROM event WHERE doc = $1 AND kind = 'struct' AND body LIKE $3 ORDER BY seq LIMIT 1), '')`,
		doc, seg, "%"+seg+"%")
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}
