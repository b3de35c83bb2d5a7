package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"triptych/align"
	"triptych/server/store"
)

// searchBench are the settings of `triptych bench search`.
type searchBench struct {
	documents, segments, questions, scans int
	seed                                  uint64
}

// benchSearch measures what is looked up in all documents: words, texts that are
// alike, and the list of documents itself; beside a plain scan of all texts.
func benchSearch(ctx context.Context, args []string, std streams) error {
	b := searchBench{}
	flags := flag.NewFlagSet("bench search", flag.ContinueOnError)
	flags.IntVar(&b.documents, "documents", 60, "`N` documents")
	flags.IntVar(&b.segments, "segments", 60_000, "`N` segments in all of them, a third in each version; 1000000 takes half an hour and 5 GB of disk")
	flags.IntVar(&b.questions, "questions", 300, "`N` questions of each kind")
	flags.IntVar(&b.scans, "scans", 30, "`N` questions of the plain scan")
	flags.Uint64Var(&b.seed, "seed", 1, "which texts are made: the same `NUMBER`, the same texts")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err == nil && (b.documents < 1 || b.segments < 3*b.documents || b.questions < 1 || b.scans < 1) {
		err = errors.New("bench search: the numbers must be at least 1, and three segments for each document")
	}
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "triptych-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return b.measure(ctx, filepath.Join(dir, "bench.db"), std)
}

// measure makes the database, scans it, and then asks a server that holds it.
func (b *searchBench) measure(ctx context.Context, path string, std streams) error {
	began := time.Now()
	texts, err := newTexts(b.seed)
	if err != nil {
		return err
	}
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	asked, err := b.fill(ctx, st, texts, std.err)
	if err == nil {
		fmt.Fprintf(std.out, "%d documents, %d segments, made in %.0f s\n", b.documents, b.segments, time.Since(began).Seconds())
		err = b.scan(ctx, st, asked, std.out)
	}
	if err = errors.Join(err, st.Close()); err != nil {
		return err
	}
	child, err := startChild(ctx, "triptych="+path)
	if err != nil {
		return err
	}
	defer child.stop()
	base := "http" + strings.TrimSuffix(strings.TrimPrefix(child.url, "ws"), "/api/live")
	if err := b.indexed(ctx, base, path, std); err != nil {
		return err
	}
	return b.ask(ctx, base, asked, std.out)
}

// fill makes the documents; a third of their units is approved, a third confirmed. It
// returns what is asked for later.
func (b *searchBench) fill(ctx context.Context, st *store.Store, texts *texts, progress io.Writer) ([]question, error) {
	who, err := st.Person(ctx, "bench")
	if err != nil {
		return nil, err
	}
	units := b.segments / 3
	keep := max(1, units/b.questions)
	var asked []question
	for n := range b.documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		size := units/b.documents + min(1, max(0, units%b.documents-n))
		nd := &store.NewDocument{Title: fmt.Sprintf("Document %d", n+1), Versions: align.Versions[:], Who: "bench"}
		for i := range size {
			unit := texts.unit()
			var u align.Unit
			for v, text := range unit {
				u.Segs[v] = []int{i}
				nd.Segs[v] = append(nd.Segs[v], align.Segment{Text: text, Kind: align.Text})
			}
			nd.Units = append(nd.Units, u)
			if texts.random.IntN(keep) == 0 {
				asked = append(asked, texts.question(unit))
			}
		}
		id, err := st.Create(nd, nil)
		if err != nil {
			return nil, err
		}
		if err := judge(ctx, st, id, nd, who); err != nil {
			return nil, err
		}
		if (n+1)%50 == 0 {
			fmt.Fprintf(progress, "%d of %d documents made\n", n+1, b.documents)
		}
	}
	return asked, nil
}

// judge approves a third of the units of a new document and confirms another.
func judge(ctx context.Context, st *store.Store, id string, nd *store.NewDocument, who store.Person) error {
	d, err := st.Load(ctx, id)
	if err != nil {
		return err
	}
	batch := &store.Batch{Doc: id, Head: d.Head, Chain: d.Chain}
	for i, u := range d.Units {
		ev := store.Event{Seq: d.Head + int64(len(batch.Events)) + 1, Who: who, At: time.Now().UnixMilli()}
		switch i % 3 {
		case 0:
			pair := align.Pairs[0]
			texts := [2]string{nd.Segs[pair[0]][i].Text, nd.Segs[pair[1]][i].Text}
			ev.Kind = "approve"
			ev.Approve = &store.Approval{Pair: pair, Unit: u.ID, Who: who, At: ev.At, Texts: texts,
				Hashes: [2]string{align.ContentHash(texts[0]), align.ContentHash(texts[1])}}
		case 1:
			ev.Kind = "state"
			ev.State = &store.CellState{Unit: u.ID, Version: align.Hans, State: "done"}
		default:
			continue
		}
		batch.Events = append(batch.Events, ev)
	}
	done := make(chan error, 1)
	st.Append(batch, func(err error) { done <- err })
	return <-done
}

// scan is the baseline: every text is read for the words.
func (b *searchBench) scan(ctx context.Context, st *store.Store, asked []question, out io.Writer) error {
	scan := func(scan func(...any) error) (text string, err error) { return text, scan(&text) }
	i := 0
	took, err := timed(b.scans, func() error {
		_, err := store.Read(ctx, st, scan, `SELECT text FROM segment WHERE text LIKE '%' || $1 || '%' LIMIT 40`, asked[i%len(asked)].words)
		i++
		return err
	})
	timesRow(out, "words by a plain LIKE", took)
	return err
}

// indexed waits until the index has all documents.
func (b *searchBench) indexed(ctx context.Context, base, path string, std streams) error {
	began, told := time.Now(), 0
	for {
		var found struct {
			Behind int `json:"behind"`
		}
		if err := getJSON(ctx, base+"/api/concordance?q=zzzz", &found); err != nil {
			return err
		}
		if found.Behind == 0 {
			break
		}
		if told++; told%20 == 0 {
			fmt.Fprintf(std.err, "%d documents are to be indexed\n", found.Behind)
		}
		select {
		case <-time.After(500 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	size := func(path string) float64 {
		info, err := os.Stat(path)
		if err != nil {
			return 0
		}
		return float64(info.Size()) / (1 << 20)
	}
	fmt.Fprintf(std.out, "indexed in %.0f s, with the pauses that it leaves to others: %.0f MiB beside %.0f MiB\n",
		time.Since(began).Seconds(), size(path+"-index"), size(path))
	return nil
}

// ask asks the server as the page does.
func (b *searchBench) ask(ctx context.Context, base string, asked []question, out io.Writer) error {
	i := 0
	words, err := timed(b.questions, func() error {
		q := asked[i%len(asked)]
		i++
		return getJSON(ctx, base+"/api/concordance?q="+url.QueryEscape(q.words), nil)
	})
	if err != nil {
		return err
	}
	timesRow(out, "words (concordance)", words)
	offers := 0
	alike, err := timed(b.questions, func() error {
		q := asked[i%len(asked)]
		i++
		var found struct {
			Offers []struct{} `json:"offers"`
		}
		err := sendJSON(ctx, base+"/api/memory", map[string]string{"from": "en", "to": "zh-Hans", "text": q.text}, &found)
		offers += min(1, len(found.Offers))
		return err
	})
	if err != nil {
		return err
	}
	timesRow(out, "suggestions (memory)", alike)
	fmt.Fprintf(out, "%-24s %8.0f %% of the texts were offered something\n", "", 100*float64(offers)/float64(b.questions))
	list, err := timed(min(b.questions, 50), func() error { return getJSON(ctx, base+"/api/documents", nil) })
	timesRow(out, "list of documents", list)
	return err
}

// timesRow tells how long something took.
func timesRow(out io.Writer, what string, took []time.Duration) {
	fmt.Fprintf(out, "%-24s %8.1f ms p50  %8.1f ms p95  %8.1f ms at most\n", what, quantile(took, .5), quantile(took, .95), quantile(took, 1))
}

// timed does something n times and returns how long each took, in order.
func timed(n int, do func() error) ([]time.Duration, error) {
	took := make([]time.Duration, 0, n)
	for range n {
		began := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took, nil
}

func getJSON(ctx context.Context, address string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	return answered(r, into)
}

func sendJSON(ctx context.Context, address string, body, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	return answered(r, into)
}

// answered reads a whole answer; into may be nil.
func answered(r *http.Request, into any) error {
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", resp.Status, data)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(data, into)
	}
	return err
}
