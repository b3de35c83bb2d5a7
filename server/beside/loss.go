package beside

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrMissing is the kind of a Loss.
var ErrMissing = errors.New("events of the document that people were told are safe are missing, so it can be read but not changed until somebody says to go on without them")

// Loss is what the record beside the database knows of a document and the
// database does not have: events From to To, the newest of them of At (unix ms).
type Loss struct {
	Doc   string
	Title string
	From  int64
	To    int64
	At    int64
	// the document itself is not there
	Whole bool
	// as many events are there, but others
	Other bool
}

// Error says what is missing.
func (l *Loss) Error() string {
	when := time.UnixMilli(l.At).Format(time.DateTime)
	switch {
	case l.Whole:
		return fmt.Sprintf("document %s %q is missing, with its events 1 to %d, the newest of %s", l.Doc, l.Title, l.To, when)
	case l.Other:
		return fmt.Sprintf("document %s %q has another event %d than the one that was acknowledged at %s", l.Doc, l.Title, l.To, when)
	}
	if l.From == l.To {
		return fmt.Sprintf("document %s %q: event %d of %s is missing", l.Doc, l.Title, l.From, when)
	}
	return fmt.Sprintf("document %s %q: events %d to %d are missing, the newest of %s", l.Doc, l.Title, l.From, l.To, when)
}

// Is makes every loss an ErrMissing.
func (l *Loss) Is(kind error) bool { return kind == ErrMissing }

// Accepted is the body of the event in which somebody says to go on without what
// is missing: the events from From to To.
func (l *Loss) Accepted() string {
	text, err := json.Marshal(map[string]string{"val": fmt.Sprintf("%d-%d", l.From, l.To)})
	if err != nil {
		panic(err) // a string
	}
	return string(text)
}
