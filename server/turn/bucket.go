package turn

import "time"

// Bucket limits a rate: it holds up to burst tokens and gains rate a second. One
// goroutine uses it.
type Bucket struct {
	rate, burst, tokens float64
	last                time.Time
}

// NewBucket makes a full one.
func NewBucket(rate, burst int) Bucket {
	return Bucket{rate: float64(rate), burst: float64(burst), tokens: float64(burst)}
}

// Take takes a token, false when there is none.
func (b *Bucket) Take(now time.Time) bool {
	if !b.last.IsZero() {
		b.tokens = min(b.burst, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	}
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
