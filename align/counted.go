package align

import (
	"runtime"
	"sync"
)

// counted orders list by a key below keys, by counting how often each occurs:
// what has the same key stays in its order, and the time grows with the list.
func counted[T any](list []T, keys int, key func(*T) int32) []T {
	next := make([]int32, keys+1)
	for x := range list {
		next[key(&list[x])+1]++
	}
	for k := range keys {
		next[k+1] += next[k]
	}
	out := make([]T, len(list))
	for x := range list {
		k := key(&list[x])
		out[next[k]] = list[x]
		next[k]++
	}
	return out
}

// atOnce does pieces of work that share nothing they write to, on several cores
// where there are some. When one panics, so does atOnce, for its caller to
// recover from.
func atOnce(work ...func()) {
	if runtime.GOMAXPROCS(0) == 1 {
		for _, f := range work {
			f()
		}
		return
	}
	failed := make([]any, len(work))
	var wg sync.WaitGroup
	for n, f := range work {
		wg.Go(func() {
			defer func() { failed[n] = recover() }()
			f()
		})
	}
	wg.Wait()
	for _, p := range failed {
		if p != nil {
			panic(p)
		}
	}
}
