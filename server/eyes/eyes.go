// Package eyes is the rule of four eyes: nobody approves a paragraph that they were
// the last to change.
//
// The guarantee: changes that are not committed yet count like those that are.
package eyes

import (
	"context"
	"iter"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/hands"
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
	last, err := lastHands(st, d, m, pending)
	if err != nil {
		return &document.Refusal{Cause: err}
	}
	if len(m.Many) == 0 {
		return own(d, m, who, last)
	}
	var refused *document.Refusal
	left := make([]wire.Asked, 0, len(m.Many))
	i := 0
	for part := range m.Parts() {
		if no := own(d, part, who, last); no != nil {
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

// texts are the segments, by id, that stand in what one message is about.
func texts(d *document.Document, m *wire.ClientMessage) iter.Seq2[string, align.Version] {
	return func(yield func(string, align.Version) bool) {
		u := d.ByID[m.Unit]
		pair, err := align.ParsePair(m.Pair)
		if u == nil || err != nil {
			return // which is refused by itself
		}
		for _, v := range pair {
			for _, seg := range u.Segs[v] {
				if !yield(seg.ID, v) {
					return
				}
			}
		}
	}
}

// lastHands says who changed each segment that a message is about last, by id.
func lastHands(st *store.Store, d *document.Document, m *wire.ClientMessage, pending [][]store.Event) (map[string]string, error) {
	var segs []string
	for part := range m.Parts() {
		for id := range texts(d, part) {
			segs = append(segs, id)
		}
	}
	last, err := hands.Last(context.Background(), st, segs)
	if err != nil {
		return nil, err
	}
	for _, events := range pending {
		for i := range events {
			ev := &events[i]
			if ev.Seg != "" {
				last[ev.Seg] = ev.Who.ID
			}
			if ev.Layout == nil {
				continue
			}
			for _, id := range ev.Layout.New {
				last[id] = ev.Who.ID
			}
		}
	}
	return last, nil
}

// own refuses an approval of one pair whose texts somebody changed last themselves.
func own(d *document.Document, m *wire.ClientMessage, who string, last map[string]string) *document.Refusal {
	for id, v := range texts(d, m) {
		if last[id] == who {
			return &document.Refusal{Code: wire.CodeRights, Says: message.Of("no.own_words", "version", v.String())}
		}
	}
	return nil
}
