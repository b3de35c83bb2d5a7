package finding

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"triptych/align/check"
	"triptych/align/letter"
	"triptych/server/document"
	"triptych/server/store"
)

// Counts is what the list of documents says of one. Non-content counts in All alone.
type Counts struct {
	All          int `json:"all"`          // units, non-content as well
	Untranslated int `json:"untranslated"` // units with a cell that is empty or not in its language
	Drifting     int `json:"drifting"`     // units with a stale pair, or with another warning or worse
	Confirmed    int `json:"confirmed"`    // words of cells that somebody confirmed
	Words        int `json:"words"`
	Approved     int `json:"approved"` // pairs
	Pairs        int `json:"pairs"`
	Errors       int `json:"errors"`
	Warnings     int `json:"warnings"`
}

// untranslated lists the checks that say a translation is still to be made.
var untranslated = map[string]bool{"cmp.empty": true, "cmp.same": true, "cmp.latin_run": true}

// tallies keeps the counts of documents that no room is open for.
type tallies struct {
	mu      sync.Mutex
	docs    map[string]tally
	working map[string]*Counting // documents that are being counted
}

type tally struct {
	seq    int64
	counts Counts
}

// clear forgets what was counted.
func (t *tallies) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.docs = nil
}

// rulesID changes when the checks do, or how documents around are checked, so that old
// counts are not believed.
func (f *Finder) rulesID(doc string) string {
	b := new(strings.Builder)
	b.WriteString("words ") // counts of before had none
	b.WriteString(f.around(doc).id)
	for _, c := range check.All {
		b.WriteString(c.ID + strconv.Itoa(c.Version) + " ")
	}
	return b.String() + check.OddsID()
}

// Recall returns the counts of a document as the store lists it; false when they
// are not known for its present state.
func (f *Finder) Recall(l store.Listed) (c Counts, known bool) {
	if c, ok := f.recall(l.ID, l.Head); ok {
		return c, true
	}
	if l.TallySeq == l.Head && l.TallyRules == f.rulesID(l.ID) && json.Unmarshal([]byte(l.Tally), &c) == nil {
		f.remember(l.ID, l.Head, c)
		return c, true
	}
	return Counts{}, false
}

// Tally counts an open document, as of its newest committed event.
func (f *Finder) Tally(d *document.Document) Counts {
	c := Count(d)
	f.remember(d.ID, d.Committed, c)
	return c
}

// Last is what was counted some time ago, if ever.
func (f *Finder) Last(l store.Listed) Counts {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	c := f.tallies.docs[l.ID].counts
	if c.All == 0 && json.Unmarshal([]byte(l.Tally), &c) != nil {
		return Counts{}
	}
	return c
}

func (f *Finder) recall(doc string, seq int64) (Counts, bool) {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	t, ok := f.tallies.docs[doc]
	return t.counts, ok && t.seq == seq
}

func (f *Finder) remember(doc string, seq int64, c Counts) {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	if f.tallies.docs == nil {
		f.tallies.docs = map[string]tally{}
	}
	f.tallies.docs[doc] = tally{seq, c}
}

// Sum adds up what was counted of documents since the server started.
func (f *Finder) Sum() (documents int, sum Counts) {
	f.tallies.mu.Lock()
	defer f.tallies.mu.Unlock()
	for _, t := range f.tallies.docs {
		sum.Errors += t.counts.Errors
		sum.Warnings += t.counts.Warnings
	}
	return len(f.tallies.docs), sum
}

// Count adds up the state and the findings of all units. What is untranslated
// and what drifts is told by the rule of web/src/workbench/state.ts, so that the
// workbench shows as many units as the list announces.
func Count(d *document.Document) Counts {
	c := Counts{All: len(d.Units)}
	for _, u := range d.Units {
		if u.Aside() {
			continue
		}
		c.words(d, u)
		status := d.Status(u)
		drifts, missing := false, false
		for _, state := range status.Pairs {
			drifts = drifts || state == check.Stale
		}
		for _, p := range d.Required {
			c.Pairs++
			if status.Pairs[p] == check.Approved {
				c.Approved++
			}
		}
		for _, f := range status.Findings {
			switch {
			case f.Tells(check.Error):
				c.Errors++
			case f.Tells(check.Warning):
				c.Warnings++
			}
			if f.Tier == check.Possible {
				continue
			}
			if untranslated[f.Check] {
				missing = true
			} else if f.Severity.AtLeast(check.Warning) {
				drifts = true
			}
		}
		if drifts {
			c.Drifting++
		}
		if missing {
			c.Untranslated++
		}
	}
	return c
}

// words adds those of a unit.
func (c *Counts) words(d *document.Document, u *document.Unit) {
	for _, v := range d.Versions {
		n := letter.Words(u.Text(v))
		c.Words += n
		if d.State(u, v) == "done" {
			c.Confirmed += n
		}
	}
}
