package server_test

import (
	"bufio"
	"database/sql"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/peer"
	"triptych/server/wire"
)

// rude is something that a client does without being asked; it returns when it has
// done it, and what it leaves open until the test ends is looked at as it stands.
type rude struct {
	name string
	do   func(*hostile) error
}

// pause is between two edits of the bystander, who keeps within the limits too.
const pause = 60 * time.Millisecond

// many is how often something is done: few, and more in the long form.
func many(few, more int) int {
	if long {
		return more
	}
	return few
}

var rudes = []rude{
	{"never reads 2,000 answers", neverReads},
	{"never reads, and asks for everything again and again", neverReadsSnapshots},
	{"reads a byte at a time", readsSlowly},
	{"opens and says nothing, half of something, or pieces without an end", saysNothing},
	{"sends a frame without a mask", func(k *hostile) error { return k.bytes("\x81\x02{}") }},
	{"sends a frame with bits that mean nothing", func(k *hostile) error { return k.bytes(frame(0xf1, 2, "{}")) }},
	{"sends a frame of a kind that there is not", func(k *hostile) error { return k.bytes(frame(0x83, 2, "{}")) }},
	{"sends a frame that says it has 2^63 bytes", func(k *hostile) error {
		return k.bytes("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00{}")
	}},
	{"goes on with a message that it never began", func(k *hostile) error { return k.bytes(frame(0x80, 2, "{}")) }},
	{"begins a message in the midst of another", func(k *hostile) error { return k.bytes(frame(0x01, 2, "{}") + frame(0x81, 2, "{}")) }},
	{"sends a ping of 126 bytes", func(k *hostile) error { return k.bytes(frame(0x89, 126, strings.Repeat("p", 126))) }},
	{"sends a goodbye with a wild code", func(k *hostile) error { return k.bytes(frame(0x88, 2, "\x00\x01")) }},
	{"sends bytes instead of text", sendsBinary},
	{"sends 10,000 pings and reads no pong", pings},
	{"closes in the middle of a frame", func(k *hostile) error { return k.cutOff(frame(0x81, 60_000, `{"t":"hello"`)) }},
	{"closes in the middle of a request", func(k *hostile) error {
		line, err := net.Dial("tcp", k.http.Listener.Addr().String())
		if err != nil {
			return err
		}
		fmt.Fprintf(line, "POST /api/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"title\":")
		return line.Close()
	}},
	{"sends a header a byte at a time", slowHeaders},
	{"asks a hundred times and hangs up", hangsUp},
	{"opens 200 connections", opensMany},
	{"connects and goes 300 times", storm},
	{"has two previews and reads neither", unreadPreviews},
}

// TestHostileRude: others go on, and nothing is kept, while somebody keeps to no
// manners at all.
func TestHostileRude(t *testing.T) {
	for _, r := range rudes {
		t.Run(r.name, func(t *testing.T) {
			k := newHostile(t)
			by := k.peer("by")
			done := make(chan error, 1)
			go func() { done <- r.do(k) }()
			for ended := false; !ended; {
				k.bystand(by)
				select {
				case err := <-done:
					if err != nil {
						t.Error(err)
					}
					ended = true
				case <-time.After(pause):
				}
			}
			k.cases++
			k.bystand(by)
			k.fits() // while what was left open is open
			k.verify()
		})
	}
}

// frame is a masked frame whose header says it has n bytes (below 65,536).
func frame(first byte, n int, payload string) string {
	head := []byte{first, 0x80 | byte(n)}
	if n > 125 {
		head = []byte{first, 0x80 | 126, byte(n >> 8), byte(n)}
	}
	return string(head) + "\x00\x00\x00\x00" + payload
}

// line opens a websocket and gives its bytes away.
func (k *hostile) line() (net.Conn, error) {
	ws, _, err := websocket.DefaultDialer.Dial(k.url(), nil)
	if err != nil {
		return nil, err
	}
	k.t.Cleanup(func() { ws.Close() })
	return ws.UnderlyingConn(), nil
}

// bytes says hello, sends bytes and waits until the server has ended it.
func (k *hostile) bytes(s string) error {
	line, err := k.line()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(line, s); err != nil {
		return err
	}
	_ = line.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err = io.Copy(io.Discard, line); err != nil && strings.Contains(err.Error(), "timeout") {
		return fmt.Errorf("the server waits for ever: %w", err)
	}
	return nil
}

func (k *hostile) cutOff(s string) error {
	line, err := k.line()
	if err != nil {
		return err
	}
	_, _ = io.WriteString(line, s)
	return line.Close()
}

// joined is a connection in the document.
func (k *hostile) joined(client string) (*websocket.Conn, error) {
	ws, _, err := websocket.DefaultDialer.Dial(k.url(), nil)
	if err != nil {
		return nil, err
	}
	k.t.Cleanup(func() { ws.Close() })
	return ws, ws.WriteJSON(wire.ClientMessage{T: "hello", V: 1, Doc: k.doc, Client: client, Name: client})
}

func neverReads(k *hostile) error {
	ws, err := k.joined("deaf")
	if err != nil {
		return err
	}
	message := []byte(`{"t":"op","id":"` + strings.Repeat("i", 200_000) + `"}`)
	_ = ws.SetWriteDeadline(time.Now().Add(20 * time.Second))
	for range 2000 {
		if ws.WriteMessage(websocket.TextMessage, message) != nil {
			break // the server has had enough
		}
	}
	return nil
}

func neverReadsSnapshots(k *hostile) error {
	ws, err := k.joined("deaf")
	if err != nil {
		return err
	}
	_ = ws.SetWriteDeadline(time.Now().Add(20 * time.Second))
	for range 1000 {
		if ws.WriteMessage(websocket.TextMessage, []byte(`{"t":"sync","since":0}`)) != nil {
			break
		}
	}
	return nil
}

func readsSlowly(k *hostile) error {
	ws, err := k.joined("slow")
	if err != nil {
		return err
	}
	if err := ws.UnderlyingConn().(*net.TCPConn).SetReadBuffer(4096); err != nil {
		return err
	}
	writer := peer.New(k.url(), k.doc, "by-the-way")
	defer writer.Close()
	if err := writer.Dial(); err != nil {
		return err
	}
	if err := writer.Until(10*time.Second, writer.Loaded); err != nil {
		return err
	}
	one := make([]byte, 1)
	en := seg(writer, align.En, 1)
	for i := range many(20, 90) {
		if _, err := ws.UnderlyingConn().Read(one); err != nil {
			return err
		}
		if _, err := writer.Send(wire.ClientMessage{T: "text", Seg: en, Base: writer.Segs[en].Rev, Text: fmt.Sprint(i, strings.Repeat("word ", 15_000))}); err != nil {
			return err
		}
		if err := writer.Until(10*time.Second, func() bool { return writer.InFlight() == 0 }); err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil
}

// saysNothing: who says nothing that is whole is closed after some seconds.
func saysNothing(k *hostile) error {
	var all sync.WaitGroup
	ends := make(chan error, 30)
	for range 10 {
		all.Go(func() { ends <- k.bytes("") })
		all.Go(func() { ends <- k.bytes(frame(0x81, 200, `{"t":"hello","v":1`)) })
		all.Go(func() { ends <- k.bytes(frame(0x01, 1, "{") + strings.Repeat(frame(0x00, 1, " "), 10_000)) })
	}
	all.Wait()
	close(ends)
	for err := range ends {
		if err != nil {
			return err
		}
	}
	return nil
}

func sendsBinary(k *hostile) error {
	ws, err := k.joined("binary")
	if err == nil {
		err = ws.WriteMessage(websocket.BinaryMessage, []byte(`{"t":"ping"}`))
	}
	_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	for err == nil {
		_, _, err = ws.ReadMessage()
	}
	if strings.Contains(err.Error(), "timeout") {
		return err
	}
	return nil
}

func pings(k *hostile) error {
	ws, err := k.joined("pings")
	for i := 0; i < 10_000 && err == nil; i++ {
		_ = ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
		err = ws.WriteMessage(websocket.TextMessage, []byte(`{"t":"ping"}`))
	}
	return nil
}

func slowHeaders(k *hostile) error {
	for range 50 {
		line, err := net.Dial("tcp", k.http.Listener.Addr().String())
		if err != nil {
			return err
		}
		k.t.Cleanup(func() { line.Close() })
		if _, err := io.WriteString(line, "GET /api/documents HTTP/1.1\r\nX: "); err != nil {
			return err
		}
	}
	time.Sleep(time.Second)
	return nil
}

func hangsUp(k *hostile) error {
	for i := range 100 {
		line, err := net.Dial("tcp", k.http.Listener.Addr().String())
		if err != nil {
			return err
		}
		path := []string{"", "/" + k.doc + "/findings", "/" + k.doc + "/export?format=json"}[i%3]
		fmt.Fprintf(line, "GET /api/documents%s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
		line.Close()
	}
	return nil
}

func opensMany(k *hostile) error {
	for i := range 200 {
		if _, err := k.joined(fmt.Sprint("crowd", i)); err != nil {
			return err
		}
	}
	return nil
}

func storm(k *hostile) error {
	for i := range 300 {
		ws, err := k.joined(fmt.Sprint("storm", i%7))
		if err != nil {
			return err
		}
		ws.Close()
	}
	return nil
}

// unreadPreviews: previews whose answers nobody reads keep no place for heavy work:
// somebody else's comes through.
func unreadPreviews(k *hostile) error {
	body := "--b\r\nContent-Disposition: form-data; name=\"en\"; filename=\"a.txt\"\r\n\r\n" + strings.Repeat("A line of some words.\n", 60_000) + "\r\n--b--\r\n"
	for range 3 {
		line, err := net.Dial("tcp", k.http.Listener.Addr().String())
		if err != nil {
			return err
		}
		k.t.Cleanup(func() { line.Close() })
		if err := line.(*net.TCPConn).SetReadBuffer(4096); err != nil {
			return err
		}
		fmt.Fprintf(line, "POST /api/preview HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		if _, err := bufio.NewReaderSize(line, 16).Peek(1); err != nil { // it has begun to answer
			return err
		}
	}
	if got, detail := k.preview("a.txt", "The text.\n"); got != "preview" {
		return fmt.Errorf("somebody else's preview: %s %s", got, detail)
	}
	return nil
}

// flood is what one client does within the limits, as fast as they allow.
type flood struct {
	name string
	each time.Duration // between two messages
	next func(k *hostile, a *peer.Peer, i int) wire.ClientMessage
}

var floods = []flood{
	{"15 whole texts a second of 2,800 unrelated characters", time.Second / 15, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		en := seg(a, align.En, 0)
		return wire.ClientMessage{T: "text", Seg: en, Base: a.Segs[en].Rev, Text: unrelated(2800, i)}
	}},
	{"whole texts of 60,000 unrelated characters", time.Second / 15, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		en := seg(a, align.En, 0)
		return wire.ClientMessage{T: "text", Seg: en, Base: a.Segs[en].Rev, Text: unrelated(60_000, i)}
	}},
	{"20 operations a second with 25,000 places, all made on the first revision", time.Second / 20, func(_ *hostile, a *peer.Peer, _ int) wire.ClientMessage {
		return wire.ClientMessage{T: "op", Seg: seg(a, align.En, 0), Base: 0, Ops: []byte("[" + strings.Repeat(`[0,"a"],`, 25_000) + "7]")}
	}},
	{"whole texts made on the first revision", time.Second / 20, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		return wire.ClientMessage{T: "text", Seg: seg(a, align.En, 0), Base: 0, Text: unrelated(2000, i)}
	}},
	{"20 refused texts a second of 90,000 letters, which are kept", time.Second / 20, func(_ *hostile, _ *peer.Peer, i int) wire.ClientMessage {
		return wire.ClientMessage{T: "text", Seg: "nowhere", Text: fmt.Sprint(i, strings.Repeat("k", 90_000))}
	}},
	{"splits and joins", time.Second / 20, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		if i%2 == 0 {
			return wire.ClientMessage{T: "struct", Kind: "split", Seg: seg(a, align.En, 0), At: 2, Base: a.At}
		}
		return wire.ClientMessage{T: "struct", Kind: "undo", Base: a.At}
	}},
	{"the whole document lined up again", time.Second / 20, func(_ *hostile, a *peer.Peer, _ int) wire.ClientMessage {
		return wire.ClientMessage{T: "struct", Kind: "realign", Unit: a.Order[0], To: a.Order[len(a.Order)-1], Base: a.At}
	}},
	{"states there and back", time.Second / 20, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		return wire.ClientMessage{T: "set", What: "state", Unit: a.Order[0], Side: "en", Val: []string{"draft", "rework"}[i%2], Reason: "again"}
	}},
	{"a burst of a hundred at once", 0, func(_ *hostile, a *peer.Peer, i int) wire.ClientMessage {
		en := seg(a, align.En, 1)
		return wire.ClientMessage{T: "text", Seg: en, Base: a.Segs[en].Rev, Text: unrelated(2800, i)}
	}},
}

// between is how many of an attacker's messages may at most lie between an edit of
// somebody else and its acknowledgement.
const between = 25

// TestHostileFloods: one client does its worst within the limits, in the same
// document: the edits of another are all acknowledged, and few of the flood lie
// between. How long it takes is measured in the long form.
func TestHostileFloods(t *testing.T) {
	for _, f := range floods {
		t.Run(f.name, func(t *testing.T) {
			if why := pending["floods: "+f.name]; why != "" {
				t.Log("pending: ", why) // it would hold the others up for long
				return
			}
			k := newHostile(t)
			k.flood(f)
			k.verify()
		})
	}
}

func (k *hostile) flood(f flood) {
	by, a := k.peer("by"), k.peer("attacker")
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() { stopped <- k.pour(a, f, stop) }()
	come, most := by.Listen(stop), int64(0)
	for end := time.Now().Add(time.Duration(many(2, 15)) * time.Second); time.Now().Before(end); time.Sleep(pause) {
		k.hear(by, come, func() bool { return len(come) == 0 }) // what has come meanwhile
		before := by.At
		k.edit(by, seg(by, align.En, 2), 0, 0, "x")
		began := time.Now()
		k.hear(by, come, func() bool { return by.InFlight() == 0 })
		k.waits = append(k.waits, time.Since(began))
		most = max(most, by.At-before-1)
	}
	close(stop)
	if err := <-stopped; err != nil {
		k.t.Error("the flood: ", err)
	}
	k.cases++
	k.t.Logf("at most %d events of the flood between an edit and its acknowledgement", most)
	if most > between {
		k.t.Errorf("%d of the flood went before an edit of somebody else", most)
	}
	k.kept()
}

// hear takes in what has come until done reports true.
func (k *hostile) hear(p *peer.Peer, come <-chan []byte, done func() bool) {
	k.t.Helper()
	late := time.After(30 * time.Second)
	for !done() {
		select {
		case data, ok := <-come:
			if !ok {
				k.t.Fatal("the bystander was closed")
			}
			if err := p.Take(data); err != nil {
				k.t.Fatal(err)
			}
		case <-late:
			k.t.Fatal("the bystander waits for ever")
		}
	}
}

// pour sends until it is stopped, and reads what comes.
func (k *hostile) pour(a *peer.Peer, f flood, stop chan struct{}) error {
	come, quit := a.Listen(k.t.Context().Done()), time.NewTicker(max(f.each, time.Millisecond))
	defer quit.Stop()
	for i := 0; ; {
		select {
		case <-stop:
			return settle(a, come)
		case data, ok := <-come:
			if !ok {
				return nil // closed for good reason
			}
			if err := a.Take(data); err != nil {
				return err
			}
		case <-quit.C:
			if f.each == 0 && i >= 100 {
				continue
			}
			if i++; a.Loaded() {
				if _, err := a.Send(f.next(k, a, i)); err != nil {
					return nil
				}
			}
		}
	}
}

// settle reads until everything that was sent is answered.
func settle(a *peer.Peer, come <-chan []byte) error {
	for a.InFlight() > 0 {
		data, ok := <-come
		if !ok {
			return nil
		}
		if err := a.Take(data); err != nil {
			return err
		}
	}
	return nil
}

// kept demands that what is put aside of refused edits is bounded for each person.
func (k *hostile) kept() {
	k.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+k.path+"?mode=ro")
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	var bytes sql.NullInt64
	if err := db.QueryRow(`SELECT sum(length(message)) FROM orphan`).Scan(&bytes); err != nil {
		k.t.Fatal(err)
	}
	if bytes.Int64 > 16<<20 {
		k.t.Errorf("%d bytes of refused edits are kept of one person", bytes.Int64)
	}
}
