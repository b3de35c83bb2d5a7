package live

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/fault"
	"triptych/server/visit"
	"triptych/server/wire"
)

// read handles everything the client says until the connection ends.
func (c *conn) read() {
	defer c.kill()
	c.ws.SetReadLimit(frameLimit)
	_ = c.ws.SetReadDeadline(time.Now().Add(helloWait))
	first, ok := c.readMessage()
	if !ok {
		return
	}
	if !c.hello(first) {
		return
	}
	defer c.srv.leave(c)
	extend := func(string) error { return c.ws.SetReadDeadline(time.Now().Add(readWait)) }
	c.ws.SetPongHandler(extend)
	for {
		_ = extend("")
		m, ok := c.readMessage()
		if !ok {
			return
		}
		if m != nil {
			c.receive(m)
		}
	}
}

// readMessage reads one message; nil when it was refused.
func (c *conn) readMessage() (*wire.ClientMessage, bool) {
	kind, data, err := c.ws.ReadMessage()
	if err != nil {
		return nil, false
	}
	if c.overfull() {
		return nil, true // unread; its bye is on the way
	}
	m := &wire.ClientMessage{}
	if kind != websocket.TextMessage || json.Unmarshal(data, m) != nil {
		c.fatal(wire.CodeBad, wire.Say(message.Of("wire.frame")))
		return nil, false
	}
	if max := c.srv.limits.Message; len(data) > max {
		c.refuse(m, wire.CodeLimit, wire.Say(message.Of("wire.large", "bytes", strconv.Itoa(len(data)), "most", strconv.Itoa(max))))
		return nil, true
	}
	if err := change.ValidJSON(data); err != nil {
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("no.fit.text")))
		return nil, true
	}
	return m, true
}

// fatal says why the connection ends and ends it.
func (c *conn) fatal(code string, said wire.Said) {
	c.end(wire.Bye{Code: code, Said: said})
	// The writer closes the socket; the reader must not be first.
	late := time.NewTimer(byeWait)
	defer late.Stop()
	select {
	case <-c.closed:
	case <-late.C:
	}
}

func (c *conn) refuse(m *wire.ClientMessage, code string, said wire.Said) {
	c.srv.meter.Refused(code)
	c.send(wire.Nack{T: "nack", ID: wire.Echo(m.ID), Code: code, Said: said})
}

// hello joins the room that the first message names.
func (c *conn) hello(m *wire.ClientMessage) bool {
	switch {
	case m == nil || m.T != "hello":
		c.fatal(wire.CodeBad, wire.Say(message.Of("wire.first")))
	case m.V != 1:
		c.fatal(wire.CodeVersion, wire.Say(message.Of("wire.version")))
	case !wire.ValidID(m.Client) || len(m.Doc) > 64:
		c.fatal(wire.CodeBad, wire.Say(message.Of("wire.hello")))
	default:
		c.client, c.doc = m.Client, m.Doc
		c.person.Name = visit.Name(m.Name)
		if who, known := c.visitor.Who(); known {
			c.person.Name = who.Name
		}
		err := c.admissible()
		if err == nil {
			err = c.srv.join(c, m)
		}
		if err != nil {
			c.fatal(fault.Code(err), c.srv.log.Say(err))
			return false
		}
		return true
	}
	return false
}

// contentFault says why a change cannot be read.
func contentFault(err error) message.Message {
	if errors.Is(err, change.ErrText) {
		return message.Of("no.fit.text")
	}
	return message.Of("wire.shape")
}

// receive checks a message as far as that is possible without the document and
// hands it to the room.
func (c *conn) receive(m *wire.ClientMessage) {
	now := time.Now()
	right, known := wire.RightFor(m)
	held := c.held()
	switch {
	case !known:
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("wire.unknown", "message", wire.Echo(strings.TrimSpace(strconv.Quote(wire.Echo(m.T))+" "+m.Of())))))
		return
	case !held.May(right):
		c.refuse(m, wire.CodeRights, wire.Say(held.No(right)))
		return
	}
	switch m.T {
	case "ping":
		c.send(wire.Pong{T: "pong"})
	case "sync":
		if !c.syncs.Take(now) {
			c.end(wire.Bye{Code: wire.CodeRate, Said: wire.Say(message.Of("bye.rate")), RetryAfter: 2000})
			return
		}
		c.room.post(command{conn: c, msg: m, do: (*room).sync})
	case "pres":
		if c.pres.Take(now) {
			c.room.post(command{conn: c, msg: m, do: (*room).presence})
		}
	case "op", "text", "struct", "set":
		c.change(m, now)
	default:
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("wire.hello_once")))
	}
}

// change hands over a message that is to be acknowledged.
func (c *conn) change(m *wire.ClientMessage, now time.Time) {
	if !wire.ValidID(m.ID) {
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("wire.id")))
		return
	}
	if !c.ops.Take(now) {
		c.refuse(m, wire.CodeRate, wire.Say(message.Of("wire.rate", "most", strconv.Itoa(c.srv.limits.Rate))))
		return
	}
	if err := c.identify(); err != nil {
		c.refuse(m, fault.Code(err), c.srv.log.Say(err))
		return
	}
	cmd := command{conn: c, msg: m, who: c.who, do: (*room).change, digest: wire.Digest(m)}
	if m.T == "op" {
		var err error
		if cmd.ops, err = change.Parse(m.Ops); err != nil {
			c.refuse(m, wire.CodeBad, wire.Say(contentFault(err)))
			return
		}
	}
	if m.T == "text" && !c.want(&cmd) {
		return
	}
	c.room.post(cmd)
}

// want finds the change that a whole text asks for. The reader does so: no room
// waits for it, and it takes nothing else from the client meanwhile. False when the
// room has ended.
func (c *conn) want(cmd *command) bool {
	base, known := "", false
	if !c.room.callFor(c, func(r *room) { base, known, cmd.no = r.doc.Base(cmd.msg) }) {
		return false
	}
	if !known {
		var err error
		if base, err = c.room.past().Text(cmd.msg.Seg, cmd.msg.Base); err != nil {
			c.refuse(cmd.msg, fault.Code(err), c.srv.log.Say(err))
			return false
		}
	}
	if cmd.no == nil {
		cmd.ops = wanted(base, cmd.msg)
	}
	return true
}

// wanted is a whole text as a change of the one that it was made on.
func wanted(base string, m *wire.ClientMessage) change.Set {
	return change.Between(base, strings.ReplaceAll(strings.ReplaceAll(m.Text, "\r\n", "\n"), "\r", "\n"))
}

// identify finds who the connection's changes are by. Its reader does so before
// it hands over the first one, so that no room waits for it.
func (c *conn) identify() (err error) {
	who, known := c.visitor.Who()
	switch {
	case known && who.ID == "":
		return visit.ErrEnded
	case known:
		c.who = who
	case c.who.ID == "":
		c.who, err = c.srv.store.Person(context.Background(), c.person.Name)
	}
	return err
}
