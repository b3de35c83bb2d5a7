package index

import (
	"cmp"
	"context"
	"math"
	"slices"

	"triptych/align"
)

// Wanted is what somebody looks for in all documents.
type Wanted struct {
	Words    string
	Version  string   // tag; "" = every version
	Doc      string   // "" = every document
	Project  string   // "" = every project
	Standing int      // at least
	Beyond   [2]int64 // standing and row that the last answer ended with; none = from the beginning
}

// Piece is a stretch of a text, or one of the words looked for.
type Piece struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// Hit is a unit in which the words stand.
type Hit struct {
	Doc      string                    `json:"doc"`
	Title    string                    `json:"title"`
	Unit     string                    `json:"unit"`
	Standing int                       `json:"standing"` // 2 = approved, 1 = confirmed
	Texts    map[align.Version][]Piece `json:"texts"`
}

// Found is an answer; Next, if any, is where the next one goes on.
type Found struct {
	Hits   []Hit     `json:"hits"`
	Next   *[2]int64 `json:"next,omitempty"`
	Behind int       `json:"behind,omitempty"` // documents that are still being taken in
}

const hitsMost = 40 // in one answer

// Look finds words in all documents that may be read: in approved units first, then in
// those with a confirmed text, then in others, the newest documents first.
func (x *Index) Look(ctx context.Context, want Wanted, may func(doc string) bool) (Found, error) {
	found := Found{Hits: []Hit{}, Behind: x.Behind()}
	p := ask(want.Words)
	if len(p.tokens) == 0 {
		return found, nil
	}
	r := x.reader(func(doc string) bool {
		return (want.Project == "" || x.opt.Project(doc) == want.Project) && may(doc)
	})
	least, most := int64(0), int64(math.MaxInt64)
	if want.Doc != "" {
		s, ok := x.state(want.Doc)
		if !ok {
			return found, nil
		}
		least, most = s.number<<24, (s.number+1)<<24
	}
	in := searched(want.Version)
	var ids []int64
	first, after := approved, want.Beyond != [2]int64{}
	if after {
		first = int(want.Beyond[0])
	}
	for standing := first; standing >= want.Standing && len(ids) <= hitsMost; standing-- {
		beyond := most
		if after && standing == first {
			beyond = min(beyond, want.Beyond[1])
		}
		more, err := r.find(ctx, match(p, in, standing), least, beyond, hitsMost+1-len(ids))
		if err != nil {
			return found, err
		}
		ids = append(ids, more...)
	}
	return found, x.show(ctx, r, p, in, ids, &found)
}

// searched are the columns of a version, or all.
func searched(version string) []string {
	if v, err := align.ParseVersion(version); err == nil {
		return columns[v : v+1]
	}
	return columns[:]
}

// show puts the rows found into words.
func (x *Index) show(ctx context.Context, r *reader, p phrase, in []string, ids []int64, found *Found) error {
	more := len(ids) > hitsMost
	ids = ids[:min(len(ids), hitsMost)]
	entries, err := r.entries(ctx, ids)
	if err != nil {
		return err
	}
	docs := map[string]bool{}
	for _, id := range ids {
		docs[x.named(number(id))] = true
	}
	titles, err := x.titles(ctx, docs)
	if err != nil {
		return err
	}
	if more {
		last := ids[len(ids)-1]
		if e := entries[last]; e != nil {
			found.Next = &[2]int64{int64(e.standing), last}
		}
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool { return entries[id] == nil }) // it went meanwhile
	slices.SortStableFunc(ids, func(a, b int64) int {                               // those of a document as one reads it
		p, q := entries[a], entries[b]
		return cmp.Or(q.standing-p.standing, cmp.Compare(number(b), number(a)), cmp.Compare(p.place, q.place))
	})
	for _, id := range ids {
		e, doc := entries[id], x.named(number(id))
		title, there := titles[doc]
		if !there {
			continue
		}
		h := Hit{Doc: doc, Title: title, Unit: e.unit, Standing: e.standing, Texts: map[align.Version][]Piece{}}
		for _, v := range align.Versions {
			if e.texts[v] == "" {
				continue
			}
			h.Texts[v] = pieces(e.texts[v], nil)
			if slices.Contains(in, columns[v]) {
				h.Texts[v] = pieces(e.texts[v], p.places(tokens(e.texts[v])))
			}
		}
		found.Hits = append(found.Hits, h)
	}
	return nil
}

// pieces cuts a text at spans in runes.
func pieces(text string, spans [][2]int) []Piece {
	runes, at := []rune(text), 0
	out := []Piece{}
	for _, s := range spans {
		if s[0] > at {
			out = append(out, Piece{Text: string(runes[at:s[0]])})
		}
		out = append(out, Piece{Text: string(runes[s[0]:s[1]]), Hit: true})
		at = s[1]
	}
	if at < len(runes) {
		out = append(out, Piece{Text: string(runes[at:])})
	}
	return out
}
