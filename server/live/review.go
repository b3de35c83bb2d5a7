package live

import (
	"time"

	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// How often it is looked whether people may still do what they could, and what time
// those have for their last message who may not be here any more: together a second.
const (
	reviewEvery = 500 * time.Millisecond
	expelWait   = 400 * time.Millisecond
)

// held is what the connection's person may do in its document now.
func (c *conn) held() wire.Held { return c.visitor.Held(c.doc) }

// account is the id of whose account it is; "" = nobody signs in.
func (c *conn) account() string {
	who, _ := c.visitor.Who()
	return who.ID
}

// admissible says why somebody may not come into the document of their hello. Of one
// that they may not see they are told that there is none.
func (c *conn) admissible() error {
	if c.visitor.Ended() {
		return visit.ErrEnded
	}
	if !c.held().May(wire.RightRead) {
		return store.ErrNotFound
	}
	return nil
}

// can lists what of the rights that somebody holds counts in the document as it is.
func (r *room) can(held wire.Held) []wire.Right {
	all := wire.Rights(held.Role)
	if r.broken != nil {
		all = wire.Halted(all)
	}
	return all
}

// tell takes note of what the connection was told that it may do.
func (c *conn) tell(held wire.Held) {
	c.mu.Lock()
	c.told = &held
	c.mu.Unlock()
}

// review tells a connection what its person may do now, where that has changed, and
// ends it where that is nothing.
func (c *conn) review() {
	c.mu.Lock()
	told, out := c.told, c.out
	c.mu.Unlock()
	if told == nil || out {
		return
	}
	now := c.held()
	switch {
	case c.visitor.Ended():
		c.expel(wire.CodeLogin, "no.login")
	case !now.May(wire.RightRead):
		c.expel(wire.CodeRights, "bye.rights")
	case !now.Same(*told):
		c.tell(now)
		// Beside: a room takes no more of a client than its share, and the one who
		// looks after everybody waits for nobody.
		c.srv.work.Go(func() {
			c.room.post(command{conn: c, do: func(r *room, _ command) {
				held := c.held()
				c.send(wire.Role{T: "role", Role: held.Role, Can: r.can(held), Only: held.Only})
			}})
		})
	}
}

// expel ends a connection whose person may see nothing more: what waits for it is
// not sent.
func (c *conn) expel(code, key string) {
	c.mu.Lock()
	c.out, c.full = true, true
	c.direct, c.snap, c.backlog = nil, nil, backlog{}
	c.mu.Unlock()
	c.end(wire.Bye{Code: code, Said: wire.Say(message.Of(key))})
	time.AfterFunc(expelWait, c.kill) // a writer may be stuck in what was sent before
}

// forbidden refuses a change to a version that its author may not change. The text
// of an edit is kept: they may have been allowed to when they began.
func (r *room) forbidden(cmd command) *document.Refusal {
	m := cmd.msg
	version := r.doc.Touches(m)
	if version == "" || cmd.conn.held().In(version) {
		return nil
	}
	return &document.Refusal{Code: wire.CodeRights, Says: message.Of("no.right_version", "version", wire.Echo(version)), Keep: m.T == "op" || m.T == "text"}
}
