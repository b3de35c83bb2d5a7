// Package wire is the live protocol triptych.v1: its messages, how they are
// written, what bounds them, the codes of refusals, and the right that each
// message asks for. Its twin in the browser is web/src/message.ts; the frames in
// testdata are read by the tests of both.
//
// A client sends one JSON object per websocket text frame; the server sends
// arrays of objects, so that batching is free. Every object names its type in
// "t". Offsets in text are UTF-16 code units, except in findings (runes).
//
// The guarantee: what Encode writes, the same version of the other side reads.
package wire

import (
	"encoding/json"
	"iter"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
)

// ClientMessage is any message of a client; which fields count depends on T.
type ClientMessage struct {
	T string `json:"t"` // hello, op, text, struct, set, pres, sync, ping

	// hello: first, within 5 s.
	V      int    `json:"v,omitempty"`      // protocol version, 1
	Doc    string `json:"doc,omitempty"`    // document id
	Client string `json:"client,omitempty"` // id of this browser tab, kept over reconnects and reloads
	Name   string `json:"name,omitempty"`   // display name
	Epoch  string `json:"epoch,omitempty"`  // of the last welcome
	Since  *int64 `json:"since,omitempty"`  // hello, sync: sequence number up to which the client has everything
	// hello: of the event Since, as ev or snap told it. Another one than the server
	// has there means another history, of a file that was put back: a number alone
	// does not tell. Without it the number is believed.
	Chain string `json:"chain,omitempty"`

	// op, text, struct, set: ID is unique per client; the same message again
	// gives the first answer again.
	ID   string          `json:"id,omitempty"`
	Seg  string          `json:"seg,omitempty"`  // op, text, pres, struct
	Base int64           `json:"base,omitempty"` // op, text: revision of the segment; struct, set: sequence number
	Ops  json.RawMessage `json:"ops,omitempty"`  // op: a ChangeSet as @codemirror/state writes it
	Text string          `json:"text,omitempty"` // text: the whole new text of the segment

	Kind string `json:"kind,omitempty"` // struct: split, merge, move, shift, apart, each, own, swap, realign, undo, redo
	At   int    `json:"at,omitempty"`   // struct split: offset in UTF-16 units
	// struct, set: unit id; hello: the unit that the page will show, whose
	// neighbourhood comes first of a snapshot
	Unit string `json:"unit,omitempty"`
	To   string `json:"to,omitempty"`   // struct merge, move, swap: the other unit; realign: last unit of the stretch
	Side string `json:"side,omitempty"` // struct shift, own, swap (none = the whole units), set state: version tag
	Dir  int    `json:"dir,omitempty"`  // struct shift, apart, own: -1 up, +1 down

	What   string   `json:"what,omitempty"`   // set: approve, withdraw, state, waive, unwaive
	Pair   string   `json:"pair,omitempty"`   // set approve, withdraw: "en:zh-Hans"
	Hashes []string `json:"hashes,omitempty"` // set approve, waive: content hashes that were on the screen; struct realign: the sum of what was shown
	Val    string   `json:"val,omitempty"`    // set state: draft, converted, done, rework; waive: here
	Made   string   `json:"made,omitempty"`   // set state converted: from what, "zh-Hans@12"
	Check  string   `json:"check,omitempty"`  // set waive: check id
	Reason string   `json:"reason,omitempty"` // set waive, state rework, approve where an error is open
	// set waive, unwaive: id of the finding; without it all of the check and pair
	Finding string `json:"finding,omitempty"`

	// set approve, withdraw, state: the same for several units in one step
	Many []Asked `json:"many,omitempty"`

	// pres: where the person is. Without Seg: nowhere.
	Anchor    int  `json:"anchor,omitempty"`
	Head      int  `json:"head,omitempty"`
	Composing bool `json:"composing,omitempty"`
}

// Asked is what a message about many says of each of them; the rest it says of all.
type Asked struct {
	Unit   string   `json:"unit"`
	Pair   string   `json:"pair,omitempty"`   // approve, withdraw
	Hashes []string `json:"hashes,omitempty"` // approve: that were on the screen; withdraw: of which alone
}

// Parts are the messages about one unit each that a message about many stands for, or
// the message itself.
func (m *ClientMessage) Parts() iter.Seq[*ClientMessage] {
	return func(yield func(*ClientMessage) bool) {
		if len(m.Many) == 0 {
			yield(m)
			return
		}
		for _, one := range m.Many {
			part := *m
			part.Unit, part.Pair, part.Hashes = one.Unit, one.Pair, one.Hashes
			if !yield(&part) {
				return
			}
		}
	}
}

// Here is the value of a waiver of all that a check says of a unit, whatever is
// written in it: for one who disagrees with the check there for good.
const Here = "here"

// Person is a connected user as others see them. Each connection is one Person.
type Person struct {
	Conn  string `json:"conn"` // id of the connection
	Name  string `json:"name"`
	Color int    `json:"color"` // 0 to 7, an index into the palette
}

// Welcome answers hello.
type Welcome struct {
	T     string   `json:"t"` // welcome
	Epoch string   `json:"epoch"`
	Head  int64    `json:"head"` // sequence number of the newest event
	Doc   DocInfo  `json:"doc"`
	You   Person   `json:"you"`
	Role  string   `json:"role"`
	Can   []Right  `json:"can"`
	Only  []string `json:"only,omitempty"` // tags of the versions whose texts may be changed; none = all
	Lim   Limits   `json:"lim"`
	// Account is the id of whose account the connection is; "" = nobody signs in.
	Account string `json:"account,omitempty"`
	Halt    *Halt  `json:"halt,omitempty"` // the document can be read but not changed
}

// Role says that somebody may do other things from now on.
type Role struct {
	T    string   `json:"t"` // role
	Role string   `json:"role"`
	Can  []Right  `json:"can"`
	Only []string `json:"only,omitempty"`
}

// Halt says why a document cannot be changed. With Accept, somebody with that
// right can say to go on.
type Halt struct {
	Said
	Accept bool `json:"accept,omitempty"`
}

// ChainShort is how many hexadecimal digits of an event's hash the wire carries:
// 64 bits tell two histories of one document apart; nobody gains by forging one.
const ChainShort = 16

// Short is a hash as the wire carries it.
func Short(chain string) string { return chain[:min(len(chain), ChainShort)] }

// DocInfo is what is true of a document as a whole.
type DocInfo struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Versions []align.Version `json:"versions"` // those the document has
	Units    int             `json:"units"`
	Required []string        `json:"required"` // pairs that must be approved
	Signed   *Signed         `json:"signed,omitempty"`
}

// Signed is the newest sign-off of a document.
type Signed struct {
	Seq int64  `json:"seq"` // of its event
	By  string `json:"by"`
	At  int64  `json:"at"` // unix ms
}

// Snap is one part of a snapshot: the units from place At on, in order. Parts come
// in any order, and a unit may be in two of them: what the page will show comes
// first. After the last part the client has the document as it was at Head, and
// events follow from Head+1.
type Snap struct {
	T     string     `json:"t"`    // snap
	Part  int        `json:"part"` // counts those that were sent, from 0
	Parts int        `json:"parts"`
	At    int        `json:"at"` // place of the first unit here, from 0
	Of    int        `json:"of"` // units of the document
	Head  int64      `json:"head"`
	Chain string     `json:"chain,omitempty"` // of event Head
	Units []UnitView `json:"units"`
}

// UnitView is a unit with everything a client shows of it.
type UnitView struct {
	ID         string                     `json:"id"`
	Confidence float64                    `json:"confidence"`
	Why        []string                   `json:"why,omitempty"`
	Aside      bool                       `json:"aside,omitempty"` // holds non-content
	Cells      map[align.Version]CellView `json:"cells"`
	Status
}

// CellView is one version's side of a unit.
type CellView struct {
	State string        `json:"state"`          // missing, imported, draft, converted, done, rework
	Made  string        `json:"made,omitempty"` // converted: from what version and revision, "zh-Hans@12"; rework: why
	Segs  []SegmentView `json:"segs"`
}

// SegmentView is a segment at a revision.
type SegmentView struct {
	ID   string     `json:"id"`
	Kind align.Kind `json:"kind"`
	Rev  int64      `json:"rev"`
	Text string     `json:"text"`
}

// Status is what is derived for a unit: never stored, always rebuilt from the
// texts, approvals and waivers.
type Status struct {
	Findings []check.Finding             `json:"findings"`
	Waived   []Waived                    `json:"waived,omitempty"`
	Pairs    map[string]check.PairStatus `json:"pairs"`  // "en:zh-Hans" → approved, stale, open
	Hashes   map[align.Version]string    `json:"hashes"` // content hash of each cell
}

// Waived is a finding that a person said is all right.
type Waived struct {
	Finding check.Finding `json:"finding"`
	By      string        `json:"by"`
	At      int64         `json:"at"` // unix ms
	Reason  string        `json:"reason"`
}

// UnitStatus carries a new Status. It has no sequence number: the latest one
// counts, and it may come at any time.
type UnitStatus struct {
	T    string `json:"t"` // unit
	Unit string `json:"unit"`
	Status
}

// Checked says how far the checks of a document that was just opened are: Done
// of its Of units have their findings. It comes after welcome while that is not
// all of them, and then until it is. Without it, all are checked.
type Checked struct {
	T    string `json:"t"` // checked
	Done int    `json:"done"`
	Of   int    `json:"of"`
}

// Event is one event of the document's gap-free sequence.
type Event struct {
	T   string `json:"t"` // ev
	S   int64  `json:"s"`
	K   string `json:"k"`             // edit, struct, approve, withdraw, state, waive, unwaive, title, checks, accept, sign
	By  string `json:"by"`            // name of the person
	At  int64  `json:"at"`            // unix ms
	ID  string `json:"id,omitempty"`  // the author's message id, only to the author
	Own bool   `json:"own,omitempty"` // this acknowledges the receiver's message ID
	// hash of the event, with the last of those that were committed together
	Chain string `json:"chain,omitempty"`

	// edit
	Seg string          `json:"seg,omitempty"`
	Rev int64           `json:"rev,omitempty"` // the new revision
	Ops json.RawMessage `json:"ops,omitempty"` // left out when Own and the ops went in as they were sent

	// approve, withdraw, state, waive, unwaive
	Unit   string   `json:"unit,omitempty"`
	Pair   string   `json:"pair,omitempty"`
	Side   string   `json:"side,omitempty"` // also of an approval that confirms a converted cell
	Val    string   `json:"val,omitempty"`
	Made   string   `json:"made,omitempty"`
	Hashes []string `json:"hashes,omitempty"`
	Check  string   `json:"check,omitempty"`
	Reason string   `json:"reason,omitempty"`

	Finding string `json:"finding,omitempty"` // waive, unwaive

	// struct: the units of Old, which stand next to each other, are replaced by
	// those of New. Revisions in New are those after the event; Moved says where
	// text of a split or merged segment went, for routing late edits.
	Kind  string     `json:"kind,omitempty"`
	Old   []string   `json:"old,omitempty"`
	New   []UnitView `json:"new,omitempty"`
	Moved []Moved    `json:"moved,omitempty"`
}

// Moved says that the text of segment Seg from offset From on (UTF-16 units, at
// revision Rev) now stands in segment To, beginning at offset At.
type Moved struct {
	Seg  string `json:"seg"`
	Rev  int64  `json:"rev"`
	From int    `json:"from"`
	To   string `json:"to"`
	At   int    `json:"at"`
	// the revision of To after which At counts, once a text that was joined
	// stands by itself again; else 0
	ToRev int64 `json:"toRev,omitempty"`
}

// Said is one sentence for people: what is wrong and what to do. Key and Args
// find it in the reader's language, in the table of package message; Why is the
// same in English, for whoever has no table.
type Said struct {
	Key  string            `json:"key,omitempty"`
	Args map[string]string `json:"args,omitempty"`
	Why  string            `json:"why"`
}

// Say puts a sentence on the wire.
func Say(m message.Message) Said { return Said{m.Key, m.Args, m.String()} }

// Nack refuses a message. With Keep, the text was put aside on the server and
// stays on the author's screen.
type Nack struct {
	T    string `json:"t"` // nack
	ID   string `json:"id"`
	Code string `json:"code"` // stale, rights, limit, rate, full, bad, gone, conflict, readonly
	Said
	Keep bool `json:"keep,omitempty"`
	// conflict (an approval whose texts moved): the present hashes
	Hashes []string `json:"hashes,omitempty"`
}

// Presence says where somebody is; Gone that they left.
type Presence struct {
	T string `json:"t"` // pres
	Person
	Seg       string `json:"seg,omitempty"`
	Rev       int64  `json:"rev,omitempty"`
	Anchor    int    `json:"anchor,omitempty"`
	Head      int    `json:"head,omitempty"`
	Composing bool   `json:"composing,omitempty"`
}

// Gone says that a connection ended.
type Gone struct {
	T    string `json:"t"` // gone
	Conn string `json:"conn"`
}

// Resync tells the client to forget its state but for pending edits; a
// snapshot follows.
type Resync struct {
	T string `json:"t"` // resync
	Said
	History bool `json:"history,omitempty"` // what the client has is of another history
}

// Pong answers ping.
type Pong struct {
	T string `json:"t"` // pong
}

// Bye announces that the server closes the connection.
type Bye struct {
	T    string `json:"t"` // bye
	Code string `json:"code"`
	Said
	RetryAfter int `json:"retryAfter,omitempty"` // ms
}
