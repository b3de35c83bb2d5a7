package quota

import (
	"net/http/httptest"
	"testing"
	"time"
)

// TestSpans: what was used counts until its time is over, and no longer than that where
// the clock is set back; what is kept of many people goes when their time is over.
func TestSpans(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	b := New(nil, Limits{Exports: 1, Megabytes: 1}, func() time.Time { return now })
	take := func(a account, n int64) (string, bool) {
		w := httptest.NewRecorder()
		err := b.take(w, a, n)
		return w.Header().Get("Retry-After"), err == nil
	}
	ada, bo := account{"ada", exports}, account{"bo", exports}
	for i, step := range []struct {
		a     account
		n     int64
		later time.Duration
		wait  string // "" = it is allowed
	}{
		{ada, 1, 0, ""}, {ada, 1, 0, "3600"}, {bo, 1, 0, ""},
		{ada, 1, 59 * time.Minute, "60"}, {ada, 1, 59 * time.Second, "1"}, {ada, 1, time.Second, ""},
		{ada, 1, -366 * 24 * time.Hour, ""}, {ada, 1, 0, "3600"},
		{account{"ada", bytes}, 1 << 20, 0, ""}, {account{"ada", bytes}, 0, 23 * time.Hour, "3600"}, {account{"ada", bytes}, 1, time.Hour, ""},
	} {
		now = now.Add(step.later)
		if wait, ok := take(step.a, step.n); wait != step.wait || ok != (step.wait == "") {
			t.Errorf("step %d: wait %q, allowed %v, want %q", i, wait, ok, step.wait)
		}
	}
	for i := range 3 * forget {
		if i == 2*forget {
			now = now.Add(24 * time.Hour)
		}
		take(account{string(rune('a'+i%26)) + time.Duration(i).String(), exports}, 1)
	}
	if len(b.used) > forget+1 {
		t.Errorf("%d accounts are kept", len(b.used))
	}
}
