package server

import (
	"encoding/json"
	"net/http"
	"strings"

	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/finding"
	"triptych/server/people"
	"triptych/server/visit"
	"triptych/server/wire"
)

// checking is how a document, or all of them, want to be checked, and every check
// with what it weighs where nothing is said of it.
type checking struct {
	Settings finding.Settings `json:"settings"`
	Checks   []usualCheck     `json:"checks"`
}

type usualCheck struct {
	ID       string `json:"id"`
	Severity string `json:"severity"` // or off
}

// checkingOver lists the checks as settings over base weigh them.
func checkingOver(base map[string]string) (out checking) {
	for _, c := range check.All {
		usual := usualCheck{c.ID, string(c.Severity)}
		if c.State == check.OnRequest {
			usual.Severity = "off"
		}
		if set := base[c.ID]; set != "" {
			usual.Severity = set
		}
		out.Checks = append(out.Checks, usual)
	}
	return out
}

// documentChecks answers with the settings of a document and all checks with what
// they weigh around it.
func (s *Server) documentChecks(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	out := checkingOver(s.finder.Around(r.PathValue("id")).Checks)
	if d.Checks != "" {
		if err := json.Unmarshal([]byte(d.Checks), &out.Settings); err != nil {
			return err
		}
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// allChecks answers with the settings of all documents and the usual severities.
func (s *Server) allChecks(w http.ResponseWriter, _ *http.Request) error {
	out := checkingOver(nil)
	out.Settings = s.finder.Everywhere()
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// projectChecks answers with the settings of a project and all checks with what they
// weigh in all documents.
func (s *Server) projectChecks(w http.ResponseWriter, r *http.Request) error {
	out := checkingOver(s.finder.Everywhere().Checks)
	if stored := s.projects.Checks(r.PathValue("project")); stored != "" {
		if err := json.Unmarshal([]byte(stored), &out.Settings); err != nil {
			return err
		}
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// setProjectChecks stores how the documents of a project are checked.
func (s *Server) setProjectChecks(w http.ResponseWriter, r *http.Request) error {
	in, stored, err := readSettings(r)
	if err != nil {
		return err
	}
	id := r.PathValue("project")
	if err := s.projects.SetChecks(id, stored, s.people.Noted(people.Of(r), "checks.project", id, nil)); err != nil {
		return err
	}
	s.recheck()
	answer.JSON(w, http.StatusOK, in)
	return nil
}

// readSettings reads settings that can be; stored is how they are kept.
func readSettings(r *http.Request) (in finding.Settings, stored string, err error) {
	if err = answer.Read(r, &in); err == nil {
		_, err = in.Check()
	}
	stored = string(wire.Encode(in))
	if err == nil && (len(stored) > finding.MaxSettings || !change.ValidText(in.Glossary) || !change.ValidText(strings.Join(in.Allow, ""))) {
		err = answer.Bad(message.Of("checks.long"), "checks.long.do")
	}
	return in, stored, err
}

// setDocumentChecks stores settings; everybody sees what is found by them.
func (s *Server) setDocumentChecks(w http.ResponseWriter, r *http.Request) error {
	in, stored, err := readSettings(r)
	if err != nil {
		return err
	}
	who, _ := visit.Of(r).Who()
	if err := s.rooms.Configure(r.PathValue("id"), stored, who); err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, in)
	return nil
}

// setAllChecks stores how all documents are checked: which checks, and at which
// words not. Usage and glossary are each document's own.
func (s *Server) setAllChecks(w http.ResponseWriter, r *http.Request) error {
	in, _, err := readSettings(r)
	if err != nil {
		return err
	}
	if in.Profile != "" || in.Glossary != "" {
		return answer.Bad(message.Of("checks.own"), "checks.do")
	}
	if err := s.finder.SetEverywhere(in); err != nil {
		return err
	}
	s.rooms.Recheck()
	if err := s.note(r, "checks.all", "", nil); err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, in)
	return nil
}
