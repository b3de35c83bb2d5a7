package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/diff"
)

const (
	offersMost = 9    // in one answer
	alikeLeast = 60   // percent of words in common, from which on a text is offered
	sameMost   = 400  // rows of the same words that are looked at
	nearMost   = 150  // rows that are looked at for each part of a sketch
	likely     = 48   // rows whose texts are compared
	comparable = 3000 // words, beyond which a text is offered to its equal alone
)

// Asked is a text for which somebody wants what it became elsewhere.
type Asked struct {
	Doc  string        `json:"doc"`
	Unit string        `json:"unit"` // where it stands; not offered itself
	From align.Version `json:"from"`
	To   align.Version `json:"to"`
	Text string        `json:"text"`
}

// Offer is a unit whose text of one version is alike: what it became.
type Offer struct {
	Doc      string                   `json:"doc"`
	Title    string                   `json:"title"`
	Unit     string                   `json:"unit"`
	Here     bool                     `json:"here,omitempty"` // in the document asked for
	Standing int                      `json:"standing"`       // of the translation: 2 = approved, 1 = confirmed
	Alike    int                      `json:"alike"`          // percent; 100 = the same words
	Diff     []check.Change           `json:"diff"`           // from its text to the one asked for
	Texts    map[align.Version]string `json:"texts"`
	More     int                      `json:"more,omitempty"` // other units of the same translation
	row      int64
}

// Offers is an answer.
type Offers struct {
	Offers []Offer `json:"offers"`
	Behind int     `json:"behind,omitempty"` // documents that are still being taken in
}

// Remember offers what the same or a similar text became in documents that may be read:
// translations that were approved or confirmed, and in the same document those of the
// same words whatever was said of them. The most alike come first, and of those as alike
// the approved ones.
func (x *Index) Remember(ctx context.Context, asked Asked, may func(doc string) bool) (Offers, error) {
	out := Offers{Offers: []Offer{}, Behind: x.Behind()}
	words := tokens(asked.Text)
	if len(words) == 0 || asked.From == asked.To {
		return out, nil
	}
	r := x.reader(may)
	ids, err := r.same(ctx, asked, sameness(words))
	if err != nil {
		return out, err
	}
	if len(words) <= comparable {
		near, err := r.near(ctx, sketch(int(asked.From), words))
		if err != nil {
			return out, err
		}
		ids = append(ids, near...)
	}
	slices.Sort(ids)
	entries, err := r.entries(ctx, slices.Compact(ids))
	if err != nil {
		return out, err
	}
	docs := map[string]bool{}
	var found []Offer
	for _, e := range entries {
		doc := x.named(number(e.id))
		if o, ok := e.offer(asked, doc, words); ok {
			found = append(found, o)
			docs[doc] = true
		}
	}
	titles, err := x.titles(ctx, docs)
	if err != nil {
		return out, err
	}
	for i := range found {
		found[i].Title = titles[found[i].Doc]
	}
	found = slices.DeleteFunc(found, func(o Offer) bool { return o.Title == "" }) // it was deleted meanwhile
	out.Offers = ranked(found, asked)
	for i := range out.Offers {
		o := &out.Offers[i]
		o.Diff = check.WordChanges(o.Texts[asked.From], asked.Text)
	}
	return out, nil
}

// offer is what a unit offers, if it does: it must have both texts, the one must be alike
// and the other confirmed, or stand in the same document for the same words.
func (e *entry) offer(asked Asked, doc string, words []token) (Offer, bool) {
	o := Offer{row: e.id, Doc: doc, Unit: e.unit, Here: doc == asked.Doc, Standing: e.stands(asked.From, asked.To)}
	if o.Here && e.unit == asked.Unit || e.texts[asked.From] == "" || strings.TrimSpace(e.texts[asked.To]) == "" {
		return o, false
	}
	o.Alike = alike(words, tokens(e.texts[asked.From]))
	if o.Alike < alikeLeast || o.Standing == other && !(o.Here && o.Alike == 100) {
		return o, false
	}
	o.Texts = map[align.Version]string{}
	for _, v := range align.Versions {
		if e.texts[v] != "" {
			o.Texts[v] = e.texts[v]
		}
	}
	return o, true
}

// stands says how a translation stands: approved when approvals lead from the one text to
// the other, also by the third, confirmed when a person has confirmed it.
func (e *entry) stands(from, to align.Version) int {
	linked := func(a, b align.Version) bool {
		for i, p := range align.Pairs {
			if e.pairs&(1<<i) != 0 && (p == [2]align.Version{a, b} || p == [2]align.Version{b, a}) {
				return true
			}
		}
		return false
	}
	third := from.Third(to)
	switch {
	case linked(from, to) || linked(from, third) && linked(third, to):
		return approved
	case e.states[to] == "done":
		return confirmed
	}
	return other
}

// ranked are the best, those that are as alike and became the same put into one.
func ranked(found []Offer, asked Asked) []Offer {
	here := func(o *Offer) int {
		if o.Here {
			return 1
		}
		return 0
	}
	slices.SortFunc(found, func(a, b Offer) int {
		return cmp.Or(b.Alike/5-a.Alike/5, b.Standing-a.Standing, here(&b)-here(&a), b.Alike-a.Alike, cmp.Compare(b.row, a.row))
	})
	out := make([]Offer, 0, offersMost)
	type became struct {
		alike int
		text  string
	}
	at := map[became]int{}
	for _, o := range found {
		it := became{o.Alike, o.Texts[asked.To]}
		if i, ok := at[it]; ok {
			out[i].More++
		} else if len(out) < offersMost {
			at[it] = len(out)
			out = append(out, o)
		}
	}
	return out
}

// same returns rows of the same words: those that somebody has confirmed or approved
// first, then those of the same document.
func (r *reader) same(ctx context.Context, asked Asked, number int64) ([]int64, error) {
	column := "same_" + columns[asked.From]
	var ids []int64
	most := sameMost
	told := func(id int64) bool {
		if r.reads(id) {
			ids = append(ids, id)
		}
		return len(ids) < most
	}
	err := r.f.ids(ctx, told, `SELECT id FROM entry WHERE `+column+` = $1 AND standing > 0 ORDER BY standing DESC, id DESC`, number)
	if s, ok := r.x.state(asked.Doc); err == nil && ok {
		most += sameMost
		err = r.f.ids(ctx, told, `SELECT id FROM entry WHERE `+column+` = $1 AND standing = 0 AND id >= $2 AND id < $3`, number, s.number<<24, (s.number+1)<<24)
	}
	return ids, err
}

// near returns the rows that have most of a sketch in common with it, of those that
// somebody has confirmed or approved.
func (r *reader) near(ctx context.Context, parts []string) ([]int64, error) {
	shared := map[int64]int{}
	for _, part := range parts {
		found, err := r.find(ctx, "sketch : "+part+" AND standing : (s1 OR s2)", 0, math.MaxInt64, nearMost)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			shared[id]++
		}
	}
	ids := make([]int64, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(shared[b]-shared[a], cmp.Compare(b, a)) })
	return ids[:min(len(ids), likely)], nil
}

// alike is the share of words that two texts have in common and in order, in percent of
// the longer one: 100 only for the same words. A Chinese character counts as a word.
func alike(a, b []token) int {
	x, y := symbols(a), symbols(b)
	if slices.Equal(x, y) {
		return 100
	}
	most := max(len(x), len(y))
	if least := min(len(x), len(y)); least*100 < most*alikeLeast {
		return 0
	}
	common := 0
	counts := map[string]int{}
	for _, s := range x {
		counts[s]++
	}
	for _, s := range y {
		if counts[s] > 0 {
			counts[s]--
			common++
		}
	}
	if common*100 < most*alikeLeast {
		return 0 // whatever their order
	}
	changed := 0
	for _, e := range diff.Tokens(x, y) {
		if !e.Same {
			changed += e.Size()
		}
	}
	return min(max(0, 100*(most-changed)/most), 99)
}

// symbols are what is compared: words, and single Chinese characters.
func symbols(list []token) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.text
		if t.han {
			first, _ := firstRune(t.text)
			out[i] = string(first)
		}
	}
	return out
}
