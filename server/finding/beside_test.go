package finding

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/store"
)

// counter is a finder on a document of n units.
func counter(t *testing.T, n int) (f *Finder, doc string) {
	st, err := store.Open(filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := &store.NewDocument{Title: "T", Versions: align.Versions[:], Who: "test"}
	for i := range n {
		var u align.Unit
		for v, text := range []string{"It costs %d dollars.", "它要%d美元。", "它要%d美元。"} {
			u.Segs[v] = []int{i}
			d.Segs[v] = append(d.Segs[v], align.Segment{Text: fmt.Sprintf(text, i), Kind: align.Text})
		}
		d.Units = append(d.Units, u)
	}
	if doc, err = st.Create(d, nil); err != nil {
		t.Fatal(err)
	}
	f = New(st, check.Settings{}, fault.Log{})
	t.Cleanup(f.Close)
	return f, doc
}

// TestHungUp: a document is not checked on when everybody who asked has hung up, and is
// anew when somebody asks again.
func TestHungUp(t *testing.T) {
	f, doc := counter(t, 200)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	place := make(chan struct{}) // the turn is somebody else's until all have hung up
	go f.turn.take(nil, func() { <-place })
	for len(f.turn.places) == 0 {
		time.Sleep(time.Millisecond)
	}
	job := f.Beside(doc)
	for range 3 {
		if f.Beside(doc) != job {
			t.Fatal("the document is counted twice at a time")
		}
		f.Wait(gone, job)
	}
	f.Wait(gone, job)
	close(place)
	<-job.done
	if !errors.Is(job.Err, errUnwanted) || job.Known(200).Done == 200 {
		t.Fatalf("%v after %d units", job.Err, job.Known(200).Done)
	}
	again := f.Beside(doc)
	if !f.Wait(t.Context(), again) || again.Err != nil || again.Known(200).Done != 200 {
		t.Fatalf("%v after %d units", again.Err, again.Known(200).Done)
	}
}

// TestTimeUp: who was answered before all was checked asks again, and so it is checked on.
func TestTimeUp(t *testing.T) {
	f, doc := counter(t, 200)
	late, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	<-late.Done()
	job := f.Beside(doc)
	f.Wait(late, job)
	<-job.done
	if job.Err != nil || job.Known(200).Done != 200 {
		t.Fatalf("%v after %d units", job.Err, job.Known(200).Done)
	}
}

// TestExplainHungUp: an explanation that nobody waits for is none.
func TestExplainHungUp(t *testing.T) {
	f, doc := counter(t, 1)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	d, err := f.store.Load(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	open := document.Open(d, 0, nil, document.Past{})
	q := Ask(open, open.Units[0])
	if out, err := f.Explain(gone, q, nil, "en"); !errors.Is(err, context.Canceled) || len(out.Reasons) != 0 {
		t.Fatal(out, err)
	}
	if out, err := f.Explain(t.Context(), q, nil, "en"); err != nil || len(out.Reasons) == 0 {
		t.Fatal(out, err)
	}
}
