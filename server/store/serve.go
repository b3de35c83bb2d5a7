package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// ErrNameless is the answer when the file that is open is no longer the one that
// has its name: what is written into it would be gone with the program.
var ErrNameless = errors.New("the file of the database, or its log, was deleted, replaced or written over while it was served: nothing is stored until the server is stopped, the file put right and checked with 'triptych verify', and the server started again")

// holder is who serves a database, as FILE-lock says it.
type holder struct {
	PID   int    `json:"pid"`
	Host  string `json:"host"`
	Addr  string `json:"addr"`
	Since string `json:"since"`
}

// Serve opens the database at path for the one program that serves it, at addr;
// others may read it meanwhile, make backups and put documents in. A second one
// would show people what the first does not know of, and is refused.
func Serve(path, addr string) (*Store, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // by whatever name, it is one database
	}
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); err != nil {
			return Open(path) // which says what is wrong
		}
	}
	lock, err := claim(path+"-lock", addr)
	if err != nil {
		return nil, err
	}
	s, err := openBeside(path, false)
	if err != nil {
		lock.Close()
		return nil, err
	}
	s.lock = lock
	if s.Losing, s.Notes, err = s.Losses(context.Background()); err == nil {
		err = s.freshHeads(context.Background())
	}
	if err == nil {
		err = s.write.do(func(w *writer) error { w.named.serving = true; return nil })
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// claim takes the lock of a database and writes down who holds it. The system
// gives it back when the program ends, however it does.
func claim(path, addr string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	for tries := 0; err != nil && tries < 3; tries++ {
		time.Sleep(20 * time.Millisecond) // another program may only be looking, as served does
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err != nil {
		defer f.Close()
		return nil, fmt.Errorf("the database is served already, by %s: stop that server, or name another database with --db", readHolder(f))
	}
	host, _ := os.Hostname()
	text, err := json.Marshal(holder{os.Getpid(), host, addr, time.Now().Format(time.DateTime)})
	if err == nil {
		err = errors.Join(f.Truncate(0), writeAt(f, text))
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return f, nil
}

func writeAt(f *os.File, text []byte) error {
	_, err := f.WriteAt(append(text, '\n'), 0)
	return err
}

// readHolder says who holds a lock.
func readHolder(f *os.File) string {
	var h holder
	if text, err := io.ReadAll(f); err != nil || json.Unmarshal(text, &h) != nil || h.PID == 0 {
		return "another program"
	}
	return fmt.Sprintf("process %d on %s at http://%s, since %s", h.PID, h.Host, h.Addr, h.Since)
}

// served reports whether a server holds the lock of the database at path.
func served(path string) bool {
	f, err := os.Open(path + "-lock")
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) != nil
}

// Served reports whether another program serves the database.
func (s *Store) Served() bool { return s.lock == nil && served(s.path) }

// named tells whether the files that are open still have their names. They are
// only looked at: to open one and close it would give up the engine's locks.
type named struct {
	path    string
	file    os.FileInfo // as it was after the last commit
	log     os.FileInfo // nil = not made yet
	serving bool        // nobody else writes the file itself, only its log
}

// look takes the files for the right ones.
func (n *named) look() {
	n.file, _ = os.Stat(n.path)
	if n.log == nil {
		n.log, _ = os.Stat(n.path + "-wal")
	}
}

// check is called before each commit.
func (n *named) check() error {
	file, err := os.Stat(n.path)
	if err != nil || n.file == nil || !os.SameFile(file, n.file) {
		return ErrNameless
	}
	if n.serving && (file.Size() != n.file.Size() || !file.ModTime().Equal(n.file.ModTime())) {
		return ErrNameless
	}
	if n.log == nil {
		return nil
	}
	if log, err := os.Stat(n.path + "-wal"); err != nil || !os.SameFile(log, n.log) {
		return ErrNameless
	}
	return nil
}
