package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"triptych/align/check"
	"triptych/server/change"
	"triptych/server/document"
	"triptych/server/wire"
)

// CheckSettings say how a document wants to be checked, as they are stored and
// sent.
type CheckSettings struct {
	Profile  string            `json:"profile"`  // CN, TW, HK, or "" = undecided
	Checks   map[string]string `json:"checks"`   // by id: off, or another severity than usual
	Allow    []string          `json:"allow"`    // words and phrases that may stand anywhere
	Glossary string            `json:"glossary"` // as check.ReadGlossary reads it
}

// maxSettings bounds stored settings, in bytes; a glossary of some thousand terms.
const maxSettings = 512 << 10

// settings checks what people set and makes it what the checks read.
func (c *CheckSettings) settings() (check.Settings, error) {
	s := check.Settings{Profile: c.Profile, Off: map[string]bool{}, Severity: map[string]check.Severity{}}
	if !slices.Contains([]string{"", "CN", "TW", "HK"}, c.Profile) {
		return s, fmt.Errorf("there is no usage %q: use CN, TW, HK or none", c.Profile)
	}
	for id, what := range c.Checks {
		if _, ok := check.ByID(id); !ok {
			return s, fmt.Errorf("there is no check %q", id)
		}
		switch severity := check.Severity(what); severity {
		case "off":
			s.Off[id] = true
		case check.Blocker, check.Error, check.Warning, check.Info:
			s.Severity[id] = severity
		default:
			return s, fmt.Errorf("%s: a check can be off, blocker, error, warning or info, not %q", id, what)
		}
	}
	for _, word := range c.Allow {
		if word = strings.TrimSpace(word); word != "" {
			s.Allow = append(s.Allow, word)
		}
	}
	if strings.TrimSpace(c.Glossary) != "" {
		glossary, err := check.ReadGlossary(strings.NewReader(c.Glossary))
		if err != nil {
			return s, fmt.Errorf("glossary, %w", err)
		}
		s.Glossary = glossary
	}
	return s, nil
}

// settingsOf reads the stored settings of a document.
func (s *Server) settingsOf(stored string) check.Settings {
	if stored == "" {
		return s.checks
	}
	var c CheckSettings
	err := json.Unmarshal([]byte(stored), &c)
	settings, err2 := c.settings()
	if err = errors.Join(err, err2); err != nil {
		// A check that this program no longer has, say: better the usual checks than none.
		s.complain("settings", err)
		return s.checks
	}
	return settings
}

// documentChecks answers with the settings of a document and all checks with
// their usual severities.
func (s *Server) documentChecks(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	var out struct {
		Settings CheckSettings `json:"settings"`
		Checks   []usualCheck  `json:"checks"`
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
	var in CheckSettings
	if err := readJSON(r, &in); err != nil {
		return err
	}
	settings, err := in.settings()
	if err != nil {
		return badRequest(err.Error(), "Mend it and save again; nothing was changed.")
	}
	stored := string(wire.Encode(in))
	if len(stored) > maxSettings || !change.ValidText(in.Glossary) || !change.ValidText(strings.Join(in.Allow, "")) {
		return badRequest("the settings are too long, or hold characters that no text may hold", "Leave out what is not needed.")
	}
	open, err := s.use(r.PathValue("id"))
	if err != nil {
		return err
	}
	defer s.release(open)
	if err := open.put(func() document.Event {
		h := open.doc.Configure(stored)
		open.checks.configure(open, settings)
		return h
	}); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, in)
	return nil
}
