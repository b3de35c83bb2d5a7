package beside

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"
)

// holder is who serves a database, as FILE-lock says it.
type holder struct {
	PID   int    `json:"pid"`
	Host  string `json:"host"`
	Addr  string `json:"addr"`
	Since string `json:"since"`
}

// Claim takes the lock at path of a database and writes down who holds it. The system
// gives it back when the program ends, however it does.
func Claim(path, addr string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
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

// Served reports whether a server holds the lock of the database at path.
func Served(path string) bool {
	f, err := os.Open(path + "-lock")
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) != nil
}
