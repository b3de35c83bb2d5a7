// Package quota bounds what one person may ask of a server, so that nobody's slip or
// script takes the room and the time of everybody.
//
// What is asked for in a time is counted from the first time on until that time is over;
// of what is stored the database tells. The guarantee: nobody is refused for what others
// did, and who is refused is told the bound, when it goes on, and who can raise it.
// Where nobody signs in, nobody is bounded.
package quota

import (
	"context"
	"io"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Limits are the bounds of one person; 0 = none.
type Limits struct {
	Documents   int // made by them and still there, those in the tray too
	Megabytes   int // of texts and files brought in, a day
	Exports     int // files taken away, an hour
	Checks      int // questions about findings and settings of checks, an hour
	Connections int // open documents at a time, all their browsers together
	Refused     int // refused edits that are kept of them in a document
}

// Usual are bounds that somebody who works by hand never meets.
var Usual = Limits{Documents: 10_000, Megabytes: 4096, Exports: 1200, Checks: 12_000, Connections: 200, Refused: store.OrphanLimit}

// kind is what is counted.
type kind int

const (
	documents kind = iota
	bytes
	exports
	checks
)

// uses says what a request of each route is counted as; those that are not here are
// bounded by what they are alone.
var uses = map[string][]kind{
	"POST /api/documents":                       {documents, bytes},
	"POST /api/preview":                         {bytes},
	"POST /api/documents/{id}/revise":           {bytes},
	"GET /api/documents/{id}/export":            {exports},
	"GET /api/documents/{id}/originals/{place}": {exports},
	"GET /api/record/export":                    {exports},
	"GET /api/documents/{id}/findings":          {checks},
	"GET /api/documents/{id}/explain":           {checks},
	"POST /api/documents/{id}/carry":            {checks},
	"PUT /api/documents/{id}/checks":            {checks},
	"PUT /api/projects/{project}/checks":        {checks},
	"PUT /api/checks":                           {checks},
}

// Routes lists the routes that are counted.
func Routes() (all []string) {
	for route := range uses {
		all = append(all, route)
	}
	return all
}

// Book knows what everybody used up. Any goroutine may use it.
type Book struct {
	limits Limits
	store  *store.Store
	now    func() time.Time

	mu   sync.Mutex
	used map[account]*spent
}

type account struct {
	person string
	of     kind
}

// spent is what was used since a time began.
type spent struct {
	began time.Time
	n     int64
}

// New makes one; now may be nil.
func New(st *store.Store, limits Limits, now func() time.Time) *Book {
	if now == nil {
		now = time.Now
	}
	return &Book{limits: limits, store: st, now: now, used: map[account]*spent{}}
}

// span is how long what is used counts.
func span(of kind) time.Duration {
	if of == bytes {
		return 24 * time.Hour
	}
	return time.Hour
}

// most is the bound; math.MaxInt64 = none.
func (b *Book) most(of kind) int64 {
	n := [...]int{documents: b.limits.Documents, bytes: b.limits.Megabytes << 20, exports: b.limits.Exports, checks: b.limits.Checks}[of]
	if n == 0 {
		return math.MaxInt64
	}
	return int64(n)
}

// Begin counts a request before it is answered, or refuses it. end is called when it was
// answered.
func (b *Book) Begin(w http.ResponseWriter, r *http.Request, route string) (end func(), err error) {
	end = func() {}
	who, known := visit.Of(r).Who()
	if !known || who.ID == "" {
		return end, nil
	}
	for _, of := range uses[route] {
		switch of {
		case documents:
			err = b.room(r.Context(), who.ID)
		case bytes:
			end, err = b.body(w, r, who.ID)
		default:
			err = b.take(w, account{who.ID, of}, 1)
		}
		if err != nil {
			return func() {}, err
		}
	}
	return end, nil
}

// room refuses who has as many documents as they may.
func (b *Book) room(ctx context.Context, person string) error {
	most := b.most(documents)
	if most == math.MaxInt64 {
		return nil
	}
	n, err := b.store.MadeBy(ctx, person)
	if err == nil && int64(n) >= most {
		err = answer.Told(http.StatusTooManyRequests, wire.CodeLimit, message.Of("quota.documents", "most", strconv.FormatInt(most, 10)), "quota.documents.do")
	}
	return err
}

// body counts the bytes of a request's body: those it says it has before they are read,
// and any others when they were.
func (b *Book) body(w http.ResponseWriter, r *http.Request, person string) (end func(), err error) {
	most, said := b.most(bytes), max(r.ContentLength, 0)
	if said > most {
		return nil, answer.Told(http.StatusRequestEntityTooLarge, wire.CodeLimit, message.Of("quota.body", "most", strconv.Itoa(b.limits.Megabytes)), "quota.body.do")
	}
	if err := b.take(w, account{person, bytes}, said); err != nil {
		return nil, err
	}
	counted := &counting{ReadCloser: r.Body}
	r.Body = counted
	return func() { b.add(account{person, bytes}, max(0, counted.n-said)) }, nil
}

// counting is a body of which is known how much was read.
type counting struct {
	io.ReadCloser
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.n += int64(n)
	return n, err
}

// take counts n more, or refuses where that would be too many.
func (b *Book) take(w http.ResponseWriter, a account, n int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	most, s := b.most(a.of), b.spent(a)
	if s.n+n <= most && s.n < most {
		s.n += n
		return nil
	}
	wait := s.began.Add(span(a.of)).Sub(b.now())
	seconds := max(1, int64(math.Ceil(wait.Seconds())))
	w.Header().Set("Retry-After", strconv.FormatInt(seconds, 10))
	if a.of == bytes {
		most >>= 20
	}
	key := map[kind]string{bytes: "quota.bytes", exports: "quota.exports", checks: "quota.checks"}[a.of]
	says := message.Of(key, "most", strconv.FormatInt(most, 10), "minutes", strconv.FormatInt((seconds+59)/60, 10))
	return answer.Told(http.StatusTooManyRequests, wire.CodeRate, says, "quota.wait")
}

func (b *Book) add(a account, n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent(a).n += n
}

// forget is how many accounts may be kept before those whose time is over go.
const forget = 1000

// spent is what was used in the time that goes on. A clock that was set back begins a
// new one: nobody waits for a day to come again.
func (b *Book) spent(a account) *spent {
	now := b.now()
	over := func(a account, s *spent) bool {
		return now.Before(s.began) || !now.Before(s.began.Add(span(a.of)))
	}
	if len(b.used) > forget {
		for a, s := range b.used {
			if over(a, s) {
				delete(b.used, a)
			}
		}
	}
	s := b.used[a]
	if s == nil || over(a, s) {
		s = &spent{began: now}
		b.used[a] = s
	}
	return s
}
