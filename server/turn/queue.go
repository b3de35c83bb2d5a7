// Package turn lets many lines of work wait for one worker, each getting its turn
// after the others: who sends much waits for himself alone.
//
// A line is what one key has put in, in its order. The guarantee: between two
// items of a line, at most one item of every other line is taken, and a line holds
// no more than its share of items and bytes; whoever puts in more waits.
package turn

import "sync"

// Share is what one line may hold.
type Share struct {
	Items int
	Bytes int // beyond it one item still fits
}

// Queue is what waits for a worker. Any goroutine may put in; one takes.
type Queue[K comparable, T any] struct {
	share Share
	Ready chan struct{} // holds something while there may be items

	mu    sync.Mutex
	lines map[K]*line[T]
	order []K // lines that hold something, the next one first
}

type line[T any] struct {
	items []item[T]
	bytes int
	left  chan struct{} // closed when something was taken; nil = nobody waits
}

type item[T any] struct {
	value T
	bytes int
}

// New makes a queue.
func New[K comparable, T any](share Share) *Queue[K, T] {
	return &Queue[K, T]{share: share, Ready: make(chan struct{}, 1), lines: map[K]*line[T]{}}
}

// Put adds to the line of a key, and waits while that is full. False when ended
// was closed before.
func (q *Queue[K, T]) Put(key K, value T, bytes int, ended <-chan struct{}) bool {
	for {
		full := q.put(key, item[T]{value, bytes})
		if full == nil {
			return true
		}
		select {
		case <-full:
		case <-ended:
			return false
		}
	}
}

// put adds, or returns what to wait for.
func (q *Queue[K, T]) put(key K, add item[T]) <-chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lines[key]
	if l == nil {
		l = &line[T]{}
		q.lines[key] = l
	}
	if n := len(l.items); n >= q.share.Items || n > 0 && l.bytes+add.bytes > q.share.Bytes {
		if l.left == nil {
			l.left = make(chan struct{})
		}
		return l.left
	}
	if len(l.items) == 0 {
		q.order = append(q.order, key)
	}
	l.items, l.bytes = append(l.items, add), l.bytes+add.bytes
	q.signal()
	return nil
}

// Take returns the next item; false when there is none.
func (q *Queue[K, T]) Take() (value T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.order) == 0 {
		return value, false
	}
	key := q.order[0]
	q.order = q.order[1:]
	l := q.lines[key]
	first := l.items[0]
	l.items[0] = item[T]{}
	l.items, l.bytes = l.items[1:], l.bytes-first.bytes
	if len(l.items) > 0 {
		q.order = append(q.order, key)
	} else {
		delete(q.lines, key)
	}
	if l.left != nil {
		close(l.left)
		l.left = nil
	}
	if len(q.order) > 0 {
		q.signal()
	}
	return first.value, true
}

// Empty reports whether nothing waits.
func (q *Queue[K, T]) Empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.order) == 0
}

func (q *Queue[K, T]) signal() {
	select {
	case q.Ready <- struct{}{}:
	default:
	}
}
