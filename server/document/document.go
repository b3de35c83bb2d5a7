// Package document is one document in memory: units and segments in order, the
// newest revisions, approvals, states, waivers, what is found, and what a message
// makes of them all: edits mapped over later revisions (route.go), structural
// steps (structure.go, layout.go) and taking them back (undo.go), approvals and
// states (set.go). Export makes a file of it.
//
// A message is either refused and nothing changes, or it takes effect in memory
// and comes out as Events, to be stored and told by whoever owns the document.
// Nothing here reads a clock, a file or the network; older revisions come from
// the Past that the document was opened with, ids from the function it was given.
// One goroutine at a time may use a document.
//
// The guarantee: the same document and messages give the same document and
// events, and for each version the text, segments one after the other, is changed
// by edits alone.
package document

import (
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/cores"
	"triptych/server/approved"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/trail"
	"triptych/server/waived"
	"triptych/server/wire"
)

// Document is the state of one document in the memory of its room. Only the
// room's goroutine touches it.
type Document struct {
	store.Summary
	Chain string
	Units []*Unit // in order
	ByID  map[string]*Unit
	Segs  map[string]*segment
	has   [3]bool // the versions that the document has

	approvals approved.Table
	waivers   waived.Table
	steps     step.Steps      // structural ones
	Signed    *wire.Signed    // the newest sign-off, as its owner found it; nil = none
	Unchecked map[string]bool // units whose findings are not of their present texts

	Worked    int           // counts what edits cost, in places that were met
	left      int           // what the edit in hand may still cost
	Committed int64         // newest event that the database has
	Confirmed string        // its hash
	most      int           // UTF-16 units of a segment
	newID     func() string // of a unit or segment
	past      Past
}

// Past looks up what the database alone knows of a segment.
type Past struct {
	// Revisions are those after one, and after an event, in order; past.ErrMuch when
	// they are larger than so many bytes.
	Revisions func(seg string, after, event int64, most int) ([]store.Event, error)
	Text      func(seg string, rev int64) (string, error) // at that revision; "" = not known
}

// Unit is a unit with what is derived for it.
type Unit struct {
	ID         string
	place      int64
	confidence float64
	why        []string
	Segs       [3][]*segment
	state      [3]string // given by a person; "" = by nobody
	made       [3]string // of converted cells: from what, "zh-Hans@12"

	Hashes   [3]string
	plain    [3]string // see store.Plain; "" = not worked out for the present text
	Findings []check.Finding
	Edits    int    // counts changes, to tell whether findings are of the present text
	told     []byte // JSON of the UnitStatus; nil = not made
	sent     []byte // JSON of the last UnitStatus that went out

	Restructured int64 // seq of the last structural step that touched it
}

// segment is a segment with its newest revisions.
type segment struct {
	ID      string
	version align.Version
	Kind    align.Kind
	Rev     int64
	Text    string
	Unit    *Unit // nil: its text went into another segment
	revs    trail.Trail
	gone    *gone // where its text went, when unit is nil
	fresh   bool  // not in the database yet
}

// gone says where the text of a segment went that was joined into another, and how long
// its own part was.
type gone struct {
	step.Place
	own int
}

// waiverOf returns the waiver that covers a finding of the unit, as its texts and the
// check are now.
func (d *Document) waiverOf(u *Unit, f *check.Finding) (store.Waiver, bool) {
	return d.waivers.Of(u.ID, f, waived.PairName(f.Pair), u.hashesOf(f.Pair))
}

// EverWaived reports whether a finding of texts that are no more was waived.
func (d *Document) EverWaived(u *Unit, f *check.Finding) bool {
	return d.waivers.Ever(u.ID, f, waived.PairName(f.Pair))
}

// Open makes a document of what the database holds; past may be empty
// where nothing is to be changed.
func Open(d *store.Document, most int, newID func() string, past Past) *Document {
	doc := &Document{
		Committed: d.Head, Confirmed: d.Chain, most: most, newID: newID, past: past, Unchecked: map[string]bool{},
		Summary: d.Summary, Chain: d.Chain,
		ByID: make(map[string]*Unit, len(d.Units)), Segs: make(map[string]*segment, 3*len(d.Units)), Units: make([]*Unit, 0, len(d.Units)),
		approvals: approved.New(), waivers: waived.Table{},
	}
	for _, v := range d.Versions {
		doc.has[v] = true
	}
	for _, su := range d.Units {
		u := &Unit{ID: su.ID, place: su.Place, confidence: su.Confidence, why: su.Why, state: su.State, made: su.Made}
		for v, segs := range su.Segs {
			for _, s := range segs {
				seg := &segment{ID: s.ID, version: s.Version, Kind: s.Kind, Rev: s.Rev, Text: s.Text, Unit: u}
				u.Segs[v] = append(u.Segs[v], seg)
				doc.Segs[s.ID] = seg
			}
		}
		doc.Units = append(doc.Units, u)
		doc.ByID[u.ID] = u
	}
	cores.Each(len(doc.Units), func(i int) { doc.Units[i].rehash() })
	for _, a := range d.Approvals {
		doc.approvals.Give(a)
	}
	for _, w := range d.Waivers {
		doc.waivers[waived.KeyOf(&w)] = w
	}
	return doc
}

// touch says that something of the unit changed. What was sent of it before counts
// no more: a structural event or a snapshot may have shown a status since.
func (u *Unit) touch() {
	u.Edits++
	u.told, u.sent = nil, nil
}

// rehash works out the content hashes afresh.
func (u *Unit) rehash() {
	for v := range u.Segs {
		u.rehashCell(align.Version(v))
	}
}

func (u *Unit) rehashCell(v align.Version) {
	u.Hashes[v], u.plain[v] = align.ContentHash(u.texts(v)...), ""
	u.touch()
}

// sides are the content hashes of a pair.
func (u *Unit) sides(p align.Pair) [2]string { return [2]string{u.Hashes[p[0]], u.Hashes[p[1]]} }

// plainly is store.Plain of a cell.
func (u *Unit) plainly(v align.Version) string {
	if u.plain[v] == "" {
		u.plain[v] = store.Plain(u.Text(v))
	}
	return u.plain[v]
}

// Text is the text of a cell, its segments joined by a newline.
func (u *Unit) Text(v align.Version) string {
	if len(u.Segs[v]) == 1 {
		return u.Segs[v][0].Text
	}
	return strings.Join(u.texts(v), "\n")
}

func (u *Unit) texts(v align.Version) []string {
	texts := make([]string, len(u.Segs[v]))
	for i, seg := range u.Segs[v] {
		texts[i] = seg.Text
	}
	return texts
}

// Aside reports whether the unit holds nothing of the article itself.
func (u *Unit) Aside() bool {
	found := false
	for _, segs := range u.Segs {
		for _, seg := range segs {
			if seg.Text == "" {
				continue
			}
			if seg.Kind != align.NonContent {
				return false
			}
			found = true
		}
	}
	return found
}

// Pairs lists the pairs that the document has both versions of.
func (d *Document) Pairs() []align.Pair {
	var pairs []align.Pair
	for _, p := range align.Pairs {
		if d.has[p[0]] && d.has[p[1]] {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// cellState is what a cell is shown as: missing without text, else what a
// person said, else imported: nobody may have read it.
func (u *Unit) cellState(v align.Version) string {
	switch {
	case u.Hashes[v] == "":
		return "missing"
	case u.state[v] == "":
		return "imported"
	}
	return u.state[v]
}

// Revision names the revisions of a cell's segments: "12", of several "3+0".
func (u *Unit) Revision(v align.Version) string {
	revs := make([]string, len(u.Segs[v]))
	for i, seg := range u.Segs[v] {
		revs[i] = strconv.FormatInt(seg.Rev, 10)
	}
	return strings.Join(revs, "+")
}

// Origin is what the checks are told of a converted cell; nil for others.
func (u *Unit) Origin(v align.Version) *check.Origin {
	tag, rev, ok := strings.Cut(u.made[v], "@")
	from, err := align.ParseVersion(tag)
	if !ok || err != nil || u.cellState(v) != "converted" {
		return nil
	}
	return &check.Origin{From: from, Rev: rev, Now: u.Revision(from)}
}

// hashesOf joins the content hashes of some cells of the unit.
func (u *Unit) hashesOf(versions []align.Version) string {
	var hashes []string
	for _, v := range versions {
		hashes = append(hashes, u.Hashes[v])
	}
	return strings.Join(hashes, ":")
}
