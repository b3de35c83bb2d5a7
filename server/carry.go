package server

import (
	"context"
	"net/http"
	"strings"

	"triptych/align"
	"triptych/align/carry"
	"triptych/align/message"
	"triptych/align/zh"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/finding"
	"triptych/server/past"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// carried is a proposal for one Chinese cell, made from the other one. It is
// never applied here: a person sees it as a difference first.
type carried struct {
	How  string           `json:"how"` // fill: the cell was empty; carry: a later edit; convert: the whole text
	From align.Version    `json:"from"`
	Segs []carriedSegment `json:"segs"`
	Made string           `json:"made,omitempty"` // fill, convert: the version and revision that was converted, "zh-Hans@12"
	// carry: every place of the edit stood here as it stood there; otherwise what
	// people wrote here was kept beside it
	Sure bool `json:"sure"`
}

type carriedSegment struct {
	Seg  string `json:"seg"`
	Text string `json:"text"` // what stands there
	New  string `json:"new"`  // what is proposed
}

// carrying is what a proposal is made of.
type carrying struct {
	carried
	source, target string
	base           string // the source when the target was last written or approved with it; "" = not known
	region         string
	seen           func(string) int // how often the other version of the document says a word
}

// carry proposes what the other Chinese version says for a cell: the edits made
// there since this one was last written, or approved with it, are converted and
// put into the text that stands here, so that what people wrote by hand stays;
// without such edits it is the whole text, converted.
func (s *Server) carry(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Unit string        `json:"unit"`
		To   align.Version `json:"to"`
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if !in.To.IsChinese() {
		return answer.Bad(message.Of("no.to_chinese"), "")
	}
	doc := r.PathValue("id")
	if held := visit.Of(r).Held(doc); !held.In(in.To.String()) {
		return answer.Told(http.StatusForbidden, wire.CodeRights, message.Of("no.right_version", "version", in.To.String()), "")
	}
	work := carrying{carried: carried{From: align.Hans + align.Hant - in.To}}
	var source []string // segments
	var approved *store.Approval
	var restructured int64
	if err := s.look(doc, in.Unit, func(d *document.Document, checks *finding.Checker, u *document.Unit) {
		work.source, work.target = u.Text(work.From), u.Text(in.To)
		work.Made, work.region = work.From.String()+"@"+u.Revision(work.From), checks.Region()
		for _, seg := range u.Segs[in.To] {
			work.Segs = append(work.Segs, carriedSegment{Seg: seg.ID, Text: seg.Text})
		}
		for _, seg := range u.Segs[work.From] {
			source = append(source, seg.ID)
		}
		_, approved = d.PairStatus(u, align.Pairs[2])
		restructured = u.Restructured
		work.seen = said(d, in.To)
	}); err != nil {
		return err
	}
	var err error
	if work.base, err = s.base(r.Context(), doc, source, &work, approved, restructured); err != nil {
		return err
	}
	if err := work.propose(in.To); err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, work.carried)
	return nil
}

// said counts in a version of a document, as it stands now, how often it says a word.
func said(d *document.Document, v align.Version) func(string) int {
	var all strings.Builder
	for _, u := range d.Units {
		all.WriteString(u.Text(v))
		all.WriteByte('\n')
	}
	text, known := all.String(), map[string]int{}
	return func(word string) int {
		n, ok := known[word]
		if !ok {
			n = strings.Count(text, word)
			known[word] = n
		}
		return n
	}
}

// look reads something of a unit of an open document.
func (s *Server) look(doc, unit string, f func(*document.Document, *finding.Checker, *document.Unit)) error {
	found := false
	if !s.rooms.Look(doc, func(d *document.Document, checks *finding.Checker) {
		if u := d.ByID[unit]; u != nil {
			found = true
			f(d, checks, u)
		}
	}) {
		return answer.Told(http.StatusConflict, wire.CodeGone, message.Of("no.open"), "no.open.do")
	}
	if !found {
		return answer.Told(http.StatusNotFound, wire.CodeGone, message.Of("no.unit.more"), "")
	}
	return nil
}

// base is the source text from which edits count: as it was when the target was
// last edited, or when both were approved if that was later; "" when paragraphs
// were split or joined since.
func (s *Server) base(ctx context.Context, doc string, source []string, work *carrying, approved *store.Approval, restructured int64) (string, error) {
	since, at := int64(1), int64(0)
	for _, seg := range work.Segs {
		if err := s.store.EachRevision(ctx, seg.Seg, 0, since, func(ev *store.Event) error {
			since, at = ev.Seq, ev.At
			return nil
		}); err != nil {
			return "", err
		}
	}
	if approved != nil && approved.At >= at {
		hash := approved.Hashes[work.From-align.Hans]
		texts, err := s.store.Content(hash)
		return texts[hash], err
	}
	if restructured > since {
		return "", nil
	}
	texts := make([]string, len(source))
	for i, seg := range source {
		text, err := past.After(ctx, s.store, doc, seg, since)
		if err != nil {
			return "", err
		}
		texts[i] = text
	}
	return strings.Join(texts, "\n"), nil
}

// propose fills in what each segment should say.
func (c *carrying) propose(to align.Version) error {
	if c.source == "" || len(c.Segs) == 0 {
		return answer.Told(http.StatusConflict, "empty", message.Of("no.source"), "")
	}
	if !zh.Available() {
		return answer.Told(http.StatusNotImplemented, "missing", message.Of("no.dictionaries"), "no.dictionaries.do")
	}
	text, err := "", error(nil)
	if c.target != "" && c.base != "" && c.base != c.source {
		var made carry.Carried
		made, err = carry.Over(c.base, c.source, c.From, c.target, c.region, c.seen)
		c.How, c.Made, c.Sure, text = "carry", "", made.Sure, made.Text
	} else {
		c.How, c.Sure = "convert", true
		if c.target == "" {
			c.How = "fill"
		}
		text, err = carry.Convert(c.source, c.From, c.region, c.seen)
	}
	if err != nil {
		return err
	}
	lines := []string{text}
	if len(c.Segs) > 1 {
		lines = strings.Split(text, "\n")
	}
	if len(lines) != len(c.Segs) {
		return answer.Told(http.StatusConflict, wire.CodeStale, message.Of("no.one_to_one"), "no.one_to_one.do")
	}
	for i := range c.Segs {
		c.Segs[i].New = lines[i]
	}
	return nil
}
