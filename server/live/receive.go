package live

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gorilla/websocket"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/fault"
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
	c.send(wire.Nack{T: "nack", ID: wire.Echo(m.ID), Code: code, Said: said})
}

// hello joins the room that the first message names.
func (c *conn) hello(m *wire.ClientMessage) bool {
	switch {
	case m == nil || m.T != "hello":
		c.fatal(wire.CodeBad, wire.Say(message.Of("wire.first")))
	case m.V != 1:
		c.fatal(wire.CodeVersion, wire.Say(message.Of("wire.version")))
	case !validID(m.Client) || len(m.Doc) > 64:
		c.fatal(wire.CodeBad, wire.Say(message.Of("wire.hello")))
	default:
		c.client = m.Client
		c.person.Name = personName(m.Name)
		if err := c.srv.join(c, m); err != nil {
			c.fatal(fault.Code(err), c.srv.log.Say(err))
			return false
		}
		return true
	}
	return false
}

// personName is the name as others see it: one line of at most 60 characters, and
// Guest where nothing of it can be seen.
func personName(name string) string {
	runes := []rune(change.Line(name))
	if len(runes) == 0 {
		return "Guest"
	}
	return strings.TrimSpace(string(runes[:min(len(runes), 60)]))
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
	switch {
	case !known:
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("wire.unknown", "message", wire.Echo(strings.TrimSpace(strconv.Quote(wire.Echo(m.T))+" "+m.Of())))))
		return
	case !wire.May(c.role(), right):
		c.refuse(m, wire.CodeRights, wire.Say(message.Of("no.right", "role", c.role(), "right", string(right))))
		return
	}
	switch m.T {
	case "ping":
		c.send(wire.Pong{T: "pong"})
	case "sync":
		if !c.syncs.take(now) {
			c.end(wire.Bye{Code: wire.CodeRate, Said: wire.Say(message.Of("bye.rate")), RetryAfter: 2000})
			return
		}
		c.room.post(command{conn: c, msg: m, do: (*room).sync})
	case "pres":
		if c.pres.take(now) {
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
	if !validID(m.ID) {
		c.refuse(m, wire.CodeBad, wire.Say(message.Of("wire.id")))
		return
	}
	if !c.ops.take(now) {
		c.refuse(m, wire.CodeRate, wire.Say(message.Of("wire.rate", "most", strconv.Itoa(c.srv.limits.Rate))))
		return
	}
	cmd := command{conn: c, msg: m, do: (*room).change, digest: digest(m)}
	if m.T == "op" {
		var err error
		if cmd.ops, err = change.Parse(m.Ops); err != nil {
			c.refuse(m, wire.CodeBad, wire.Say(contentFault(err)))
			return
		}
	}
	if err := c.identify(); err != nil {
		c.refuse(m, fault.Code(err), c.srv.log.Say(err))
		return
	}
	c.room.post(cmd)
}

// identify finds who the connection's changes are by. Its reader does so before
// it hands over the first one, so that no room waits for it.
func (c *conn) identify() (err error) {
	if c.who.ID == "" {
		c.who, err = c.srv.store.Person(context.Background(), c.person.Name)
	}
	return err
}

// validID reports whether a client may use id. A line break in one would look
// like a further part of a message.
func validID(id string) bool {
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, unicode.IsControl)
}

// digest tells whether a message with a known id is the same again: 16
// hexadecimal digits over everything it says.
func digest(m *wire.ClientMessage) string {
	var sum [sha256.Size]byte
	if m.T == "op" {
		b := make([]byte, 0, len(m.ID)+len(m.Seg)+len(m.Ops)+32)
		b = append(append(append(b, m.ID...), 0), m.Seg...)
		b = append(strconv.AppendInt(append(b, 0), m.Base, 10), 0)
		sum = sha256.Sum256(append(b, m.Ops...))
	} else {
		sum = sha256.Sum256(wire.Encode(m))
	}
	return hex.EncodeToString(sum[:8])
}

// bucket limits a rate: it holds up to burst tokens and gains rate a second.
type bucket struct {
	rate, burst, tokens float64
	last                time.Time
}

func newBucket(rate, burst int) bucket {
	return bucket{rate: float64(rate), burst: float64(burst), tokens: float64(burst)}
}

func (b *bucket) take(now time.Time) bool {
	if !b.last.IsZero() {
		b.tokens = min(b.burst, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	}
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
