package comment

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/inbox"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Add is POST /api/documents/{id}/comments: a comment in a thread, or the first of a
// new one.
func (b *Book) Add(w http.ResponseWriter, r *http.Request) error {
	var in said
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := fits(in.Text); err != nil {
		return err
	}
	if !wire.ValidID(in.ID) || change.Units(in.Quote) > quoteMost {
		return refused(wire.CodeBad, "comment.empty")
	}
	who, err := visit.Author(r, b.st, in.Name)
	if err != nil {
		return err
	}
	doc, at := r.PathValue("id"), time.Now().UnixMilli()
	var place *thread
	if in.Thread == "" {
		if place, err = b.place(r.Context(), doc, &in); err != nil {
			return err
		}
		in.Thread = in.ID
	}
	to := b.mentioned(doc, in.To, in.Text)
	err = b.st.Write(func(tx store.Tx) error {
		if again, err := repeated(tx, doc, who.ID, &in); again || err != nil {
			return err
		}
		if err := room(tx, doc, who.ID, in.Thread, at); err != nil {
			return err
		}
		if err := begin(tx, doc, &in, place); err != nil {
			return err
		}
		if err := tx.Meet(who); err != nil {
			return err
		}
		return insert(tx, doc, &in, who.ID, at, to, place == nil)
	})
	if err != nil {
		return err
	}
	return b.reply(w, r, http.StatusCreated, doc, in.Thread)
}

// insert keeps a comment, and tells those whom it concerns.
func insert(tx store.Tx, doc string, in *said, who string, at int64, to []wire.Named, reply bool) error {
	_, err := tx.Exec(`INSERT INTO comment (id, doc, thread, who, at, text, mentions) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		in.ID, doc, in.Thread, who, at, in.Text, string(wire.Encode(to)))
	if err == nil {
		err = inbox.Mention(tx, doc, in.Thread, in.ID, who, at, to)
	}
	if err == nil && reply {
		err = inbox.Reply(tx, doc, in.Thread, in.ID, who, at)
	}
	return err
}

// thread is where a new one stands.
type thread struct {
	unit string
	segs []string
}

// place finds where a new thread stands: at the unit, or at that of the segment.
func (b *Book) place(ctx context.Context, doc string, in *said) (*thread, error) {
	t := &thread{unit: in.Unit}
	if in.Seg != "" {
		found, err := store.Read(ctx, b.st, text, `SELECT unit FROM segment WHERE id = $1 AND doc = $2 AND unit IS NOT NULL`, in.Seg, doc)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			t.unit = found[0]
		}
	}
	var err error
	t.segs, err = store.Read(ctx, b.st, text, `SELECT id FROM segment WHERE doc = $1 AND unit = $2 ORDER BY version, place`, doc, t.unit)
	if err == nil && len(t.segs) == 0 {
		err = refused(wire.CodeGone, "comment.no_unit")
	}
	if i := slices.Index(t.segs, in.Seg); i > 0 {
		t.segs = slices.Insert(slices.Delete(t.segs, i, i+1), 0, in.Seg)
	} else if i < 0 {
		in.Quote = "" // without its text there is nothing that it stands in
	}
	return t, err
}

func text(row func(...any) error) (s string, err error) { return s, row(&s) }

// repeated reports whether a comment came before, as it does when its answer was lost.
func repeated(tx store.Tx, doc, who string, in *said) (bool, error) {
	var oldDoc, oldWho, oldThread, oldText string
	err := tx.Row(`SELECT doc, who, thread, text FROM comment WHERE id = $1`, []any{in.ID}, &oldDoc, &oldWho, &oldThread, &oldText)
	switch {
	case store.None(err):
		return false, nil
	case err == nil && (oldDoc != doc || oldWho != who || oldThread != in.Thread || oldText != in.Text):
		err = refused(wire.CodeConflict, "wire.twice")
	}
	return true, err
}

// room says whether there is room for one more.
func room(tx store.Tx, doc, who, thread string, at int64) error {
	var all, own, here, lately int
	err := tx.Row(`SELECT count(*), coalesce(sum(CASE WHEN who = $1 THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN thread = $2 THEN 1 ELSE 0 END), 0)
		FROM comment WHERE doc = $3`, []any{who, thread, doc}, &all, &own, &here)
	if err == nil {
		err = tx.Row(`SELECT count(*) FROM comment WHERE who = $1 AND at > $2`, []any{who, at - minute}, &lately)
	}
	switch {
	case err != nil:
		return err
	case lately >= minuteMost:
		return refused(wire.CodeRate, "comment.fast", "most", strconv.Itoa(minuteMost))
	case here >= threadMost:
		return refused(wire.CodeLimit, "comment.thread_full", "most", strconv.Itoa(threadMost))
	case own >= personMost:
		return refused(wire.CodeLimit, "comment.yours_full", "most", strconv.Itoa(personMost))
	case all >= docMost:
		return refused(wire.CodeLimit, "comment.full", "most", strconv.Itoa(docMost))
	}
	return nil
}

// begin makes the thread that a comment is the first of, or opens again the one that it
// answers: who resolved it is to see that there is more.
func begin(tx store.Tx, doc string, in *said, place *thread) error {
	if place == nil {
		return changed(tx, `UPDATE thread SET rev = rev + 1, resolved = 0, resolver = '' WHERE id = $1 AND doc = $2`, in.Thread, doc)
	}
	_, err := tx.Exec(`INSERT INTO thread (id, doc, unit, segs, quote, rev) VALUES ($1, $2, $3, $4, $5, 1)`,
		in.Thread, doc, place.unit, string(wire.Encode(place.segs)), in.Quote)
	return err
}

// changed does something to a row, and refuses where it is not there.
func changed(tx store.Tx, query string, args ...any) error {
	n, err := tx.Exec(query, args...)
	if err == nil && n == 0 {
		err = errGone
	}
	return err
}

// mentioned are those of some people who may read the document and whose names stand in
// a text behind an @.
func (b *Book) mentioned(doc string, ids []string, text string) []wire.Named {
	to := []wire.Named{}
	if b.people == nil || len(ids) == 0 {
		return to
	}
	for _, p := range b.people.Readers(doc) {
		if slices.Contains(ids, p.ID) && strings.Contains(text, "@"+p.Name) && len(to) < toMost {
			to = append(to, wire.Named{ID: p.ID, Name: p.Name})
		}
	}
	return to
}

// Alter is PATCH /api/documents/{id}/comments/{comment}: one's own put otherwise, taken
// back or brought back. Who may delete the document may take back anybody's.
func (b *Book) Alter(w http.ResponseWriter, r *http.Request) error {
	var in altered
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if in.Text != nil {
		if err := fits(*in.Text); err != nil {
			return err
		}
	}
	who, err := visit.Author(r, b.st, in.Name)
	if err != nil {
		return err
	}
	doc, id, thread := r.PathValue("id"), r.PathValue("comment"), ""
	keeps := visit.Of(r).Held(doc).May(wire.RightDelete) && in.Text == nil
	err = b.st.Write(func(tx store.Tx) error {
		c := old{}
		err := tx.Row(`SELECT thread, who, text, was, edited, gone, at FROM comment WHERE id = $1 AND doc = $2`, []any{id, doc},
			&c.thread, &c.who, &c.text, &c.was, &c.edited, &c.gone, &c.at)
		switch thread = c.thread; {
		case store.None(err):
			return errGone
		case err != nil:
			return err
		case c.who != who.ID && !keeps:
			return refused(wire.CodeRights, "comment.not_yours")
		}
		if err := b.alter(tx, doc, id, &c, &in); err != nil {
			return err
		}
		return changed(tx, `UPDATE thread SET rev = rev + 1 WHERE id = $1`, thread)
	})
	if err != nil {
		return err
	}
	return b.reply(w, r, http.StatusOK, doc, thread)
}

// old is a comment before it is altered.
type old struct {
	thread, who, text, was string
	edited, gone, at       int64
}

func (b *Book) alter(tx store.Tx, doc, id string, c *old, in *altered) error {
	now := time.Now().UnixMilli()
	switch {
	case in.Gone != nil && *in.Gone:
		return changed(tx, `UPDATE comment SET gone = $1 WHERE id = $2`, now, id)
	case c.gone != 0 && c.text == "":
		return refused(wire.CodeGone, "comment.erased")
	case in.Gone != nil:
		return changed(tx, `UPDATE comment SET gone = 0 WHERE id = $1`, id)
	case c.gone != 0:
		return errGone
	case in.Text == nil || *in.Text == c.text:
		return nil
	}
	was := []wire.Earlier{}
	if err := json.Unmarshal([]byte(c.was), &was); err != nil {
		return err
	}
	was = append(was, wire.Earlier{At: max(c.at, c.edited), Text: c.text})
	if len(was) > wasMost {
		was = was[len(was)-wasMost:]
	}
	to := b.mentioned(doc, in.To, *in.Text)
	if err := inbox.Mention(tx, doc, c.thread, id, c.who, now, to); err != nil {
		return err
	}
	return changed(tx, `UPDATE comment SET text = $1, mentions = $2, was = $3, edited = $4 WHERE id = $5`,
		*in.Text, string(wire.Encode(to)), string(wire.Encode(was)), now, id)
}

// Resolve is PUT /api/documents/{id}/threads/{thread}: it is dealt with, or open again.
func (b *Book) Resolve(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Resolved bool   `json:"resolved"`
		Name     string `json:"name"`
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	who, err := visit.Author(r, b.st, in.Name)
	if err != nil {
		return err
	}
	doc, id, at, by := r.PathValue("id"), r.PathValue("thread"), int64(0), ""
	if in.Resolved {
		at, by = time.Now().UnixMilli(), who.ID
	}
	err = b.st.Write(func(tx store.Tx) error {
		if err := tx.Meet(who); err != nil {
			return err
		}
		return changed(tx, `UPDATE thread SET rev = rev + 1, resolved = $1, resolver = $2 WHERE id = $3 AND doc = $4`, at, by, id, doc)
	})
	if err != nil {
		return err
	}
	return b.reply(w, r, http.StatusOK, doc, id)
}
