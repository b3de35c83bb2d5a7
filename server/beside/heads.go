// Package beside keeps the two files that stand beside a database: the record of
// what was committed last (FILE-heads), and the lock of the program that serves it
// (FILE-lock). It also tells whether the database still has its name.
//
// The one guarantee: a record is never ahead of what was committed, so that a
// database behind its record has lost events.
package beside

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
)

// This file keeps, beside the database, what was committed last to each
// document: FILE-heads, one line for each record, the newest of a document
// counts. SQLite takes the part of a damaged log that is whole for all there was,
// and is in order with it; only something outside of the file can tell that there
// was more.
//
// A record is written after the commit and before anybody hears of it, without
// asking the disk: a program that is killed loses none. After a loss of power the
// file may be behind, which is harmless. Where it is ahead of the database, events
// are missing that people were told are safe.

// Head is a record: the newest event of a document, or the epoch of those that
// follow.
type Head struct {
	Epoch string `json:"epoch,omitempty"`

	Doc   string `json:"doc,omitempty"`
	Title string `json:"title,omitempty"` // when it is another than in the record before
	Seq   int64  `json:"seq,omitempty"`
	Chain string `json:"chain,omitempty"`
	At    int64  `json:"at,omitempty"`
	// the document was taken out for good, or, with Who, somebody said to go on
	// without it
	Gone bool   `json:"gone,omitempty"`
	Who  string `json:"who,omitempty"`
}

// leastToShrink is the size in bytes below which the file is never made smaller.
const leastToShrink = 256 << 10

// Heads is the file as the writer of the database keeps it.
type Heads struct {
	path   string
	epoch  string
	ours   bool              // of this database: its epoch is the one in the file
	titles map[string]string // by document, as in the file
	size   int64             // after it was last written anew
	grown  int64             // bytes appended since
	behind bool              // a record could not be written
}

// line is a record with its checksum in front.
func (h *Head) line() []byte {
	text, err := json.Marshal(h)
	if err != nil {
		panic(err) // strings and numbers
	}
	return fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE(text), text)
}

// ReadHeads reads the newest record of each document, and the epoch that the
// file is of. A line that is damaged, as the last one after a loss of power, is
// left out.
func ReadHeads(path string) (epoch string, newest map[string]Head, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", nil, err
	}
	newest = map[string]Head{}
	for line := range bytes.Lines(data) {
		sum, text, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		var h Head
		if n, err := strconv.ParseUint(string(sum), 16, 32); err != nil || uint32(n) != crc32.ChecksumIEEE(text) || json.Unmarshal(text, &h) != nil {
			continue
		}
		if h.Doc == "" {
			epoch = h.Epoch
			continue
		}
		if h.Title == "" {
			h.Title = newest[h.Doc].Title
		}
		newest[h.Doc] = h
	}
	return epoch, newest, nil
}

// OpenHeads looks at the file at path. made says that the database was made just
// now: what the file knows of one that was there before is then kept, as missing, and
// where there is none it is made too, since nothing can be missing.
func OpenHeads(path, epoch string, made bool) *Heads {
	h := &Heads{path: path, epoch: epoch, titles: map[string]string{}}
	of, newest, err := ReadHeads(path)
	if err != nil && !(made && Absent(err)) {
		return h
	}
	if made && of != epoch {
		h.ours = h.add([]Head{{Epoch: epoch}}) == nil
	} else {
		h.ours = of == epoch
	}
	for doc, n := range newest {
		h.titles[doc] = n.Title
	}
	return h
}

// Note is called by the writer of the database after each commit.
func (h *Heads) Note(records []Head) {
	if len(records) == 0 {
		return
	}
	if !h.ours {
		records = append([]Head{{Epoch: h.epoch}}, records...)
	}
	for i := range records {
		r := &records[i]
		if r.Title == h.titles[r.Doc] {
			r.Title = ""
		} else if r.Title != "" {
			h.titles[r.Doc] = r.Title
		}
	}
	// A disk without room for a line had none for the commit either, or has again
	// before the next one; being behind is harmless, half a line is not.
	h.behind = h.add(records) != nil
	h.ours = h.ours || !h.behind
}

// add appends records. The file is opened each time, since another program may
// have written it anew.
func (h *Heads) add(records []Head) error {
	f, err := os.OpenFile(h.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	var lines []byte
	if h.behind {
		lines = append(lines, '\n') // ends what may be half a line
	}
	for i := range records {
		lines = append(lines, records[i].line()...)
	}
	h.grown += int64(len(lines))
	_, err = f.Write(lines)
	return errors.Join(err, f.Close())
}

// Shrink writes the file anew when most of it is old. Only the program that
// serves the database does so.
func (h *Heads) Shrink() {
	if h.grown < max(leastToShrink, 3*h.size) {
		return
	}
	h.grown = 0 // what fails is tried again when as much has come
	if epoch, newest, err := ReadHeads(h.path); err == nil {
		h.behind = h.rewrite(epoch, newest) != nil
	}
}

// Fresh makes the file anew with the newest events of a database of which it knows
// nothing yet; without one, and for another database, that is.
func (h *Heads) Fresh(newest map[string]Head) error {
	if err := h.rewrite(h.epoch, newest); err != nil {
		return fmt.Errorf("write %s: %w", h.path, err)
	}
	for doc, n := range newest {
		h.titles[doc] = n.Title
	}
	h.ours = true
	return nil
}

// Ours reports whether the file is of this database.
func (h *Heads) Ours() bool { return h.ours }

// rewrite puts a new file in the place of the old one.
func (h *Heads) rewrite(epoch string, newest map[string]Head) error {
	text := (&Head{Epoch: epoch}).line()
	for _, doc := range slices.Sorted(maps.Keys(newest)) {
		if n := newest[doc]; !n.Gone || n.Who != "" {
			text = append(text, n.line()...)
		}
	}
	if err := os.WriteFile(h.path+".part", text, 0o644); err != nil {
		return err
	}
	h.size = int64(len(text))
	return os.Rename(h.path+".part", h.path)
}

// Absent reports whether the error is that there is no such file.
func Absent(err error) bool { return errors.Is(err, fs.ErrNotExist) }
