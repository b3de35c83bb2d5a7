package ticket

import (
	"testing"
	"time"
)

// TestTake: a ticket is good once, for its time, and for nobody who guesses.
func TestTake(t *testing.T) {
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	b := New[int](time.Minute, func() time.Time { return now })
	one := b.Put(1)
	if _, ok := b.Take("guessed"); ok {
		t.Error("a guess was good")
	}
	if v, ok := b.Take(one); !ok || v != 1 {
		t.Error(v, ok)
	}
	if _, ok := b.Take(one); ok {
		t.Error("it was good twice")
	}
	late := b.Put(2)
	now = now.Add(time.Minute)
	if _, ok := b.Take(late); ok {
		t.Error("it was good after its time")
	}
	back := b.Put(3)
	now = now.AddDate(-1, 0, 0)
	if _, ok := b.Take(back); ok {
		t.Error("it was good before it was made")
	}
}

// TestMost: however many are asked for, so many are kept, and the newest is good.
func TestMost(t *testing.T) {
	b := New[int](time.Minute, nil)
	first, last := b.Put(0), ""
	for i := range 2 * most {
		last = b.Put(i)
	}
	if len(b.kept) > most || len(b.order) > 2*most {
		t.Errorf("%d are kept, %d in line", len(b.kept), len(b.order))
	}
	if _, ok := b.Take(first); ok {
		t.Error("the oldest is still there")
	}
	if v, ok := b.Take(last); !ok || v != 2*most-1 {
		t.Error(v, ok)
	}
}
