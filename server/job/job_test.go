package job

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"triptych/server/fault"
)

func everybody(string) bool { return true }

// hold begins a piece that goes on until it is let go of, and returns once it is in the
// queue.
func hold(t *testing.T, q *Queue, by, about string, order *[]string, mu *sync.Mutex) (release func(), ended <-chan error) {
	t.Helper()
	before := len(q.List(everybody))
	go_, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- q.Do(t.Context(), Asked{Kind: Align, By: by, Doc: about}, func(ctx context.Context, _ func(float64)) error {
			mu.Lock()
			*order = append(*order, about)
			mu.Unlock()
			select {
			case <-go_:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for len(q.List(everybody)) == before {
	}
	return sync.OnceFunc(func() { close(go_) }), done
}

// TestFair: who asks for much waits for themselves alone, and everybody's own comes in
// order.
func TestFair(t *testing.T) {
	q := New(2)
	var order []string
	var mu sync.Mutex
	var releases []func()
	var ends []<-chan error
	for _, about := range []string{"a1", "a2", "a3", "a4", "b1", "b2", "c1"} {
		release, ended := hold(t, q, about[:1], about, &order, &mu)
		releases, ends = append(releases, release), append(ends, ended)
	}
	if waiting, working := q.Load(); waiting != 5 || working != 2 {
		t.Fatal(waiting, working)
	}
	if list := q.List(func(by string) bool { return by == "b" }); len(list) != 2 || list[0].Wait != 4 || list[1].Wait != 5 {
		t.Errorf("%+v", list)
	}
	// a holds both places; what ends first gives its place to b, the next to c.
	begun := func(n int) {
		for got := 0; got < n; {
			mu.Lock()
			got = len(order)
			mu.Unlock()
		}
	}
	begun(2)
	for n, i := range []int{0, 1, 4, 6, 2, 5, 3} {
		releases[i]()
		if err := <-ends[i]; err != nil {
			t.Fatal(i, err)
		}
		begun(min(n+3, len(ends)))
	}
	mu.Lock()
	defer mu.Unlock()
	if got := strings.Join(order[2:], " "); got != "b1 c1 a3 b2 a4" {
		t.Error(got)
	}
}

// TestCallOff: what is called off ends, whether it waits or works, and gives its place
// back; nobody else can.
func TestCallOff(t *testing.T) {
	q := New(1)
	var order []string
	var mu sync.Mutex
	_, first := hold(t, q, "a", "works", &order, &mu)
	_, second := hold(t, q, "b", "waits", &order, &mu)
	release, third := hold(t, q, "c", "is next", &order, &mu)
	list := q.List(everybody)
	if err := q.CallOff(list[0].ID, func(by string) bool { return by == "b" }); err == nil {
		t.Error("somebody else called it off")
	}
	for i, ended := range []<-chan error{first, second} {
		// The second waits still while it is called off, or works by then.
		if err := q.CallOff(list[i].ID, everybody); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err != ErrCalledOff {
			t.Error(i, err)
		}
	}
	release()
	if err := <-third; err != nil {
		t.Error(err)
	}
	if err := q.CallOff(list[0].ID, everybody); err == nil {
		t.Error("it is over")
	}
	if waiting, working := q.Load(); waiting+working != 0 {
		t.Error(waiting, working)
	}
}

// TestAskerGone: work whose asker is gone ends.
func TestAskerGone(t *testing.T) {
	q := New(1)
	ctx, gone := context.WithCancel(t.Context())
	err := q.Do(ctx, Asked{By: "a"}, func(ctx context.Context, _ func(float64)) error {
		gone()
		<-ctx.Done()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestMany: one person's pieces are bounded; others' are not counted with them.
func TestMany(t *testing.T) {
	q := New(1)
	var order []string
	var mu sync.Mutex
	var ends []<-chan error
	for range waitMost {
		_, ended := hold(t, q, "a", "a", &order, &mu)
		ends = append(ends, ended)
	}
	if err := q.Do(t.Context(), Asked{By: "a"}, nil); err == nil || !strings.Contains(err.Error(), "8 pieces") {
		t.Error(err)
	}
	_, other := hold(t, q, "b", "b", &order, &mu)
	q.Close()
	for _, ended := range append(ends, other) {
		if err := <-ended; err != fault.ErrClosing {
			t.Error(err)
		}
	}
	if err := q.Do(t.Context(), Asked{By: "c"}, nil); err != fault.ErrClosing {
		t.Error(err)
	}
}

// TestPlaces: no more goes on at a time than there are places, and a panic gives its
// place back.
func TestPlaces(t *testing.T) {
	q := New(3)
	var now, most atomic.Int64
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			defer func() { _ = recover() }()
			_ = q.Do(t.Context(), Asked{By: string(rune('a' + i%10))}, func(_ context.Context, progress func(float64)) error {
				n := now.Add(1)
				defer now.Add(-1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				progress(.5)
				if i%7 == 0 {
					panic("at work")
				}
				return nil
			})
		})
	}
	all.Wait()
	if waiting, working := q.Load(); most.Load() > 3 || waiting+working != 0 {
		t.Error(most.Load(), waiting, working)
	}
}
