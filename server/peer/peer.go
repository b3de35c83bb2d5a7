// Package peer is a client of the live protocol in Go: for tests, for measuring
// a server, and as an example of how a program other than the browser takes part.
//
// A Peer keeps a replica of one document. The guarantee: after it has received
// the events 1 to At, every Segment's Text is the server's after event At, and
// what was edited here and is not stored yet comes on top of it.
package peer

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/wire"
)

// Segment is one paragraph as the peer has it.
type Segment struct {
	ID      string
	Version align.Version
	Unit    string
	Rev     int64
	Text    string // as the server has it

	sent   *change.Set // in flight, on Text; nil = none
	sentID string
	held   bool       // the text moved under what is in flight: wait for the answer
	buffer change.Set // on Text and sent
}

// Peer is one client; its methods are called from one goroutine.
type Peer struct {
	URL    string // ws://host/api/live
	Doc    string
	Client string
	Name   string
	Header http.Header // of the request; nil = none

	At    int64 // newest event received; 0 = none yet
	Epoch string
	Chain string // of event At, as the server told it; "" = not told
	Order []string
	Units map[string][3][]string // segment ids
	Segs  map[string]*Segment

	Acked   []string               // ids of messages that were stored, in order
	Nacks   map[string]wire.Nack   // by message id
	Status  map[string]wire.Status // by unit
	Aside   map[string]bool        // units of non-content
	Head    int64                  // at the last welcome
	Checked wire.Checked           // how far the checks are; the zero value when they were done at the welcome
	Bye     *wire.Bye
	Batches int // received
	Resyncs int // times the server said to begin afresh
	Others  int // of those, because what it had was of another history
	Halt    *wire.Halt

	ws      *websocket.Conn
	serial  int
	flight  map[string]outgoing // messages without an answer
	order   []string            // of their ids
	parts   []wire.Snap
	waiting bool // for a snapshot
	begun   bool // it is the first since hello
}

// outgoing is a message as it was sent, byte for byte.
type outgoing struct {
	seg   string
	frame []byte
}

// New makes a peer that is not connected yet.
func New(url, doc, client string) *Peer {
	return &Peer{
		URL: url, Doc: doc, Client: client, Name: client,
		Units: map[string][3][]string{}, Segs: map[string]*Segment{},
		Nacks: map[string]wire.Nack{}, Status: map[string]wire.Status{}, Aside: map[string]bool{}, flight: map[string]outgoing{},
	}
}

// Dial connects, says hello and sends again what has no answer yet.
func (p *Peer) Dial() error {
	p.Close()
	ws, _, err := websocket.DefaultDialer.Dial(p.URL, p.Header)
	if err != nil {
		return err
	}
	p.ws, p.Bye, p.waiting, p.parts = ws, nil, p.At == 0, nil
	hello := wire.ClientMessage{T: "hello", V: 1, Doc: p.Doc, Client: p.Client, Name: p.Name, Epoch: p.Epoch, Chain: p.Chain}
	if p.At > 0 {
		hello.Since = &p.At
	}
	if err := ws.WriteJSON(hello); err != nil {
		return err
	}
	p.begun = true
	return p.sendAgain()
}

// sendAgain sends everything that has no answer yet.
func (p *Peer) sendAgain() error {
	for _, id := range p.order {
		if out, ok := p.flight[id]; ok {
			if err := p.SendRaw(out.frame); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close drops the connection, as a network would.
func (p *Peer) Close() {
	if p.ws != nil {
		p.ws.Close()
		p.ws = nil
	}
}

// Connected reports whether there is a connection as far as is known.
func (p *Peer) Connected() bool { return p.ws != nil }

// InFlight is how many messages wait for an answer.
func (p *Peer) InFlight() int { return len(p.flight) }

// Sent returns the changes in flight by message id, as they have been mapped
// since they were sent.
func (p *Peer) Sent() map[string]change.Set {
	sent := map[string]change.Set{}
	for _, s := range p.Segs {
		if s.sent != nil && !s.held {
			sent[s.sentID] = *s.sent
		}
	}
	return sent
}

// Shown is the text of a segment with everything edited here.
func (p *Peer) Shown(seg string) string {
	s := p.Segs[seg]
	text := s.Text
	for _, set := range s.pending() {
		text, _ = set.Apply(text)
	}
	return text
}

func (s *Segment) pending() []change.Set {
	var sets []change.Set
	if s.held {
		return nil
	}
	if s.sent != nil {
		sets = append(sets, *s.sent)
	}
	if !s.buffer.Empty() {
		sets = append(sets, s.buffer)
	}
	return sets
}

// Editable reports whether the segment may be edited: not while an answer is
// awaited for text that was split, joined or replaced meanwhile.
func (p *Peer) Editable(seg string) bool { s := p.Segs[seg]; return s != nil && !s.held }

// Edit changes a segment as it is shown; Flush sends it.
func (p *Peer) Edit(seg string, set change.Set) error {
	s := p.Segs[seg]
	if s == nil || s.held {
		return fmt.Errorf("segment %s cannot be edited now", seg)
	}
	if s.buffer.Empty() {
		s.buffer = set
		return nil
	}
	next, err := s.buffer.Compose(set)
	if err == nil {
		s.buffer = next
	}
	return err
}

// Flush sends what is edited and may be sent: one change per segment at a time.
func (p *Peer) Flush() error {
	for id, s := range p.Segs {
		if s.buffer.Empty() || s.sent != nil || s.held {
			continue
		}
		set := s.buffer
		s.sent, s.buffer = &set, change.Set{}
		m := wire.ClientMessage{T: "op", Seg: id, Base: s.Rev, Ops: set.AppendJSON(nil)}
		sentID, err := p.Send(m)
		if s.sentID = sentID; err != nil {
			return err
		}
	}
	return nil
}

// Send gives a message an id, remembers it until it is answered and sends it
// when there is a connection.
func (p *Peer) Send(m wire.ClientMessage) (string, error) {
	p.serial++
	m.ID = fmt.Sprintf("%s-%d", p.Client, p.serial)
	frame, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	p.flight[m.ID] = outgoing{m.Seg, frame}
	p.order = append(p.order, m.ID)
	return m.ID, p.SendRaw(frame)
}

// SendRaw sends bytes as they are.
func (p *Peer) SendRaw(frame []byte) error {
	if p.ws == nil {
		return nil
	}
	if err := p.ws.WriteMessage(websocket.TextMessage, frame); err != nil {
		p.Close()
		return err
	}
	return nil
}

// Resend sends a message without an answer once more.
func (p *Peer) Resend(id string) error {
	if out, ok := p.flight[id]; ok {
		return p.SendRaw(out.frame)
	}
	return nil
}

// Receive waits for one batch of messages and takes it in. After an error the
// connection is closed.
func (p *Peer) Receive(within time.Duration) error {
	if p.ws == nil {
		return fmt.Errorf("not connected")
	}
	_ = p.ws.SetReadDeadline(time.Now().Add(within))
	_, data, err := p.ws.ReadMessage()
	if err != nil {
		p.Close()
		return err
	}
	p.Batches++
	return p.Take(data)
}

// Listen reads from the present connection on a goroutine of its own, until it
// ends or stop is closed; batches are for Take. It is for callers that have other
// things to wait for as well, and replaces Receive.
func (p *Peer) Listen(stop <-chan struct{}) <-chan []byte {
	ws, batches := p.ws, make(chan []byte, 16)
	_ = ws.SetReadDeadline(time.Time{}) // that of the last Receive
	go func() {
		defer close(batches)
		for {
			_, data, err := ws.ReadMessage()
			if err != nil {
				return
			}
			select {
			case batches <- data:
			case <-stop:
				return
			}
		}
	}()
	return batches
}

// Until receives until done reports true.
func (p *Peer) Until(within time.Duration, done func() bool) error {
	end := time.Now().Add(within)
	for !done() {
		left := time.Until(end)
		if left <= 0 {
			return fmt.Errorf("not within %v", within)
		}
		if err := p.Receive(left); err != nil {
			return err
		}
	}
	return nil
}

// Loaded reports whether the document is here, up to the last welcome.
func (p *Peer) Loaded() bool { return !p.waiting && p.At > 0 && p.At >= p.Head }

// Take takes in one batch as the server sent it.
func (p *Peer) Take(data []byte) error {
	var messages []json.RawMessage
	if err := json.Unmarshal(data, &messages); err != nil {
		return fmt.Errorf("batch: %w", err)
	}
	for _, raw := range messages {
		var head struct{ T string }
		if err := json.Unmarshal(raw, &head); err != nil {
			return err
		}
		if err := p.take(head.T, raw); err != nil {
			return fmt.Errorf("%s: %w", raw, err)
		}
	}
	return nil
}
