package turn

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// TestTurns: one line does not run ahead of another, however much is in it, and
// each keeps its order.
func TestTurns(t *testing.T) {
	q := New[string, string](Share{Items: 100, Bytes: 1 << 20})
	for i := range 50 {
		q.Put("a", fmt.Sprint("a", i), 1, nil)
	}
	var taken []string
	take := func() {
		v, _ := q.Take()
		taken = append(taken, v)
	}
	take()
	for i := range 2 {
		q.Put("b", fmt.Sprint("b", i), 1, nil)
		q.Put("c", fmt.Sprint("c", i), 1, nil)
	}
	for range 7 {
		take()
	}
	if got := strings.Join(taken, " "); got != "a0 a1 b0 c0 a2 b1 c1 a3" {
		t.Fatal(got)
	}
	for !q.Empty() {
		q.Take()
	}
	if len(q.lines) != 0 {
		t.Fatalf("%d lines are kept", len(q.lines))
	}
}

// TestShare: who puts in more than a share waits, in items and in bytes; others
// do not.
func TestShare(t *testing.T) {
	q := New[string, int](Share{Items: 3, Bytes: 10})
	ended := make(chan struct{})
	close(ended)
	if !q.Put("large", 0, 1000, ended) || q.Put("large", 1, 1, ended) {
		t.Error("bytes")
	}
	for i := range 5 {
		if q.Put("many", i, 1, ended) != (i < 3) {
			t.Error("items", i)
		}
	}
	if !q.Put("other", 0, 1, ended) {
		t.Error("another line waits")
	}
}

// TestNothingIsLost: many put in at once, one takes.
func TestNothingIsLost(t *testing.T) {
	q := New[int, int](Share{Items: 2, Bytes: 100})
	const lines, each = 8, 200
	var all sync.WaitGroup
	for k := range lines {
		all.Go(func() {
			for i := range each {
				q.Put(k, i, 1, nil)
			}
		})
	}
	for n := 0; n < lines*each; {
		<-q.Ready
		for {
			_, ok := q.Take()
			if !ok {
				break
			}
			n++
		}
	}
	all.Wait()
}
