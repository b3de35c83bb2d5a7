package server

import (
	"net/http"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/lexicon"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/finding"
	"triptych/server/wire"
)

// matched answers which sentences of a unit say the same thing.
type matched struct {
	Hashes map[align.Version]string       `json:"hashes"` // of the texts that were matched
	Groups []map[align.Version]check.Span `json:"groups"`
}

// sentences matches the sentences of one unit of an open document over its
// versions, so that the editor can light up the others of the one in hand.
func (s *Server) sentences(w http.ResponseWriter, r *http.Request) error {
	var texts [3]string
	out := matched{Hashes: map[align.Version]string{}}
	s.rooms.Look(r.PathValue("id"), func(d *document.Document, _ *finding.Checker) {
		u := d.ByID[r.FormValue("unit")]
		if u == nil {
			return
		}
		for _, v := range d.Versions {
			texts[v], out.Hashes[v] = u.Text(v), u.Hashes[v]
		}
	})
	if len(out.Hashes) == 0 {
		return answer.Told(http.StatusNotFound, wire.CodeGone, message.Of("no.unit.open"), "")
	}
	words, err := lexicon.Embedded()
	if err != nil {
		return err
	}
	out.Groups = matchSentences(texts, words)
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// matchSentences lines up the sentences of three texts; a group has the span,
// in runes, of what stands together in each version that has any.
func matchSentences(texts [3]string, words *lexicon.Lexicon) []map[align.Version]check.Span {
	var bytes, runes [3]int // how far each text was counted
	count := func(v align.Version, to int) int {
		runes[v] += utf8.RuneCountInString(texts[v][bytes[v]:to])
		bytes[v] = to
		return runes[v]
	}
	groups := []map[align.Version]check.Span{}
	for _, link := range align.Links(texts, align.Options{Lexicon: words}) {
		group := map[align.Version]check.Span{}
		for _, v := range align.Versions {
			if s := link.Spans[v]; s.End > s.Start {
				start := count(v, s.Start)
				group[v] = check.Span{start, count(v, s.End)}
			}
		}
		groups = append(groups, group)
	}
	return groups
}
