package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/store"
	"triptych/server/wire"
)

// openBench are the settings of `triptych bench open`.
type openBench struct {
	units, tries, length int
	beside               string // another build of the program
}

// benchOpen measures what somebody waits for who opens a long document that is
// open nowhere: until the first units, and until all of them, have come.
func benchOpen(ctx context.Context, args []string, std streams) error {
	b := openBench{}
	flags := flag.NewFlagSet("bench open", flag.ContinueOnError)
	flags.IntVar(&b.units, "units", 5000, "`N` units of one paragraph in each version")
	flags.IntVar(&b.length, "sentences", 3, "`N` sentences of a paragraph")
	flags.IntVar(&b.tries, "tries", 3, "`N` times, each in a server of its own; the middle one is told")
	flags.StringVar(&b.beside, "beside", "", "another build of the `PROGRAM`, on the same document in turns")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err == nil && (b.units < 1 || b.tries < 1 || b.length < 1) {
		err = errors.New("bench open: the numbers must be at least 1")
	}
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "triptych-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "bench.db")
	doc, err := b.makeDocument(path)
	if err != nil {
		return err
	}
	return b.measure(ctx, path, doc, std.out)
}

// makeDocument writes the document and returns its id.
func (b *openBench) makeDocument(path string) (string, error) {
	st, err := store.Open(path)
	if err != nil {
		return "", err
	}
	defer st.Close()
	texts := [3]string{
		strings.Repeat("The harbour was quiet that night and the lamps burned low. ", b.length),
		strings.Repeat("那天夜里港口很安静，灯火昏暗。", b.length),
		strings.Repeat("那天夜裡港口很安靜，燈火昏暗。", b.length),
	}
	nd := &store.NewDocument{Title: "Bench", Versions: align.Versions[:], Who: "bench"}
	for n := range b.units {
		var u align.Unit
		for v, text := range texts {
			u.Segs[v] = []int{n}
			nd.Segs[v] = append(nd.Segs[v], align.Segment{Text: fmt.Sprintf("%d. %s", n+1, text), Kind: align.Text})
		}
		nd.Units = append(nd.Units, u)
	}
	return st.Create(nd, nil)
}

// opened is what one opening cost.
type opened struct {
	first, whole time.Duration
	before       int   // bytes up to the first units, with them
	bytes        int   // of everything
	memory       int64 // the most that the server held by then
}

func (b *openBench) measure(ctx context.Context, path, doc string, out io.Writer) error {
	programs := []string{""}
	if b.beside != "" {
		programs = append(programs, b.beside)
	}
	runs := map[string][]opened{}
	for range b.tries {
		for _, program := range programs {
			o, err := openOnce(ctx, program, path, doc)
			if err != nil {
				return err
			}
			runs[program] = append(runs[program], o)
		}
	}
	for _, program := range programs {
		name := program
		if name == "" {
			name = "this program"
		}
		tell(out, fmt.Sprintf("%s: %d units", name, b.units), runs[program])
	}
	return nil
}

// tell writes the middle of each figure.
func tell(out io.Writer, title string, runs []opened) {
	mid := func(f func(opened) float64) float64 {
		values := make([]float64, len(runs))
		for i, o := range runs {
			values[i] = f(o)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	fmt.Fprintln(out, title)
	fmt.Fprintf(out, "first units    %8.0f ms   after %.0f KiB\n",
		mid(func(o opened) float64 { return ms(o.first) }), mid(func(o opened) float64 { return float64(o.before) / (1 << 10) }))
	fmt.Fprintf(out, "all units      %8.0f ms   after %.1f MiB\n",
		mid(func(o opened) float64 { return ms(o.whole) }), mid(func(o opened) float64 { return float64(o.bytes) / (1 << 20) }))
	fmt.Fprintf(out, "memory         %8.0f MiB   the most that the server held until then\n",
		mid(func(o opened) float64 { return float64(o.memory) / (1 << 20) }))
}

// openOnce starts a server and opens the document in it.
func openOnce(ctx context.Context, program, path, doc string) (o opened, err error) {
	child, err := startProgram(ctx, program, "triptych="+path)
	if err != nil {
		return o, err
	}
	defer child.stop()
	start := time.Now()
	ws, _, err := websocket.DefaultDialer.DialContext(ctx, child.url, nil)
	if err != nil {
		return o, err
	}
	defer ws.Close()
	if err := ws.WriteJSON(wire.ClientMessage{T: "hello", V: 1, Doc: doc, Client: "bench", Name: "bench"}); err != nil {
		return o, err
	}
	for have, parts := 0, 1; have < parts; {
		_ = ws.SetReadDeadline(time.Now().Add(2 * time.Minute))
		_, data, err := ws.ReadMessage()
		if err != nil {
			return o, err
		}
		o.bytes += len(data)
		if !bytes.HasPrefix(data, []byte(`[{"t":"snap"`)) {
			continue
		}
		if have++; have == 1 {
			o.first, o.before = time.Since(start), o.bytes
			var snap []wire.Snap
			if err := json.Unmarshal(data, &snap); err != nil {
				return o, err
			}
			parts = snap[0].Parts
		}
	}
	o.whole, o.memory = time.Since(start), child.peak()
	return o, nil
}
