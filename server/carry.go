package server

import (
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/zh"
	"triptych/server/change"
)

// carried is a proposal for one Chinese cell, made from the other one. It is
// never applied here: a person sees it as a difference first.
type carried struct {
	How  string           `json:"how"` // fill: the cell was empty; carry: a later edit; convert: the whole text
	From align.Version    `json:"from"`
	Segs []carriedSegment `json:"segs"`
}

type carriedSegment struct {
	Seg  string `json:"seg"`
	Text string `json:"text"` // what stands there
	New  string `json:"new"`  // what is proposed
}

// carry proposes what the other Chinese version says for a cell: an edit made
// there since both were approved is converted and put into the text that stands
// here, so that what people wrote by hand stays; without such an edit it is the
// whole text, converted.
func (s *Server) carry(w http.ResponseWriter, r *http.Request) error {
	if err := s.allow(r, "edit"); err != nil {
		return err
	}
	var in struct {
		Unit string        `json:"unit"`
		To   align.Version `json:"to"`
	}
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if !in.To.IsChinese() {
		return badRequest("only a Chinese version can be made from the other one", "")
	}
	s.mu.Lock()
	open := s.rooms[r.PathValue("id")]
	s.mu.Unlock()
	var q question
	profile := ""
	var out carried
	found := false
	if open == nil || !open.call(func(r *room) {
		u := r.doc.byID[in.Unit]
		if u == nil {
			return
		}
		q, found, profile = r.doc.question(u), true, r.checks.settings.Profile
		for _, seg := range u.segs[in.To] {
			out.Segs = append(out.Segs, carriedSegment{Seg: seg.id, Text: seg.text})
		}
	}) {
		return &apiError{http.StatusConflict, "gone", "the document is not open", "", "Open it and try again."}
	}
	if !found {
		return &apiError{http.StatusNotFound, "gone", "there is no such unit any more", "", ""}
	}
	units, err := lookUp(s, []question{q})
	if err != nil {
		return err
	}
	if err := out.propose(units[0], in.To, profile); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

// propose fills in what each segment should say.
func (c *carried) propose(u check.Unit, to align.Version, profile string) error {
	c.From = align.Hans + align.Hant - to
	source, target := u.Text[c.From], u.Text[to]
	if source == "" || len(c.Segs) == 0 {
		return &apiError{http.StatusConflict, "empty", "there is no text in the other version to take over", "", ""}
	}
	words, err := scriptConverter(to, profile)
	if err != nil {
		return err
	}
	text := words(source)
	was := u.Pairs[2].Was // Hans, Hant as they were approved last
	old := was[c.From-align.Hans]
	switch {
	case target == "":
		c.How = "fill"
	case u.Pairs[2].Status == check.Stale && old != "" && old != source:
		c.How = "carry"
		if text, err = replay(words(old), text, target); err != nil {
			return err
		}
	default:
		c.How = "convert"
	}
	lines := []string{text}
	if len(c.Segs) > 1 {
		lines = strings.Split(text, "\n")
	}
	if len(lines) != len(c.Segs) {
		return &apiError{http.StatusConflict, "stale", "the paragraphs of the two versions do not correspond one to one here", "", "Take the text over by hand."}
	}
	for i := range c.Segs {
		c.Segs[i].New = lines[i]
	}
	return nil
}

// replay makes in another text the change that led from before to after.
func replay(before, after, other string) (string, error) {
	made, err := change.Between(before, after).Map(change.Between(before, other), false)
	if err != nil {
		return "", fmt.Errorf("carry an edit over: %w", err)
	}
	return made.Apply(other)
}

// scriptConverter converts to a script with the words and the quotation marks
// of the region; Taiwan's for Traditional text unless the profile says HK.
func scriptConverter(to align.Version, profile string) (func(string) string, error) {
	config := map[align.Version]string{align.Hans: "tw2sp", align.Hant: "s2twp"}[to]
	if profile == "HK" {
		config = map[align.Version]string{align.Hans: "hk2s", align.Hant: "s2hk"}[to]
	}
	if !zh.Available() {
		return nil, &apiError{http.StatusNotImplemented, "missing", "this triptych was built without the conversion dictionaries", "", "Run 'make build'."}
	}
	converter, err := zh.Open(config)
	if err != nil {
		return nil, err
	}
	return func(s string) string { return quotes(converter.Convert(s), to) }, nil
}

var quotesTo = map[align.Version]map[rune]rune{
	align.Hans: {'「': '“', '」': '”', '『': '‘', '』': '’'},
	align.Hant: {'“': '「', '”': '」', '‘': '『', '’': '』'},
}

// quotes gives quotation marks the form of a script; an apostrophe inside a
// Latin word is none.
func quotes(s string, to align.Version) string {
	runes := []rune(s)
	for i, r := range runes {
		other, ok := quotesTo[to][r]
		latin := func(j int) bool { return j >= 0 && j < len(runes) && unicode.Is(unicode.Latin, runes[j]) }
		if ok && !(r == '’' && latin(i-1) && latin(i+1)) {
			runes[i] = other
		}
	}
	return string(runes)
}
