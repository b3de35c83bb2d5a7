// Package original keeps the files that documents were made of and writes texts back
// into them.
//
// An original is a file as it came, with the segment that each of its texts became.
// Guarantee: what is written back differs from the original in the bytes of the texts
// that differ, and whatever of the document found no place in it is told.
package original

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/server/store"
)

// File is an original.
type File struct {
	Place   int
	Name    string
	Format  string
	Mode    format.Mode
	Version *align.Version // for which it was given; nil: the file says
	Size    int
	Data    []byte
	texts
}

// texts are those of a file.
type texts struct {
	Named bool  `json:"named,omitempty"` // the file itself names their versions
	Keys  []Key `json:"keys"`
}

// Key says which segment a text of a file became; none where there was no text yet.
type Key struct {
	Version align.Version `json:"v"`
	Key     string        `json:"k"`
	Segment string        `json:"s,omitempty"`
}

// Keep returns what stores the files of a new document, in the transaction that makes
// it. Where the segments of the document are not those that were gathered, nothing is
// kept: nobody could say what became of a text. laid are the units that it is made of.
func Keep(sources []intake.Source, g *intake.Gathered, mode format.Mode, segs align.Document, laid []align.Unit) func(store.Tx, string, []store.Unit) error {
	for v, f := range g.Files {
		if !same(f.Segments, segs[v]) {
			return nil
		}
	}
	return func(tx store.Tx, doc string, units []store.Unit) error {
		files := make([]File, len(sources))
		for _, v := range align.Versions {
			for i, u := range laid {
				for k, n := range u.Segs[v] {
					seg := &units[i].Segs[v][k]
					if seg.Text == "" || n >= len(g.Places[v]) {
						continue
					}
					for _, p := range g.Places[v][n] {
						files[p.File].Keys = append(files[p.File].Keys, Key{v, p.Key, seg.ID})
					}
				}
			}
		}
		for i, s := range sources {
			f := &files[i]
			f.Place, f.Name, f.Mode, f.Version, f.Data = i, filepath.Base(s.Name), mode, s.Version, s.Data
			f.Format, f.Named = g.Opened[i].Format, g.Opened[i].Named
			for _, v := range align.Versions {
				for _, key := range g.Opened[i].Empty[v] {
					f.Keys = append(f.Keys, Key{Version: v, Key: key})
				}
			}
			if err := f.insert(tx, doc); err != nil {
				return fmt.Errorf("keep the file %q: %w", s.Name, err)
			}
		}
		return nil
	}
}

func same(a, b []align.Segment) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

func (f *File) insert(tx store.Tx, doc string) error {
	var packed bytes.Buffer
	text := base64.NewEncoder(base64.StdEncoding, &packed)
	press, err := flate.NewWriter(text, flate.DefaultCompression)
	if err != nil {
		return err
	}
	if _, err := press.Write(f.Data); err != nil {
		return err
	}
	if err := press.Close(); err != nil {
		return err
	}
	if err := text.Close(); err != nil {
		return err
	}
	keys, err := json.Marshal(f.texts)
	if err != nil {
		return err
	}
	tag := ""
	if f.Version != nil {
		tag = f.Version.String()
	}
	_, err = tx.Exec(`INSERT INTO original (doc, place, name, format, mode, version, size, data, keys) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		doc, f.Place, f.Name, f.Format, string(f.Mode), tag, len(f.Data), packed.String(), string(keys))
	return err
}

// columns are those of a file without its bytes, which are many.
const columns = `place, name, format, mode, version, size, keys`

// List lists the originals of a document, without their bytes.
func List(ctx context.Context, st *store.Store, doc string) ([]File, error) {
	return store.Read(ctx, st, scan, `SELECT `+columns+` FROM original WHERE doc = $1 ORDER BY place`, doc)
}

func scan(row func(...any) error) (f File, err error) {
	var tag, mode, keys string
	if err := row(&f.Place, &f.Name, &f.Format, &mode, &tag, &f.Size, &keys); err != nil {
		return f, err
	}
	f.Mode = format.Mode(mode)
	if tag != "" {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return f, err
		}
		f.Version = &v
	}
	return f, json.Unmarshal([]byte(keys), &f.texts)
}

// Load reads one original with its bytes; store.ErrNotFound where there is none.
func Load(ctx context.Context, st *store.Store, doc string, place int) (*File, error) {
	files, err := List(ctx, st, doc)
	if err != nil {
		return nil, err
	}
	packed, err := store.Read(ctx, st, func(row func(...any) error) (s string, err error) { return s, row(&s) },
		`SELECT data FROM original WHERE doc = $1 AND place = $2`, doc, place)
	if err != nil {
		return nil, err
	}
	for i := range files {
		if files[i].Place == place && len(packed) == 1 {
			from := base64.NewDecoder(base64.StdEncoding, bytes.NewReader([]byte(packed[0])))
			files[i].Data, err = io.ReadAll(flate.NewReader(from))
			return &files[i], err
		}
	}
	return nil, store.ErrNotFound
}
