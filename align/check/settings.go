package check

import (
	"slices"
	"strings"

	"triptych/align/name"
)

// Settings say how a document wants to be checked. The zero value checks
// everything with the usual severities.
type Settings struct {
	Profile  string              // "CN", "TW" or "HK": whose usage the Chinese versions follow; "" = undecided
	Off      map[string]bool     // checks that are left out, by id
	Severity map[string]Severity // other severities, by id of the check
	Allow    []string            // words and phrases that may stand anywhere as they are
	Words    map[string][]string // words and phrases at which a check says nothing, by its id
	Glossary *Glossary           // nil = none
	Names    *name.Forms         // learnt from approved pairs of all documents; nil = none
}

// wants reports whether a document with these settings shows what a rule finds.
func (s *Settings) wants(r *Rule) bool {
	switch {
	case r.State == Retired || s.Off[r.ID]:
		return false
	case r.State == OnRequest:
		return s.Severity[r.ID] != ""
	}
	return true
}

// lets reports whether a finding is about a word that its check is to leave alone.
func (c *Case) lets(f *Finding) bool {
	words := c.Stats.settings.Words[f.Check]
	if len(words) == 0 {
		return false
	}
	for v, at := range f.Spans {
		of := strings.TrimSpace(c.slice(v, at))
		if slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, of) }) {
			return true
		}
	}
	return false
}
