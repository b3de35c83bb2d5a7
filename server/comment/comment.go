// Package comment keeps what people say to each other about the units of a document:
// threads of comments. A comment is about a unit, or about words in it; it can mention
// people who may read the document; a thread is open until somebody resolves it.
//
// Comments stand in tables of their own and are no events of the document. An event is
// what makes a document what it is, for ever: a comment changes nothing in it, neither
// its head nor what is exported or approved, it may be written where the document itself
// cannot be changed any more, and its author may take it back so that its words go. What
// was put otherwise keeps its earlier words; what was taken back can be brought back for
// keepGone, after which its words are erased. All of it goes with its document.
//
// Where a thread stands follows from the unit and the segments that it began with: units
// are rearranged without touching it, and it comes back with an undo.
//
// The guarantee: whoever is told of a thread was told after it was on the disk; of two
// tellings the one with the higher Rev is the later.
package comment

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/fault"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// What one person can make everybody read is bounded. Lengths are in UTF-16 units.
const (
	textMost   = 2000
	quoteMost  = 200
	toMost     = 20   // people mentioned in one comment
	wasMost    = 20   // earlier words kept of one
	threadMost = 200  // comments of a thread
	personMost = 1000 // of one person in a document
	docMost    = 5000 // of a document
	minuteMost = 20   // of one person in a minute
	keepGone   = store.KeepDeleted
	minute     = int64(time.Minute / time.Millisecond)
)

// Book is all comments. Its handlers are those of routes, which ask for the right.
type Book struct {
	st     *store.Store
	people *people.Directory // nil = nobody signs in
	tell   func(doc string, frame []byte)
	log    fault.Log
}

// Open makes one; dir may be nil, where nobody signs in. tell sends a frame to everybody
// who has a document open.
func Open(st *store.Store, dir *people.Directory, tell func(doc string, frame []byte), log fault.Log) *Book {
	return &Book{st, dir, tell, log}
}

// Erase takes out the words of what was taken back longer ago than it can be brought
// back.
func (b *Book) Erase(now time.Time) error {
	return b.st.Write(func(tx store.Tx) error {
		_, err := tx.Exec(`UPDATE comment SET text = '', was = '[]', mentions = '[]' WHERE gone > 0 AND gone < $1 AND text <> ''`, now.Add(-keepGone).UnixMilli())
		return err
	})
}

// said is the body of what somebody says.
type said struct {
	ID     string   `json:"id"` // made by the page: the same again is the same comment
	Thread string   `json:"thread"`
	Unit   string   `json:"unit"` // of a new thread
	Seg    string   `json:"seg"`  // and the segment that it is about, if any
	Quote  string   `json:"quote"`
	Text   string   `json:"text"`
	To     []string `json:"to"`   // ids of people
	Name   string   `json:"name"` // where nobody signs in
}

// altered is the body of a change to one's own comment.
type altered struct {
	Text *string  `json:"text"`
	To   []string `json:"to"`
	Gone *bool    `json:"gone"` // true: taken back; false: brought back
	Name string   `json:"name"`
}

func refused(code, key string, args ...string) error {
	return &message.Error{Code: code, Says: message.Of(key, args...)}
}

// fits says whether a text can be a comment.
func fits(text string) error {
	switch {
	case change.Line(text) == "" || !change.ValidText(text):
		return refused(wire.CodeBad, "comment.empty")
	case change.Units(text) > textMost:
		return refused(wire.CodeBad, "comment.long", "most", strconv.Itoa(textMost))
	}
	return nil
}

// reply answers with a thread as it is, and tells everybody in its document.
func (b *Book) reply(w http.ResponseWriter, r *http.Request, status int, doc, thread string) error {
	list, err := b.threads(r.Context(), doc, thread)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errGone
	}
	b.tell(doc, wire.Encode(wire.Talk{T: "talk", Threads: list}))
	answer.JSON(w, status, list[0])
	return nil
}

var errGone = refused(wire.CodeGone, "comment.gone")

// threads are those of a document with where they stand now.
func (b *Book) threads(ctx context.Context, doc, only string) ([]wire.Thread, error) {
	list, err := b.stored(ctx, doc, only)
	if err == nil {
		err = b.follow(ctx, doc, list)
	}
	return list, err
}

// Comments is GET /api/documents/{id}/comments: all threads, and whom one may mention.
func (b *Book) Comments(w http.ResponseWriter, r *http.Request) error {
	doc := r.PathValue("id")
	list, err := b.threads(r.Context(), doc, "")
	if err != nil {
		return err
	}
	readers := []wire.Named{}
	if b.people != nil && visit.Of(r).Held(doc).May(wire.RightComment) {
		for _, p := range b.people.Readers(doc) {
			readers = append(readers, wire.Named{ID: p.ID, Name: p.Name})
		}
	}
	answer.JSON(w, http.StatusOK, map[string]any{"threads": list, "people": readers})
	return nil
}
