package check

import (
	"triptych/align/name"
)

// Settings say how a document wants to be checked. The zero value checks
// everything with the usual severities.
type Settings struct {
	Profile  string              // "CN", "TW" or "HK": whose usage the Chinese versions follow; "" = undecided
	Off      map[string]bool     // checks that are left out, by id
	Severity map[string]Severity // other severities, by id of the check
	Allow    []string            // words and phrases that may stand anywhere as they are
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
