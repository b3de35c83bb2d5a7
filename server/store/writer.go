package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"triptych/server/beside"
)

// writer owns the one connection that writes. Jobs that wait while a
// transaction is written go into the next one together, so that the disk is
// asked once for all of them; a job that fails is taken out alone.
type writer struct {
	db   *sql.DB
	conn *sql.Conn
	jobs chan job
	end  chan struct{} // closed when the goroutine has ended

	mu     sync.RWMutex
	closed bool

	stmts map[string]*sql.Stmt

	newcomers newcomers
	met       map[string]bool // ids of people who are known to have a row
	meeting   []Person        // those whom the present transaction gives one

	made    bool          // the database was made by this program
	named   beside.Named  // whether the file still has its name
	heads   *beside.Heads // what was committed last, beside the file
	noted   []beside.Head // by the present transaction
	onEvent []func(Tx, string, *Event) error
	refused atomic.Int64 // what KeepRefused was given
	meter   atomic.Value // what Measure was given
}

// job is work inside a transaction. done is called once, after the commit or
// with the error, on the writer's goroutine: it must not wait.
type job struct {
	work  func(*writer) error
	done  func(error)
	since time.Time
}

// groupLimit bounds the jobs of one transaction, and with it how long the first
// of them waits.
const groupLimit = 512

func openWriter(path string, beside bool) (*writer, error) {
	db, err := openToWrite(path)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	var made bool
	if err == nil {
		made, err = migrate(ctx, conn, path)
	}
	if err == nil && beside {
		// The server alone moves the log into the file, and so can tell when somebody
		// else writes there.
		_, err = conn.ExecContext(ctx, stayInLog)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return &writer{
		db: db, made: made, conn: conn, jobs: make(chan job, groupLimit), end: make(chan struct{}),
		stmts: map[string]*sql.Stmt{}, newcomers: newcomers{byName: map[string]Person{}}, met: map[string]bool{},
	}, nil
}

// errClosed answers a job that comes after close.
var errClosed = errors.New("the database is closed")

// submit hands a job over; it waits only while the writer is groupLimit jobs
// behind.
func (w *writer) submit(work func(*writer) error, done func(error)) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		done(errClosed)
		return
	}
	w.jobs <- job{work, done, time.Now()}
}

// do runs a job and waits for its commit.
func (w *writer) do(work func(*writer) error) error {
	result := make(chan error, 1)
	w.submit(work, func(err error) { result <- err })
	return <-result
}

// close ends the goroutine after the jobs that wait.
func (w *writer) close() error {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.jobs)
	}
	w.mu.Unlock()
	<-w.end
	return w.db.Close()
}

func (w *writer) run() {
	defer close(w.end)
	for first := range w.jobs {
		group := []job{first}
	more:
		for len(group) < groupLimit {
			select {
			case next, ok := <-w.jobs:
				if !ok {
					break more
				}
				group = append(group, next)
			default:
				break more
			}
		}
		w.commit(group)
		runtime.Gosched() // who heard of this commit goes first: the next group is the larger
	}
	// A statement that is left open keeps the connection, and with it the log.
	for _, stmt := range w.stmts {
		stmt.Close()
	}
	w.conn.Close()
}

// commit runs a group in one transaction and tells every job how it went. When
// a job fails, the others are run again, each in a transaction of its own:
// failures are rare, and savepoints around every job would cost a third more.
func (w *writer) commit(group []job) {
	err := w.try(group)
	if err != nil && len(group) > 1 && !fatal(err) {
		for i := range group {
			w.commit(group[i : i+1])
		}
		return
	}
	if told, ok := w.meter.Load().(func(int, time.Duration, error)); ok {
		told(len(group), time.Since(group[0].since), err)
	}
	for _, j := range group {
		if err == nil {
			j.done(nil)
		} else {
			j.done(kindOf(err))
		}
	}
}

// try runs jobs in one transaction; after an error nothing of them is left.
func (w *writer) try(group []job) error {
	w.meeting, w.noted = w.meeting[:0], w.noted[:0]
	err := ErrNameless
	if w.named.Holds() {
		err = w.exec(beginWrite)
	}
	for i := 0; i < len(group) && err == nil; i++ {
		err = group[i].run(w)
	}
	if err == nil {
		err = w.exec("COMMIT")
	}
	if err == nil {
		w.welcome()
		w.heads.Note(w.noted)
		w.named.Look()
		if w.named.Serving {
			w.heads.Shrink()
		}
	}
	if err != nil {
		// The engine may have rolled back by itself, in which case this says so.
		_, _ = w.conn.ExecContext(context.Background(), "ROLLBACK")
	}
	return err
}

// run does the work of a job. A panic in it is an error of the job: the writer
// is there for everybody.
func (j *job) run(w *writer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("an error in the program stopped the writing: %v", p)
		}
	}()
	return j.work(w)
}

// exec runs a statement, prepared once for the life of the connection.
func (w *writer) exec(query string, args ...any) error {
	_, err := w.result(query, args...)
	return err
}

func (w *writer) result(query string, args ...any) (sql.Result, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return nil, err
	}
	return stmt.Exec(args...)
}

func (w *writer) stmt(query string) (*sql.Stmt, error) {
	if stmt := w.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), query)
	if err == nil {
		w.stmts[query] = stmt
	}
	return stmt, err
}
