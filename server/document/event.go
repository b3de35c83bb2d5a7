package document

import (
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

// Refusal is why a message is not carried out. With keep its text is put aside.
type Refusal struct {
	Code, Why string
	Keep      bool
	Hashes    []string
}

func bad(why string) *Refusal { return &Refusal{Code: wire.CodeBad, Why: why} }

// record gives an event its number.
func (d *Document) record(row store.Event) Event {
	d.Head++
	row.Seq = d.Head
	return Event{Row: row}
}

// Rename gives the document another title.
func (d *Document) Rename(title string) Event {
	d.Title = title
	return d.record(store.Event{Kind: "title", Title: &title, Body: stored{Val: title}.json()})
}

// Configure stores other settings of the checks, as JSON.
func (d *Document) Configure(settings string) Event {
	d.Checks = settings
	return d.record(store.Event{Kind: "checks", Checks: &settings, Body: stored{Val: settings}.json()})
}
