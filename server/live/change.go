package live

import (
	"fmt"
	"time"

	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/reply"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/wire"
)

// change carries out a message that is to be acknowledged.
func (r *room) change(cmd command) {
	if r.repeat(cmd) {
		return
	}
	if time.Now().Before(r.refusing) {
		cmd.conn.refuse(cmd.msg, fault.Code(r.failure), r.srv.log.Say(r.failure))
		return
	}
	if r.broken != nil {
		cmd.conn.refuse(cmd.msg, wire.CodeReadOnly, r.haltSaid())
		return
	}
	no := r.forbidden(cmd)
	if no == nil {
		no = r.srv.eyes.Refuse(r.srv.store, r.doc, cmd.msg, cmd.who.ID, r.inflight.events(), r.pending.Events)
	}
	var events []document.Event
	if no == nil {
		events, no = handlers[cmd.msg.T](r, cmd)
	}
	if no != nil {
		r.refuse(cmd, no)
		return
	}
	for i, h := range events {
		r.record(cmd, h, part(i))
	}
}

// handlers carry out the messages that are to be acknowledged.
var handlers = map[string]func(*room, command) ([]document.Event, *document.Refusal){
	"op":     (*room).edit,
	"text":   (*room).edit,
	"set":    (*room).set,
	"struct": (*room).structure,
}

func (r *room) edit(cmd command) ([]document.Event, *document.Refusal) {
	if cmd.no != nil {
		return nil, cmd.no
	}
	return r.doc.Edit(cmd.msg, cmd.ops)
}

func (r *room) set(cmd command) ([]document.Event, *document.Refusal) {
	return r.doc.Set(cmd.msg, document.Author{Who: cmd.who, At: time.Now().UnixMilli()})
}

func (r *room) structure(cmd command) ([]document.Event, *document.Refusal) {
	if cmd.msg.Kind == "realign" {
		return nil, r.realign(cmd)
	}
	return r.doc.Structure(cmd.msg, cmd.conn.held().May(wire.RightApprove))
}

// refuse answers with a nack. A text that is kept is answered for when it is.
func (r *room) refuse(cmd command, no *document.Refusal) {
	m, c := cmd.msg, cmd.conn
	if no.Cause != nil {
		no.Says = r.srv.log.Message(no.Cause)
	}
	r.srv.meter.Refused(no.Code)
	nack := &wire.Nack{T: "nack", ID: m.ID, Code: no.Code, Said: wire.Say(no.Says), Keep: no.Keep, Hashes: no.Hashes}
	if !no.Keep {
		c.send(nack)
		return
	}
	r.pending.Orphans = append(r.pending.Orphans, store.Orphan{
		Client: c.client, Msg: m.ID, Seg: m.Seg, Who: cmd.who, Why: no.Says.String(), Message: string(wire.Encode(m)), At: time.Now().UnixMilli(),
	})
	r.memory(c.client).Remember(m.ID, reply.Answer{Digest: cmd.digest, Said: wire.Say(no.Says)})
	r.pending.says = append(r.pending.says, saying{to: c, client: c.client, msg: m.ID, nack: nack})
}

// record puts an event into the pending transaction. The author is told the ops
// unless they went in as they were sent.
func (r *room) record(cmd command, h document.Event, suffix string) {
	ev := h.Row
	ev.At = time.Now().UnixMilli()
	s := saying{bare: h.Bare, to: cmd.conn}
	if c := cmd.conn; c != nil {
		ev.Who, ev.Client, ev.Msg, ev.Digest = cmd.who, c.client, cmd.msg.ID+suffix, cmd.digest
		s.client, s.msg = c.client, cmd.msg.ID
		if suffix == "" {
			r.memory(c.client).Remember(cmd.msg.ID, reply.Answer{Digest: cmd.digest, Seq: ev.Seq})
		}
	}
	s.event = row.Wire(&ev, false)
	if h.Views != nil {
		s.event.New = h.Views
	}
	if ev.Kind == "sign" {
		r.doc.Signed = &wire.Signed{Seq: ev.Seq, By: ev.Who.Name, At: ev.At}
	}
	r.pending.Events = append(r.pending.Events, ev)
	r.pending.says = append(r.pending.says, s)
}

// part marks the further events of one message, so that (client, msg) stays
// unique; ids of clients hold no line break.
func part(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("\n%d", i+1)
}
