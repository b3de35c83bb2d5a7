package load

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	_ "github.com/mattn/go-sqlite3" // the driver
)

// Bare is the least that a server can do for the same clients: it numbers each
// message, writes those that wait together in one SQLite transaction, and sends
// them to everybody. No rights, no mapping, no history, no checks, no late
// readers. What Triptych costs is measured against it.
type Bare struct {
	db   *sql.DB
	in   chan []byte
	mu   sync.Mutex
	out  map[*websocket.Conn]chan *websocket.PreparedMessage
	seq  int64
	done chan struct{}
}

// NewBare opens a bare server on a new database file.
func NewBare(path string) (*Bare, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE event (seq INTEGER PRIMARY KEY, frame BLOB NOT NULL)`); err != nil {
		return nil, err
	}
	b := &Bare{db: db, in: make(chan []byte, 512), out: map[*websocket.Conn]chan *websocket.PreparedMessage{}, done: make(chan struct{}), seq: 1}
	go b.run()
	return b, nil
}

// Close ends the server once no client is connected any more.
func (b *Bare) Close() error {
	close(b.in)
	<-b.done
	return b.db.Close()
}

var bareUpgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 4096, WriteBufferPool: &sync.Pool{}}

// ServeHTTP makes a websocket of a request and serves it until it ends.
func (b *Bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := bareUpgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	out := make(chan *websocket.PreparedMessage, 4096)
	go func() {
		for m := range out {
			if ws.WritePreparedMessage(m) != nil {
				ws.Close()
			}
		}
	}()
	if _, _, err := ws.ReadMessage(); err != nil {
		return
	}
	b.mu.Lock()
	hello := fmt.Appendf(nil, `[{"t":"welcome","head":%d},{"t":"snap","part":0,"parts":1,"head":%[1]d}]`, b.seq)
	m, _ := websocket.NewPreparedMessage(websocket.TextMessage, hello)
	out <- m
	b.out[ws] = out
	b.mu.Unlock()
	for {
		_, data, err := ws.ReadMessage()
		if err != nil {
			break
		}
		b.in <- data
	}
	b.mu.Lock()
	delete(b.out, ws)
	close(out)
	b.mu.Unlock()
}

// run writes and sends what waits together.
func (b *Bare) run() {
	defer close(b.done)
	for first := range b.in {
		group := [][]byte{first}
		for len(group) < 512 && len(b.in) > 0 {
			group = append(group, <-b.in)
		}
		if err := b.commit(group); err != nil {
			panic(err)
		}
	}
}

func (b *Bare) commit(group [][]byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	frames := make([][]byte, len(group))
	now := time.Now().UnixMilli()
	for i, op := range group {
		b.seq++
		// The same bytes that Triptych sends: the message with a number and a time.
		frames[i] = fmt.Appendf(nil, `{"t":"ev","s":%d,"k":"edit","by":"somebody","at":%d,%s`, b.seq, now, op[len(`{"t":"op",`):])
		if _, err := tx.Exec(`INSERT INTO event (seq, frame) VALUES ($1, $2)`, b.seq, frames[i]); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	batch := append(append([]byte("["), bytes.Join(frames, []byte(","))...), ']')
	m, err := websocket.NewPreparedMessage(websocket.TextMessage, batch)
	if err != nil {
		return err
	}
	for ws, out := range b.out {
		select {
		case out <- m:
		default:
			ws.Close() // too slow
		}
	}
	return nil
}
