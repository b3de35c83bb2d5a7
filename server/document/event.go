package document

import (
	"strconv"

	"triptych/server/refusal"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/wire"
)

// Event is an event of the document: it has taken effect in memory, and is to
// be stored and told. Its row lacks who, when and by which message.
type Event struct {
	Row   store.Event
	Views []wire.UnitView // of a structural step: the new units with what is derived
	Bare  bool            // an edit as its author sent it, who need not be told the ops
}

// Refusal is why a message is not carried out.
type Refusal = refusal.Refusal

var refuse, bad, broken = refusal.Of, refusal.Bad, refusal.Broken

// record gives an event its number.
func (d *Document) record(row store.Event) Event {
	d.Head++
	row.Seq = d.Head
	return Event{Row: row}
}

// Rename gives the document another title.
func (d *Document) Rename(title string) Event {
	d.Title = title
	return d.record(store.Event{Kind: "title", Title: &title, Body: row.Body{Val: title}.Encode()})
}

// Note records an event that changes nothing: accept, that somebody says to go on
// without events that are missing; sign, that the document is done.
func (d *Document) Note(kind, body string) Event {
	return d.record(store.Event{Kind: kind, Body: body})
}

// Configure stores other settings of the checks, as JSON.
func (d *Document) Configure(settings string) Event {
	d.Checks = settings
	return d.record(store.Event{Kind: "checks", Checks: &settings, Body: row.Body{Val: settings}.Encode()})
}

// itoa writes a number as the argument of a sentence.
func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
