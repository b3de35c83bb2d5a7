package finding

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/change"
)

// Settings say how a document wants to be checked, as they are stored and
// sent.
type Settings struct {
	Profile  string              `json:"profile"`         // CN, TW, HK, or "" = undecided
	Checks   map[string]string   `json:"checks"`          // by id: off, or another severity than usual
	Allow    []string            `json:"allow"`           // words and phrases that may stand anywhere
	Words    map[string][]string `json:"words,omitempty"` // by id: words and phrases at which a check says nothing
	Glossary string              `json:"glossary"`        // as check.ReadGlossary reads it
}

// MaxSettings bounds stored settings, in bytes; a glossary of some thousand terms.
const MaxSettings = 512 << 10

// Check checks what people set and makes it what the checks read.
func (c Settings) Check() (check.Settings, error) {
	s := check.Settings{Profile: c.Profile, Off: map[string]bool{}, Severity: map[string]check.Severity{}}
	if !slices.Contains([]string{"", "CN", "TW", "HK"}, c.Profile) {
		return s, wrong("checks.usage", "usage", c.Profile)
	}
	for id, what := range c.Checks {
		if _, ok := check.ByID(id); !ok {
			return s, wrong("no.check", "check", id)
		}
		switch severity := check.Severity(what); severity {
		case "off":
			s.Off[id] = true
		case check.Blocker, check.Error, check.Warning, check.Info:
			s.Severity[id] = severity
		default:
			return s, wrong("checks.severity", "check", id, "severity", what)
		}
	}
	for id, words := range c.Words {
		if _, ok := check.ByID(id); !ok {
			return s, wrong("no.check", "check", id)
		}
		if !change.ValidText(strings.Join(words, "")) {
			return s, wrong("checks.long")
		}
	}
	s.Words = c.Words
	for _, word := range c.Allow {
		if word = strings.TrimSpace(word); word != "" {
			s.Allow = append(s.Allow, word)
		}
	}
	if strings.TrimSpace(c.Glossary) != "" {
		glossary, err := check.ReadGlossary(strings.NewReader(c.Glossary))
		if err != nil {
			var bad *check.BadTerm
			if !errors.As(err, &bad) {
				bad = &check.BadTerm{Line: strings.Count(c.Glossary, "\n") + 1, What: "checks.glossary.long"}
			}
			return s, wrong("checks.glossary", "line", strconv.Itoa(bad.Line), "what", bad.What)
		}
		s.Glossary = glossary
	}
	return s, nil
}

// wrong says what of the settings cannot be, repeating little of it.
func wrong(key string, args ...string) error {
	for i := 1; i < len(args); i += 2 {
		args[i] = strings.ToValidUTF8(args[i][:min(len(args[i]), 64)], "")
	}
	return &message.Error{Code: "bad", Says: message.Of(key, args...), Do: "checks.do"}
}

// settings reads the stored settings of a document, with what holds around it.
func (f *Finder) settings(doc, stored string) check.Settings {
	all := f.Around(doc)
	if stored == "" && all.empty() {
		return f.usual
	}
	var c Settings
	var err error
	if stored != "" {
		err = json.Unmarshal([]byte(stored), &c)
	}
	settings, err2 := c.over(all).Check()
	if err = errors.Join(err, err2); err != nil {
		// A check that this program no longer has, say: better the usual checks than none.
		f.log.Complain("settings", err)
		return f.usual
	}
	return settings
}

// Terms are those that hold for a document: its own, its project's and those of all.
func (f *Finder) Terms(doc string) []check.Term {
	d, err := f.store.Document(context.Background(), doc)
	if err != nil {
		return nil
	}
	if g := f.settings(doc, d.Checks).Glossary; g != nil {
		return g.Terms
	}
	return nil
}
