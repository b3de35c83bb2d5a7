// Package inbox keeps what concerns a person: where somebody mentioned or answered them,
// and cells of theirs that were sent back.
//
// A notice is a row that is written in the same transaction as what it tells of. What a
// comment says is read from the comment: once that is taken back, nothing is told of it.
//
// The guarantee: nobody is told of a document that they may not read at that moment.
package inbox

import (
	"context"
	"net/http"
	"slices"
	"time"

	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/wire"
)

const (
	listMost = 300 // notices that are listed: the newest, those not read first
	seenMost = 500 // that one request says something of
	// keep is how long a notice stays that was read.
	keep = 90 * 24 * time.Hour
)

// Box is everybody's inbox. Its handlers are those of routes.
type Box struct{ st *store.Store }

// Open makes one, and has it told of the cells that are sent back.
func Open(st *store.Store) (*Box, error) { return &Box{st}, st.OnEvent(rework) }

// Notice is one thing that concerns somebody.
type Notice struct {
	ID      string     `json:"id"`
	At      int64      `json:"at"`   // unix ms
	Kind    string     `json:"kind"` // mention, reply, rework
	Who     wire.Named `json:"who"`  // who did it
	Doc     string     `json:"doc"`
	Title   string     `json:"title"`
	Unit    string     `json:"unit"`
	Thread  string     `json:"thread,omitempty"`
	Version string     `json:"version,omitempty"` // rework: of the cell
	Text    string     `json:"text"`              // what was said
	Seen    int64      `json:"seen,omitempty"`    // when it was read; 0 = it was not
}

// Mention tells people of a comment that mentions them; whoever was told is not told again.
func Mention(tx store.Tx, doc, thread, comment, by string, at int64, to []wire.Named) error {
	for _, p := range to {
		if p.ID == by {
			continue
		}
		if _, err := tx.Exec(`INSERT INTO notice (id, person, at, kind, doc, unit, thread, comment, who)
			SELECT $1, $2, $3, 'mention', doc, unit, id, $4, $5 FROM thread WHERE id = $6 AND doc = $7 ON CONFLICT (id) DO NOTHING`,
			comment+":"+p.ID, p.ID, at, comment, by, thread, doc); err != nil {
			return err
		}
	}
	return nil
}

// Reply tells everybody who said something in a thread of another comment there. To be
// called after Mention: whom a comment mentions is told so, and once.
func Reply(tx store.Tx, doc, thread, comment, by string, at int64) error {
	_, err := tx.Exec(`INSERT INTO notice (id, person, at, kind, doc, unit, thread, comment, who)
		SELECT DISTINCT $1 || ':' || comment.who, comment.who, $2, 'reply', thread.doc, thread.unit, thread.id, $3, $4
		FROM comment JOIN thread ON thread.id = comment.thread JOIN account ON account.person = comment.who
		WHERE thread.id = $5 AND thread.doc = $6 AND comment.gone = 0 AND comment.who <> $7 ON CONFLICT (id) DO NOTHING`,
		comment, at, comment, by, thread, doc, by)
	return err
}

// rework tells whoever wrote a cell last that it was sent back to them.
func rework(tx store.Tx, doc string, ev *store.Event) error {
	if ev.State == nil || ev.State.State != "rework" {
		return nil
	}
	var to string
	err := tx.Row(`SELECT event.who FROM segment JOIN event ON event.seg = segment.id JOIN account ON account.person = event.who
		WHERE segment.doc = $1 AND segment.unit = $2 AND segment.version = $3 AND event.kind = 'edit' ORDER BY event.seq DESC LIMIT 1`,
		[]any{doc, ev.State.Unit, ev.State.Version.String()}, &to)
	if store.None(err) || err == nil && to == ev.Who.ID {
		return nil
	}
	if err == nil {
		_, err = tx.Exec(`INSERT INTO notice (id, person, at, kind, doc, unit, version, text, who) VALUES ($1, $2, $3, 'rework', $4, $5, $6, $7, $8)`,
			store.NewID(), to, ev.At, doc, ev.State.Unit, ev.State.Version.String(), ev.State.Made, ev.Who.ID)
	}
	return err
}

// Clear takes out what was read long ago.
func (b *Box) Clear(now time.Time) error {
	return b.st.Write(func(tx store.Tx) error {
		_, err := tx.Exec(`DELETE FROM notice WHERE seen > 0 AND seen < $1`, now.Add(-keep).UnixMilli())
		return err
	})
}

// standing is what may be told of: comments that were not taken back, in documents that
// were not deleted.
const standing = ` FROM notice JOIN document ON document.id = notice.doc LEFT JOIN comment ON comment.id = notice.comment
	LEFT JOIN person ON person.id = notice.who WHERE notice.person = $1 AND document.deleted = 0 AND coalesce(comment.gone, 0) = 0 `

// Notices is GET /api/inbox: those not read and others, each the newest first, and how many
// were not read.
func (b *Box) Notices(w http.ResponseWriter, r *http.Request) error {
	by := people.Of(r)
	list, err := store.Read(r.Context(), b.st, func(row func(...any) error) (n Notice, err error) {
		return n, row(&n.ID, &n.At, &n.Kind, &n.Who.ID, &n.Who.Name, &n.Doc, &n.Title, &n.Unit, &n.Thread, &n.Version, &n.Text, &n.Seen)
	}, `SELECT notice.id, notice.at, notice.kind, notice.who, coalesce(person.name, ''), notice.doc, document.title, notice.unit,
		notice.thread, notice.version, coalesce(comment.text, notice.text), notice.seen`+standing+`ORDER BY CASE WHEN notice.seen = 0 THEN 0 ELSE 1 END, notice.at DESC, notice.id LIMIT $2`,
		by.Person().ID, listMost)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(n Notice) bool { return !by.Held(n.Doc).May(wire.RightRead) })
	unread, err := b.unread(r.Context(), by)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, map[string]any{"notices": append([]Notice{}, list...), "unread": unread})
	return nil
}

// Unread is GET /api/inbox/unread: how many were not read.
func (b *Box) Unread(w http.ResponseWriter, r *http.Request) error {
	n, err := b.unread(r.Context(), people.Of(r))
	if err == nil {
		answer.JSON(w, http.StatusOK, map[string]int{"unread": n})
	}
	return err
}

func (b *Box) unread(ctx context.Context, by *people.Signed) (all int, err error) {
	_, err = store.Read(ctx, b.st, func(row func(...any) error) (struct{}, error) {
		var doc string
		var n int
		err := row(&doc, &n)
		if by.Held(doc).May(wire.RightRead) {
			all += n
		}
		return struct{}{}, err
	}, `SELECT notice.doc, count(*)`+standing+`AND notice.seen = 0 GROUP BY notice.doc`, by.Person().ID)
	return all, err
}

// Seen is PUT /api/inbox/seen: some notices were read, or are to count
// as unread again.
func (b *Box) Seen(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		IDs  []string `json:"ids"`
		Seen bool     `json:"seen"`
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	by, at := people.Of(r).Person().ID, int64(0)
	if in.Seen {
		at = time.Now().UnixMilli()
	}
	err := b.st.Write(func(tx store.Tx) error {
		for _, id := range in.IDs[:min(len(in.IDs), seenMost)] {
			if _, err := tx.Exec(`UPDATE notice SET seen = $1 WHERE person = $2 AND id = $3`, at, by, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.Unread(w, r)
}
