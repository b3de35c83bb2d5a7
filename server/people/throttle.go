package people

import (
	"net/netip"
	"sync"
	"time"
)

// A pace is how often something may be tried: so many at once, then one each so
// often.
type pace struct {
	burst int
	each  time.Duration
}

// Attempts to sign in. What one address tries for one account is slowed first; then
// what it tries for all; then what all addresses together try for one account. A
// browser in which the person has signed in before has a pace of its own, so that
// nobody can lock anybody out of the browser that they use.
var (
	pairPace    = pace{5, 30 * time.Second}
	addressPace = pace{40, 3 * time.Second}
	accountPace = pace{60, 20 * time.Second}
	devicePace  = pace{10, 20 * time.Second}
	// linkPace is for links and tokens that are not known, by address.
	linkPace = pace{20, 10 * time.Second}
)

// throttle counts attempts. It forgets those whose pace allows everything again.
type throttle struct {
	mu    sync.Mutex
	until map[string]time.Time // when all attempts so far would have been allowed one by one
	swept time.Time
}

// keysMost is how many are counted before the old ones are looked for.
const keysMost = 10_000

// try takes an attempt, and returns how long to wait where there is none.
func (t *throttle) try(key string, p pace, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.until == nil {
		t.until = map[string]time.Time{}
	}
	if len(t.until) > keysMost && now.Sub(t.swept) > time.Minute {
		t.swept = now
		for k, at := range t.until {
			if at.Before(now) {
				delete(t.until, k)
			}
		}
	}
	at := t.until[key]
	// What lies further ahead than attempts can lead was counted by a clock that was set
	// back since: nobody waits for that time to come again.
	if at.Before(now) || at.Sub(now) > time.Duration(p.burst+1)*p.each {
		at = now
	}
	if wait := at.Add(p.each).Sub(now) - time.Duration(p.burst)*p.each; wait > 0 {
		return wait
	}
	t.until[key] = at.Add(p.each)
	return 0
}

// back gives an attempt back, for one that was right.
func (t *throttle) back(key string, p pace) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if at, ok := t.until[key]; ok {
		t.until[key] = at.Add(-p.each)
	}
}

// network is what an address is counted by: of IPv6 the half that one subscriber has.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap(); ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
