package index

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/visit"
	"triptych/server/wire"
)

// wordsMost bounds what is looked for, in characters.
const wordsMost = 200

// ready is an error when there is no index to look into.
func (x *Index) ready() error {
	select {
	case <-x.opened:
	case <-x.ctx.Done():
	}
	if x.file() == nil {
		return answer.Told(http.StatusServiceUnavailable, wire.CodeFailed, message.Of("index.none"), "index.none.do")
	}
	return nil
}

// readable is what whoever asks may read.
func readable(r *http.Request) func(doc string) bool {
	v := visit.Of(r)
	return func(doc string) bool { return v.Held(doc).May(wire.RightRead) }
}

// Concordance answers with the units of all documents in which words stand.
func (x *Index) Concordance(w http.ResponseWriter, r *http.Request) error {
	if err := x.ready(); err != nil {
		return err
	}
	q := r.URL.Query()
	want := Wanted{Words: q.Get("q"), Version: q.Get("version"), Doc: q.Get("doc"), Project: q.Get("project")}
	if utf8.RuneCountInString(want.Words) > wordsMost {
		return answer.Bad(message.Of("index.long", "most", strconv.Itoa(wordsMost)), "")
	}
	want.Standing, _ = strconv.Atoi(q.Get("standing"))
	if standing, row, ok := strings.Cut(q.Get("after"), "."); ok {
		want.Beyond[0], _ = strconv.ParseInt(standing, 10, 64)
		want.Beyond[1], _ = strconv.ParseInt(row, 10, 64)
	}
	found, err := x.Look(r.Context(), want, readable(r))
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, found)
	return nil
}

// Memory answers with what the same or a similar text became in all documents.
func (x *Index) Memory(w http.ResponseWriter, r *http.Request) error {
	if err := x.ready(); err != nil {
		return err
	}
	var asked Asked
	if err := answer.Read(r, &asked); err != nil {
		return err
	}
	found, err := x.Remember(r.Context(), asked, readable(r))
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, found)
	return nil
}
