package signoff

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/moment"
	"triptych/server/row"
	"triptych/server/still"
	"triptych/server/store"
	"triptych/server/wire"
)

// Then is a document as it was after an event, without findings.
type Then struct {
	Seq   int64           `json:"seq"`
	Kind  string          `json:"kind"`           // of the event
	Step  string          `json:"step,omitempty"` // of a structural one, which
	Val   string          `json:"val,omitempty"`
	Side  string          `json:"version,omitempty"`
	Pair  string          `json:"pair,omitempty"`
	Check string          `json:"check,omitempty"`
	Cause string          `json:"reason,omitempty"`
	By    string          `json:"by"`
	At    int64           `json:"at"` // unix ms
	Chain string          `json:"chain"`
	Sum   string          `json:"sum"`
	Head  int64           `json:"head"`    // the newest event by now
	About []string        `json:"touched"` // units that the event is about
	Title string          `json:"title"`
	Doc   []align.Version `json:"versions"`
	Units []wire.UnitView `json:"units"`
}

// Moment answers a document as it was: GET /api/documents/{id}/moments/{seq}.
func (s *Desk) Moment(w http.ResponseWriter, r *http.Request) error {
	seq, err := number(r.PathValue("seq"), "seq")
	if err != nil {
		return err
	}
	d, ev, err := moment.At(r.Context(), s.store, r.PathValue("id"), seq)
	if err != nil {
		return err
	}
	z := frozen(d)
	l, err := s.store.Document(r.Context(), d.ID)
	if err != nil {
		return err
	}
	then := Then{
		Head: l.Head, Seq: seq, Kind: ev.Kind, By: ev.Who.Name, At: ev.At, Chain: ev.Chain, Sum: z.Sum(d.Title),
		Title: d.Title, Doc: d.Versions, Units: make([]wire.UnitView, z.Len()),
	}
	then.About, then.Side = about(d, ev)
	b := row.Read(ev.Body)
	then.Step, then.Val, then.Pair, then.Check, then.Cause = b.Kind, b.Val, b.Pair, b.Check, b.Reason
	for i := range then.Units {
		then.Units[i] = z.View(i)
	}
	answer.JSON(w, http.StatusOK, then)
	return nil
}

// about lists the units that an event is about, and the version where it is a text.
func about(d *store.Document, ev *store.Event) (units []string, version string) {
	b := row.Read(ev.Body)
	units, version = []string{}, b.Side
	if b.Unit != "" {
		units = append(units, b.Unit)
	}
	for i := range b.New {
		units = append(units, b.New[i].ID)
	}
	for _, u := range d.Units {
		for v, segs := range u.Segs {
			if ev.Kind == "edit" && slices.ContainsFunc(segs, func(seg store.Segment) bool { return seg.ID == ev.Seg }) {
				units, version = append(units, u.ID), align.Version(v).String()
			}
		}
	}
	return units, version
}

// Hashes answers the content hashes of the cells of every unit after an event, by unit:
// GET /api/documents/{id}/moments/{seq}/hashes.
func (s *Desk) Hashes(w http.ResponseWriter, r *http.Request) error {
	seq, err := number(r.PathValue("seq"), "seq")
	if err != nil {
		return err
	}
	d, _, err := moment.At(r.Context(), s.store, r.PathValue("id"), seq)
	if err != nil {
		return err
	}
	all := make(map[string]map[align.Version]string, len(d.Units))
	for _, u := range document.Open(d, 0, nil, document.Past{}).Units {
		of := map[align.Version]string{}
		for _, v := range d.Versions {
			of[v] = u.Hashes[v]
		}
		all[u.ID] = of
	}
	answer.JSON(w, http.StatusOK, all)
	return nil
}

// number reads the number of an event; "" is not one.
func number(text, name string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 {
		return 0, answer.Bad(message.Of("request.number", "name", name), "")
	}
	return n, nil
}

func frozen(d *store.Document) *still.Document {
	return document.Open(d, 0, nil, document.Past{}).Freeze()
}

// Changed is what is otherwise in a unit than it was.
type Changed struct {
	Unit   string                           `json:"unit"`
	Was    int                              `json:"was,omitempty"` // its number then, from 1; 0 = it was not there
	Now    int                              `json:"now,omitempty"` // and now; 0 = it is not there any more
	Texts  map[align.Version][]check.Change `json:"texts,omitempty"`
	States map[align.Version][2]string      `json:"states,omitempty"`
	Pairs  map[string][2]string             `json:"pairs,omitempty"`
}

// Changes answers what is otherwise now than after an event, or between two:
// GET /api/documents/{id}/moments/{seq}/changes?to=SEQ.
func (s *Desk) Changes(w http.ResponseWriter, r *http.Request) error {
	doc := r.PathValue("id")
	seq, err := number(r.PathValue("seq"), "seq")
	if err != nil {
		return err
	}
	was, _, err := moment.At(r.Context(), s.store, doc, seq)
	if err != nil {
		return err
	}
	now, err := s.until(r.Context(), doc, r)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, compare(frozen(was), now))
	return nil
}

// until is the document at the end of what is compared.
func (s *Desk) until(ctx context.Context, doc string, r *http.Request) (now *still.Document, err error) {
	if to := r.FormValue("to"); to != "" {
		seq, err := number(to, "to")
		if err != nil {
			return nil, err
		}
		d, _, err := moment.At(ctx, s.store, doc, seq)
		if err != nil {
			return nil, err
		}
		return frozen(d), nil
	}
	err = s.rooms.View(doc, func(d *document.Document) { now = d.Freeze() })
	return now, err
}

// compare lists the units that are otherwise: those of now in order, each after the
// ones before it that are gone.
func compare(was, now *still.Document) []Changed {
	then := make(map[string]int, was.Len())
	for i := range was.Len() {
		then[was.ID(i)] = i
	}
	still := make(map[string]bool, now.Len())
	for i := range now.Len() {
		still[now.ID(i)] = true
	}
	all, next := []Changed{}, 0
	gone := func(to int) {
		for ; next < to; next++ {
			if !still[was.ID(next)] {
				all = append(all, differ(was.View(next), wire.UnitView{}, next+1, 0))
			}
		}
	}
	for i := range now.Len() {
		at, known := then[now.ID(i)]
		before := wire.UnitView{}
		if known {
			gone(max(next, at))
			before = was.View(at)
			at++
		}
		if c := differ(before, now.View(i), at, i+1); !known || len(c.Texts)+len(c.States)+len(c.Pairs) > 0 {
			all = append(all, c)
		}
	}
	gone(was.Len())
	return all
}

// differ compares a unit with itself, or with nothing.
func differ(a, b wire.UnitView, was, now int) Changed {
	c := Changed{Unit: b.ID, Was: was, Now: now, Texts: map[align.Version][]check.Change{}, States: map[align.Version][2]string{}, Pairs: map[string][2]string{}}
	if c.Unit == "" {
		c.Unit = a.ID
	}
	for _, v := range align.Versions {
		before, after := a.Cells[v], b.Cells[v]
		if x, y := textOf(before), textOf(after); x != y {
			c.Texts[v] = check.WordChanges(x, y)
		}
		if before.State != after.State && a.ID != "" && b.ID != "" {
			c.States[v] = [2]string{before.State, after.State}
		}
	}
	for p, status := range b.Pairs {
		if before := a.Pairs[p]; a.ID != "" && before != status {
			c.Pairs[p] = [2]string{string(before), string(status)}
		}
	}
	return c
}

func textOf(c wire.CellView) string {
	texts := make([]string, len(c.Segs))
	for i, s := range c.Segs {
		texts[i] = s.Text
	}
	return strings.Join(texts, "\n")
}
