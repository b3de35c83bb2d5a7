// Package realigned shows what lining a stretch of a document up again would change,
// before it is done.
//
// The guarantee: what is shown changes nothing, and is named by a sum of the texts and of
// what was found, by which it can be asked for and nothing else instead.
package realigned

import (
	"net/http"

	"triptych/align"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/job"
	"triptych/server/lining"
	"triptych/server/live"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Shower answers those who want to see first.
type Shower struct {
	rooms *live.Rooms
	lines lining.Liner
}

// New makes one.
func New(rooms *live.Rooms, jobs *job.Queue, log fault.Log) *Shower {
	return &Shower{rooms, lining.Liner{Jobs: jobs, Log: log}}
}

// Preview is what would change: nothing where there are no blocks.
type Preview struct {
	Sum    string  `json:"sum"`   // of a realign message that is to do this
	Units  int     `json:"units"` // that were lined up again
	Blocks []Block `json:"blocks"`
}

// Block is a run of units that would stand otherwise, as they stand and as they would.
type Block struct {
	Number int    `json:"number"` // of its first unit, from 1
	Before []Cell `json:"before"`
	After  []Cell `json:"after"`
}

// Cell is a unit: its paragraphs by version, and how sure it is lined up so.
type Cell struct {
	Texts      map[align.Version][]string `json:"texts"`
	Confidence float64                    `json:"confidence"`
}

// Preview aligns a stretch again: GET /api/documents/{id}/realign?unit=FIRST&to=LAST.
func (s *Shower) Preview(w http.ResponseWriter, r *http.Request) error {
	doc, visitor := r.PathValue("id"), visit.Of(r)
	m := &wire.ClientMessage{T: "struct", Kind: "realign", Unit: r.FormValue("unit"), To: r.FormValue("to")}
	var work *document.Realignment
	var no *document.Refusal
	err := s.rooms.View(doc, func(d *document.Document) {
		m.Base = d.Head
		work, no = d.Realignment(m, visitor.Held(doc).May(wire.RightApprove))
	})
	if err != nil {
		return err
	}
	if no != nil {
		return answer.Told(http.StatusConflict, no.Code, no.Says, "")
	}
	found, err := s.lines.AlignAgain(r.Context(), work, job.Asked{Kind: job.Realign, By: visit.Asker(r), Doc: doc})
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, Preview{Sum: work.Sum(found), Units: len(work.Before), Blocks: Blocks(work, found)})
	return nil
}

// Blocks are the runs of units that differ. Both arrangements hold the same paragraphs in
// the same order, so a run ends where as many of each version are behind it in both.
func Blocks(work *document.Realignment, found []align.Unit) []Block {
	blocks := []Block{}
	number := work.First + 1
	before, after := work.Before, found
	for len(before) > 0 || len(after) > 0 {
		var had, has [3]int
		i, j := 0, 0
		for i == 0 && j == 0 || had != has {
			if i < len(before) && (j == len(after) || sum(had) <= sum(has)) {
				count(&had, before[i])
				i++
			} else {
				count(&has, after[j])
				j++
			}
		}
		if i != 1 || j != 1 {
			blocks = append(blocks, Block{number, cells(work, before[:i]), cells(work, after[:j])})
		}
		before, after, number = before[i:], after[j:], number+i
	}
	return blocks
}

func count(n *[3]int, u align.Unit) {
	for v, segs := range u.Segs {
		n[v] += len(segs)
	}
}

func sum(n [3]int) int { return n[0] + n[1] + n[2] }

func cells(work *document.Realignment, units []align.Unit) []Cell {
	all := make([]Cell, len(units))
	for i, u := range units {
		all[i] = Cell{map[align.Version][]string{}, u.Confidence}
		for v, segs := range u.Segs {
			for _, k := range segs {
				all[i].Texts[align.Version(v)] = append(all[i].Texts[align.Version(v)], work.Doc[v][k].Text)
			}
		}
	}
	return all
}
