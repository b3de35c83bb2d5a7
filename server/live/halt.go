package live

import (
	"errors"
	"strconv"
	"time"

	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/wire"
)

// halt says why the document cannot be changed; nil = it can.
func (r *room) halt() *wire.Halt {
	if r.broken == nil {
		return nil
	}
	return &wire.Halt{Said: r.haltSaid(), Accept: r.loss() != nil}
}

// loss is what is missing of the document, nil where that is not why it cannot be
// changed.
func (r *room) loss() (loss *store.Loss) {
	if !errors.As(r.broken, &loss) {
		return nil
	}
	return loss
}

// haltSaid is the sentence of halt.
func (r *room) haltSaid() wire.Said {
	loss := r.loss()
	if loss == nil {
		return r.srv.log.Say(r.broken)
	}
	key := "fault.missing"
	if loss.From == loss.To {
		key = "fault.missing_one"
	}
	return wire.Say(message.Of(key, "from", strconv.FormatInt(loss.From, 10), "to", strconv.FormatInt(loss.To, 10),
		"when", time.UnixMilli(loss.At).UTC().Format("2006-01-02 15:04 UTC")))
}

// Accept records that somebody says to go on without the events that are missing
// of a document, and returns when that is committed. Those who have it open come
// back, and can change it.
func (s *Rooms) Accept(doc string, who store.Person) error {
	r, err := s.use(doc)
	if err != nil {
		return err
	}
	defer s.release(r)
	var loss *store.Loss
	r.call(func(r *room) {
		if loss = r.loss(); loss != nil {
			r.broken = nil
		}
	})
	if loss == nil {
		return &message.Error{Code: wire.CodeStale, Says: message.Of("fault.nothing_missing")}
	}
	err = r.put(who, func() document.Event { return r.doc.Note("accept", loss.Accepted()) })
	r.call(func(r *room) {
		if err != nil {
			r.broken = loss
			return
		}
		r.end(wire.Bye{Code: wire.CodeStale, Said: wire.Say(message.Of("bye.accepted")), RetryAfter: 200})
	})
	return err
}
