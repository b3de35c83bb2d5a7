package live

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align/message"
	"triptych/server/turn"
	"triptych/server/visit"
	"triptych/server/wire"
)

// connsPerClient bounds the connections of one browser tab. The oldest makes
// room for one more: most likely the network lost it and nobody has noticed yet.
const connsPerClient = 10

// upgrader takes over a request for a websocket; the Origin has been checked.
var upgrader = websocket.Upgrader{
	ReadBufferSize:  1024,
	WriteBufferSize: 4096,
	WriteBufferPool: &sync.Pool{},
	CheckOrigin:     visit.SameOrigin,
	Error:           func(http.ResponseWriter, *http.Request, int, error) {}, // Connect's answer says it
}

// Connect makes a websocket of a request, which is served until it ends, or its
// visitor may no longer see the document. It does not wait for that: the request, its
// buffers and its stack are three quarters of what an idle connection would hold. An
// error says that there is no websocket.
func (s *Rooms) Connect(w http.ResponseWriter, r *http.Request, visitor visit.Visitor) error {
	if err := s.Ready(); err != nil {
		return err
	}
	if !visit.SameOrigin(r) {
		return &message.Error{Code: wire.CodeRights, Says: message.Of("no.other_site")}
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return &message.Error{Code: wire.CodeBad, Says: message.Of("wire.websocket")}
	}
	c := &conn{
		srv: s, ws: ws, visitor: visitor, closed: make(chan struct{}),
		person: wire.Person{Conn: wire.ConnID()},
		ops:    turn.NewBucket(s.limits.Rate, s.limits.Burst), pres: turn.NewBucket(presenceRate, 2*presenceRate),
		syncs: turn.NewBucket(syncRate, 4*syncRate),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		ws.Close()
		return nil
	}
	s.open[c] = struct{}{}
	s.work.Go(c.serve)
	return nil
}

// serve reads from the connection until it ends.
func (c *conn) serve() {
	defer func() {
		if p := recover(); p != nil {
			_ = c.srv.log.Recovered("read from a connection", p)
			c.kill()
		}
		c.srv.mu.Lock()
		delete(c.srv.open, c)
		c.srv.mu.Unlock()
	}()
	c.read()
}

// join puts a connection into the room that its hello names.
func (s *Rooms) join(c *conn, m *wire.ClientMessage) error {
	s.mu.Lock()
	if _, known := c.visitor.Who(); known && s.most > 0 && s.crowded(c) {
		s.mu.Unlock()
		return &message.Error{Code: wire.CodeLimit, Says: message.Of("quota.connections", "most", strconv.Itoa(s.most))}
	}
	mine := s.clients[c.client]
	if len(mine) >= connsPerClient {
		oldest := mine[0]
		oldest.end(wire.Bye{Code: wire.CodeLimit, Said: wire.Say(message.Of("bye.twins", "most", strconv.Itoa(connsPerClient))), RetryAfter: 10_000})
		time.AfterFunc(farewellWait, oldest.kill)
		mine = mine[1:]
	}
	s.clients[c.client] = append(mine, c)
	s.mu.Unlock()
	r, err := s.use(m.Doc)
	if err != nil {
		s.uncount(c)
		return err
	}
	c.room = r
	r.post(command{conn: c, msg: m, do: func(r *room, cmd command) { r.join(cmd.conn, cmd.msg) }})
	return nil
}

// crowded reports whether whoever a connection is of has as many as they may. The caller
// holds s.mu.
func (s *Rooms) crowded(c *conn) bool {
	who, _ := c.visitor.Who()
	n := 0
	for _, of := range s.clients {
		for _, other := range of {
			if o, _ := other.visitor.Who(); o.ID == who.ID {
				n++
			}
		}
	}
	return n >= s.most
}

// leave takes it out again.
func (s *Rooms) leave(c *conn) {
	c.room.post(command{conn: c, do: (*room).leave})
	s.release(c.room)
	s.uncount(c)
}

func (s *Rooms) uncount(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := slices.DeleteFunc(s.clients[c.client], func(other *conn) bool { return other == c })
	if s.clients[c.client] = mine; len(mine) == 0 {
		delete(s.clients, c.client)
	}
}
