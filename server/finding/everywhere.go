package finding

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

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
func (f *Finder) Around(doc string) Settings {
	all, text := f.Everywhere(), ""
	if f.project != nil {
		text = f.project(doc)
	}
	if text == "" {
		return all
	}
	var c Settings
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		f.log.Complain("settings of a project", err)
		return all
	}
	return c.over(all)
}

// Anew has documents checked by what projects say by now; see SetEverywhere.
func (f *Finder) Anew() { f.turnOver(f.Everywhere()) }

func (f *Finder) turnOver(all Settings) {
	f.mu.Lock()
	f.all, f.era = all, f.era+1
	f.mu.Unlock()
	f.known.clear()
	f.tallies.clear()
}

// readEverywhere reads what is kept of it; nothing that cannot be read is believed.
func (f *Finder) readEverywhere() {
	scan := func(scan func(...any) error) (text string, err error) { return text, scan(&text) }
	found, err := store.Read(context.Background(), f.store, scan, `SELECT value FROM meta WHERE name = $1`, everywhere)
	if err == nil && len(found) > 0 {
		err = json.Unmarshal([]byte(found[0]), &f.all)
	}
	f.log.Complain("settings of all documents", err)
}

// SetEverywhere has all documents checked otherwise from now on. What was found by
// the settings of before counts for nothing; documents that are open are for the
// caller to have checked again.
func (f *Finder) SetEverywhere(all Settings) error {
	err := f.store.Write(func(tx store.Tx) error {
		_, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
			everywhere, string(wire.Encode(all)))
		return err
	})
	if err != nil {
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
