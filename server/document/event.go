package document

import (
	"strconv"

	"triptych/align/message"
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

// Refusal is why a message is not carried out. With Keep its text is put aside.
type Refusal struct {
	Code   string
	Says   message.Message
	Keep   bool
	Hashes []string // the present ones, of an approval or a waiver of other texts
	Cause  error    // what went wrong where nothing is wrong with the message; Says is made of it
}

// refuse says no more than a little of what the message said.
func refuse(code string, says message.Message) *Refusal {
	for name, arg := range says.Args {
		says.Args[name] = wire.Echo(arg)
	}
	return &Refusal{Code: code, Says: says}
}

// bad refuses what is wrong in itself: a key, and the names and values of its arguments.
func bad(key string, args ...string) *Refusal {
	return refuse(wire.CodeBad, message.Of(key, args...))
}

// broken refuses what cannot be done for an error that is none of the message.
func broken(err error) *Refusal { return &Refusal{Code: wire.CodeFailed, Cause: err} }

// keep has the text of what is refused put aside.
func (r *Refusal) keep() *Refusal {
	r.Keep = true
	return r
}

// with names the present texts.
func (r *Refusal) with(hashes []string) *Refusal {
	r.Hashes = hashes
	return r
}

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

// Accept records that somebody says to go on without events that are missing;
// body says which.
func (d *Document) Accept(body string) Event {
	return d.record(store.Event{Kind: "accept", Body: body})
}

// Configure stores other settings of the checks, as JSON.
func (d *Document) Configure(settings string) Event {
	d.Checks = settings
	return d.record(store.Event{Kind: "checks", Checks: &settings, Body: row.Body{Val: settings}.Encode()})
}

// itoa writes a number as the argument of a sentence.
func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
