package server

import (
	"encoding/json"
	"net/http"
	"strings"

	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/finding"
	"triptych/server/wire"
)

// documentChecks answers with the settings of a document and all checks with
// their usual severities.
func (s *Server) documentChecks(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	var out struct {
		Settings finding.Settings `json:"settings"`
		Checks   []usualCheck     `json:"checks"`
	}
	if d.Checks != "" {
		if err := json.Unmarshal([]byte(d.Checks), &out.Settings); err != nil {
			return err
		}
	}
	for _, c := range check.All {
		usual := usualCheck{c.ID, string(c.Severity)}
		if c.State == check.OnRequest {
			usual.Severity = "off"
		}
		out.Checks = append(out.Checks, usual)
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

type usualCheck struct {
	ID       string `json:"id"`
	Severity string `json:"severity"` // or off
}

// setDocumentChecks stores settings; everybody sees what is found by them.
func (s *Server) setDocumentChecks(w http.ResponseWriter, r *http.Request) error {
	var in finding.Settings
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if _, err := in.Check(); err != nil {
		return err
	}
	stored := string(wire.Encode(in))
	if len(stored) > finding.MaxSettings || !change.ValidText(in.Glossary) || !change.ValidText(strings.Join(in.Allow, "")) {
		return badRequest(message.Of("checks.long"), "checks.long.do")
	}
	who, _ := visitorOf(r).Who()
	if err := s.rooms.Configure(r.PathValue("id"), stored, who); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, in)
	return nil
}
