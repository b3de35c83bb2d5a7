package document

import (
	"strings"

	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/wire"
)

// Wire is a stored event as the wire tells it, to its author with own.
func Wire(ev *store.Event, own bool) *wire.Event {
	e := &wire.Event{T: "ev", S: ev.Seq, K: ev.Kind, By: ev.Who.Name, At: ev.At, Seg: ev.Seg, Rev: ev.Rev, Chain: wire.Short(ev.Chain)}
	if ev.Body != "" {
		s := row.Read(ev.Body)
		e.Unit, e.Pair, e.Side, e.Val, e.Made, e.Hashes = s.Unit, s.Pair, s.Side, s.Val, s.Made, s.Hashes
		e.Check, e.Reason, e.Finding, e.Kind, e.Old = s.Check, s.Reason, s.Finding, s.Kind, s.Old
		for i := range s.New {
			e.New = append(e.New, s.New[i].View())
		}
		for _, m := range s.Moved {
			e.Moved = append(e.Moved, wire.Moved(m))
		}
	}
	if ev.Ops != "" {
		e.Ops = []byte(ev.Ops)
	}
	if own {
		e.Own = true
		e.ID, _, _ = strings.Cut(ev.Msg, "\n") // behind it: which part of the message
	}
	return e
}
