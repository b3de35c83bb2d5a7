package finding

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"triptych/server/meta"
	"triptych/server/store"
	"triptych/server/wire"
)

// everywhere is the name under which the database keeps how all documents are
// checked: settings like those of one document, which each may depart from.
const everywhere = "checks"

// empty reports whether nothing is set.
func (c *Settings) empty() bool {
	return len(c.Checks) == 0 && len(c.Allow) == 0 && len(c.Words) == 0 && c.Profile == "" && c.Glossary == ""
}

// over are the settings of a document where all of a place are checked as base says:
// what it says of a check, and of usage, itself counts; words and terms add up.
func (c Settings) over(base Settings) Settings {
	checks := map[string]string{}
	maps.Copy(checks, base.Checks)
	maps.Copy(checks, c.Checks)
	words := map[string][]string{}
	for _, from := range []map[string][]string{base.Words, c.Words} {
		for id, more := range from {
			words[id] = slices.Concat(words[id], more)
		}
	}
	c.Profile = cmp.Or(c.Profile, base.Profile)
	if base.Glossary != "" {
		c.Glossary = base.Glossary + "\n" + c.Glossary
	}
	c.Checks, c.Words, c.Allow = checks, words, slices.Concat(base.Allow, c.Allow)
	return c
}

// Everywhere is how all documents are checked.
func (f *Finder) Everywhere() Settings {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.all
}

// In is told by which settings, as JSON, the documents of the project are checked that
// a document is in; "" = by none of its own. It is given before anything is checked.
func (f *Finder) In(project func(doc string) string) { f.project = project }

// Around is how a document is checked where it says nothing itself: as all are, and
// as those of its project are.
func (f *Finder) Around(doc string) Settings { return f.around(doc).settings }

// surroundings are the settings around the documents of a project, and what tells
// them from others: "" where nothing is set.
type surroundings struct {
	settings Settings
	id       string
}

// around is worked out once for each project until the settings change: the list of
// documents asks it of every one.
func (f *Finder) around(doc string) surroundings {
	text := ""
	if f.project != nil {
		text = f.project(doc)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, known := f.near[text]; known {
		return s
	}
	s := surroundings{settings: f.all}
	var c Settings
	if text != "" {
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			f.log.Complain("settings of a project", err)
		} else {
			s.settings = c.over(f.all)
		}
	}
	if !s.settings.empty() {
		s.id = fmt.Sprintf("%x ", sha256.Sum256(wire.Encode(s.settings)))
	}
	f.near[text] = s
	return s
}

// Anew has documents checked by what projects say by now; see SetEverywhere.
func (f *Finder) Anew() { f.turnOver(f.Everywhere()) }

func (f *Finder) turnOver(all Settings) {
	f.mu.Lock()
	f.all, f.era, f.near = all, f.era+1, map[string]surroundings{}
	f.mu.Unlock()
	f.known.clear()
	f.tallies.clear()
}

// readEverywhere reads what is kept of it; nothing that cannot be read is believed.
func (f *Finder) readEverywhere() {
	text, there, err := meta.Value(context.Background(), f.store, everywhere)
	if there {
		err = json.Unmarshal([]byte(text), &f.all)
	}
	f.log.Complain("settings of all documents", err)
}

// SetEverywhere has all documents checked otherwise from now on. What was found by
// the settings of before counts for nothing; documents that are open are for the
// caller to have checked again.
func (f *Finder) SetEverywhere(all Settings) error {
	if err := f.store.Write(func(tx store.Tx) error { return meta.Set(tx, everywhere, string(wire.Encode(all))) }); err != nil {
		return err
	}
	f.turnOver(all)
	return nil
}

// now counts how often the settings of all documents were changed.
func (f *Finder) now() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.era
}
