// Package cores spreads work over all cores of the machine.
//
// The one guarantee: each piece of work is done once and by one goroutine, and all
// are done, or one has panicked, when the call returns. So what comes out does not
// depend on the number of cores, as long as a piece writes to its own place alone.
package cores

import (
	"runtime"
	"sync"
)

// Each calls f for 0 to n-1 on all cores and returns when all are done. When f
// panics, so does Each, for its caller to recover from.
func Each(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	chunk := max(1, min(16, n/(4*max(workers, 1))))
	var next int
	var mu sync.Mutex
	var failed any
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					mu.Lock()
					failed = p
					mu.Unlock()
				}
			}()
			for {
				mu.Lock()
				from := next
				next += chunk
				mu.Unlock()
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					f(i)
				}
			}
		})
	}
	wg.Wait()
	if failed != nil {
		panic(failed)
	}
}
