// Package story tells what happened in a document, in one of its units or in a cell, the
// newest first: who typed what, confirmed, approved, rearranged and signed off. Minutes of
// typing by one person in one cell are one entry, and so is what one message did to many.
//
// A unit that a step made has the story of those that its text came from.
//
// The guarantee: every event that is about what was asked for is in one entry, and the
// texts of an entry are those of the cell before and after it.
package story

import (
	"context"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/moment"
	"triptych/server/row"
	"triptych/server/store"
)

// Entry is one thing that somebody did.
type Entry struct {
	Seq   int64  `json:"seq"`   // of its last event
	First int64  `json:"first"` // of its first
	Kind  string `json:"kind"`  // as events say it: edit, struct, approve, …
	Step  string `json:"step,omitempty"`
	By    string `json:"by"`
	Since int64  `json:"since"` // unix ms, of its first event
	At    int64  `json:"at"`    // and of its last

	Unit    string `json:"unit,omitempty"`
	Number  int    `json:"number,omitempty"` // that it has now, from 1; 0 = it is not there any more
	Version string `json:"version,omitempty"`
	Many    int    `json:"many,omitempty"` // of what one message did to many: how many

	Pair   string `json:"pair,omitempty"`
	Val    string `json:"val,omitempty"`
	Reason string `json:"reason,omitempty"`
	Check  string `json:"check,omitempty"`

	Texts []string       `json:"texts,omitempty"` // of an edit: the paragraphs of the cell after it
	Diff  []check.Change `json:"diff,omitempty"`  // and what it changed

	was  string
	who  string // id of the person
	many string // the message that did it to many
}

// Page is a part of a story.
type Page struct {
	Entries []*Entry `json:"entries"`
	Older   bool     `json:"older"`
}

// Asked is what a story is to be of.
type Asked struct {
	Doc     string
	Unit    string         // "" = the document
	Version *align.Version // of a cell; nil = every version
	Before  int64          // only entries that ended before this event; 0 = all
}

const (
	pageMost  = 60        // entries
	pageBytes = 1 << 20   // of their texts, but one entry in any case
	pause     = 5 * 60000 // ms without an edit after which typing counts as another entry
)

// Of tells a story.
func Of(ctx context.Context, st *store.Store, asked Asked) (*Page, error) {
	l, err := st.Document(ctx, asked.Doc)
	if err != nil {
		return nil, err
	}
	t := &teller{asked: asked, typing: map[moment.CellKey]*Entry{}}
	if t.Replay, err = moment.Begin(ctx, st, asked.Doc); err != nil {
		return nil, err
	}
	if asked.Unit != "" {
		if t.line, err = lineOf(ctx, st, asked.Doc, asked.Unit); err != nil {
			return nil, err
		}
	}
	if err := moment.Each(ctx, st, asked.Doc, l.Head, t.take); err != nil {
		return nil, err
	}
	return t.page(), nil
}

// teller makes entries of events.
type teller struct {
	*moment.Replay
	asked   Asked
	line    *line // nil = all units are meant
	entries []*Entry
	typing  map[moment.CellKey]*Entry // typing that may go on
}

// take takes the next event.
func (t *teller) take(ev *store.Event) error {
	if ev.Kind == "edit" {
		return t.edit(ev)
	}
	b := row.Read(ev.Body)
	if err := t.Apply(ev); err != nil {
		return err
	}
	e := &Entry{Seq: ev.Seq, First: ev.Seq, Kind: ev.Kind, By: ev.Who.Name, who: ev.Who.ID, Since: ev.At, At: ev.At, Reason: b.Reason, Val: b.Val}
	switch ev.Kind {
	case "struct":
		if e.Step = b.Kind; len(b.New) > 0 {
			e.Unit = b.New[0].ID
		}
		for _, id := range b.Old {
			t.rest(id)
		}
		if !t.line.step(ev.Seq) {
			return nil
		}
	case "approve", "withdraw", "state", "waive", "unwaive":
		e.Unit, e.Pair, e.Version, e.Check = b.Unit, b.Pair, b.Side, b.Check
		if ev.Kind == "approve" {
			e.Version, e.Val = "", "" // that it confirms a converted cell
		}
		t.rest(b.Unit)
		if !t.line.unit(ev.Seq, b.Unit) || !t.cell(e) {
			return nil
		}
	case "create":
		e.Many = len(t.Order)
	default:
		if t.line != nil && ev.Kind != "sign" {
			return nil
		}
	}
	t.add(e, ev)
	return nil
}

// cell reports whether an entry is about the version that was asked for.
func (t *teller) cell(e *Entry) bool {
	if t.asked.Version == nil {
		return true
	}
	v := t.asked.Version.String()
	if e.Version != "" {
		return e.Version == v
	}
	return slices.Contains(strings.Split(e.Pair, ":"), v)
}

// edit takes a revision of a paragraph.
func (t *teller) edit(ev *store.Event) error {
	seg := t.Segs[ev.Seg]
	if seg == nil || !t.line.unit(ev.Seq, seg.Unit) || t.asked.Version != nil && *t.asked.Version != seg.Version {
		return t.Apply(ev)
	}
	key := moment.CellKey{Unit: seg.Unit, Version: seg.Version}
	was := t.Text(seg.Unit, seg.Version)
	if err := t.Apply(ev); err != nil {
		return err
	}
	e := t.typing[key]
	if e == nil || e.who != ev.Who.ID || ev.At-e.At > pause {
		e = &Entry{First: ev.Seq, Kind: ev.Kind, By: ev.Who.Name, who: ev.Who.ID, Since: ev.At, Unit: seg.Unit, Version: seg.Version.String(), was: was}
		t.entries = append(t.entries, e)
		t.typing[key] = e
	}
	e.Seq, e.At, e.Texts = ev.Seq, ev.At, e.Texts[:0]
	for _, id := range t.Units[seg.Unit].Segs[seg.Version] {
		e.Texts = append(e.Texts, t.Segs[id].Text)
	}
	return nil
}

// rest ends the typing in a unit: something else was done there.
func (t *teller) rest(unit string) {
	for _, v := range align.Versions {
		delete(t.typing, moment.CellKey{Unit: unit, Version: v})
	}
}

// add puts an entry behind the others, or into the one of the same message.
func (t *teller) add(e *Entry, ev *store.Event) {
	msg, _, _ := strings.Cut(ev.Msg, "\n") // behind it: which part of the message
	if e.many = ev.Client + "\n" + msg; msg == "" {
		e.many = ""
	}
	if n := len(t.entries); n > 0 && e.many != "" {
		last := t.entries[n-1]
		if last.many == e.many && last.Kind == e.Kind {
			last.Many = max(last.Many, 1) + 1
			last.Seq, last.At = e.Seq, e.At
			return
		}
	}
	t.entries = append(t.entries, e)
}

// page is the part that was asked for, the newest first.
func (t *teller) page() *Page {
	page, size := &Page{Entries: []*Entry{}}, 0
	slices.SortStableFunc(t.entries, func(a, b *Entry) int { return int(b.Seq - a.Seq) })
	number := make(map[string]int, len(t.Order))
	for i, id := range t.Order {
		number[id] = i + 1
	}
	for _, e := range t.entries {
		if t.asked.Before > 0 && e.Seq >= t.asked.Before {
			continue
		}
		if size += 2 * len(e.was); len(page.Entries) == pageMost || len(page.Entries) > 0 && size > pageBytes {
			page.Older = true
			break
		}
		if e.Number = number[e.Unit]; e.Kind == "edit" {
			e.Diff = check.WordChanges(e.was, strings.Join(e.Texts, "\n"))
		}
		page.Entries = append(page.Entries, e)
		for _, text := range e.Texts {
			size += 2 * len(text)
		}
	}
	return page
}
