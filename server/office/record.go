package office

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/record"
)

// recordPage is how many acts are shown at a time.
const recordPage = 100

// Record answers with what people did, the newest first.
func (s *Office) Record(w http.ResponseWriter, r *http.Request) error {
	before := int64(0)
	if v := r.FormValue("before"); v != "" {
		var err error
		if before, err = strconv.ParseInt(v, 10, 64); err != nil || before < 1 {
			return answer.Bad(message.Of("request.number", "name", "before"), "")
		}
	}
	acts, err := record.Before(r.Context(), s.store, before, r.FormValue("about"), recordPage)
	if err != nil {
		return err
	}
	list := make([]titledAct, len(acts))
	for i, a := range acts {
		list[i] = s.titled(r.Context(), a)
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// titledAct is an act with what it was done to.
type titledAct struct {
	record.Act
	Title string `json:"title,omitempty"`
	Kind  string `json:"kind,omitempty"` // person, project, document
}

func (s *Office) titled(ctx context.Context, a record.Act) titledAct {
	if a.About == "" {
		return titledAct{Act: a}
	}
	if s.people != nil {
		if name := s.people.Name(a.About); name != "" {
			return titledAct{a, name, "person"}
		}
	}
	if name := s.projects.Name(a.About); name != "" {
		return titledAct{a, name, "project"}
	}
	if l, err := s.store.Document(ctx, a.About); err == nil {
		return titledAct{a, l.Title, "document"}
	}
	return titledAct{Act: a}
}

// exportPage is how many acts of an export are in memory at a time.
const exportPage = 1000

// ExportRecord writes all of it as a table, the oldest first. What can be said of the
// database is said before the table begins; what goes wrong then ends the connection,
// so that half a record is not taken for the whole.
func (s *Office) ExportRecord(w http.ResponseWriter, r *http.Request) error {
	if by := people.Of(r); by != nil {
		if err := s.people.Note(by, "record.export", "", nil); err != nil {
			return err
		}
	}
	acts, err := record.After(r.Context(), s.store, 0, exportPage)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="triptych-record.tsv"`)
	out := bufio.NewWriter(w)
	format.WriteRow(out, []string{"number", "time", "person", "name", "address", "act", "about", "details"})
	for len(acts) > 0 {
		for _, a := range acts {
			format.WriteRow(out, row(a))
		}
		if err := out.Flush(); err != nil {
			return nil // whoever asked has gone
		}
		if acts, err = record.After(r.Context(), s.store, acts[len(acts)-1].Seq, exportPage); err != nil {
			s.log.Complain("export the record", err)
			panic(http.ErrAbortHandler)
		}
	}
	_ = out.Flush() // whoever asked may have gone
	return nil
}

func row(a record.Act) []string {
	details, _ := json.Marshal(a.Body)
	return []string{strconv.FormatInt(a.Seq, 10), time.UnixMilli(a.At).UTC().Format(time.RFC3339), a.Who, a.Name, a.Address, a.Act, a.About, string(details)}
}
