package original

import (
	"slices"
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/store"
)

// Back writes a version of a document into an original: into its own place where the
// file holds that version, in the place of another version else, so that the file
// becomes one in that language. It returns the bytes and what there is to say of them.
func (f *File) Back(d *store.Document, v align.Version) ([]byte, []format.Problem, error) {
	edits, told := f.edits(d, v)
	as := f.Version
	if as == nil && f.Named {
		as = &v // a target that is missing is of this version
	}
	data, problems, err := format.Patch(f.Name, f.Data, as, f.Mode, edits)
	return data, append(told, problems...), err
}

// Holds reports whether the file has texts of a version.
func (f *File) Holds(v align.Version) bool {
	return slices.ContainsFunc(f.Keys, func(k Key) bool { return k.Version == v && k.Segment != "" })
}

// takes reports whether the file has a place for texts of a version.
func (f *File) takes(v align.Version) bool {
	return slices.ContainsFunc(f.Keys, func(k Key) bool { return k.Version == v })
}

// Versions lists the versions that can be written into the file: those that it has places
// for, and into a file of one version any.
func (f *File) Versions(d *store.Document) []align.Version {
	if !format.KindOf(f.Format).Back {
		return nil
	}
	held := 0
	for _, v := range align.Versions {
		if f.takes(v) {
			held++
		}
	}
	var all []align.Version
	for _, v := range d.Versions {
		if f.takes(v) || held == 1 && !f.Named {
			all = append(all, v)
		}
	}
	return all
}

// edits works out what stands in the file for each of its texts.
func (f *File) edits(d *store.Document, v align.Version) (edits []format.Edit, told []format.Problem) {
	from := v // the version whose places are used
	if !f.takes(v) && len(f.Keys) > 0 {
		from = f.Keys[0].Version
	}
	keys, rows, empty := map[string]string{}, map[string]string{}, map[string]bool{}
	for _, k := range f.Keys {
		switch {
		case k.Version != from:
			rows[k.Segment] = k.Key
		case k.Segment == "":
			empty[k.Key] = true
		default:
			keys[k.Segment] = k.Key
		}
	}
	tally := counts{}
	for _, u := range d.Units {
		var places []string
		for _, seg := range u.Segs[from] {
			if key := keys[seg.ID]; key != "" {
				places = append(places, key)
				delete(keys, seg.ID)
			}
		}
		if places == nil {
			places = emptyPlace(u, rows, empty)
		}
		edits = append(edits, tally.fit(from, places, written(u.Segs[v]))...)
	}
	// What is in no unit any more was joined to another paragraph or taken out.
	for _, k := range f.Keys {
		if _, left := keys[k.Segment]; left && k.Version == from && from == v {
			edits = append(edits, format.Edit{Version: v, Key: k.Key})
			tally.emptied++
		}
	}
	return edits, tally.told(v)
}

// emptyPlace finds the place of a unit that had no text in a version: it has the key of
// the texts that the unit has in others.
func emptyPlace(u store.Unit, rows map[string]string, empty map[string]bool) []string {
	for _, segs := range u.Segs {
		for _, seg := range segs {
			if key := rows[seg.ID]; empty[key] {
				return []string{key}
			}
		}
	}
	return nil
}

// written lists the texts of a cell.
func written(segs []store.Segment) (texts []string) {
	for _, seg := range segs {
		if seg.Text != "" {
			texts = append(texts, seg.Text)
		}
	}
	return texts
}

// counts are the paragraphs that have no place of their own.
type counts struct{ joined, emptied, lost, missing int }

// fit puts the texts of a cell into the places of a unit, in order. Of more texts than
// places the last place takes the rest.
func (c *counts) fit(v align.Version, places, texts []string) (edits []format.Edit) {
	if len(places) == 0 {
		c.lost += len(texts)
		return nil
	}
	if len(texts) == 0 {
		c.missing += len(places) // nothing is written for it yet: the place stays as it is
		return nil
	}
	if len(texts) > len(places) {
		last := len(places) - 1
		c.joined += len(texts) - len(places)
		texts = append(append([]string{}, texts[:last]...), strings.Join(texts[last:], "\n"))
	}
	for i, key := range places {
		e := format.Edit{Version: v, Key: key}
		if i < len(texts) {
			e.Text = texts[i]
		} else {
			c.emptied++
		}
		edits = append(edits, e)
	}
	return edits
}

// told says what became of the paragraphs that have no place of their own.
func (c *counts) told(v align.Version) (all []format.Problem) {
	for _, t := range []struct {
		n   int
		key string
	}{{c.joined, "back.joined"}, {c.emptied, "back.emptied"}, {c.lost, "back.lost"}, {c.missing, "back.missing"}} {
		if t.n > 0 {
			p := format.Notice(format.CodePlace, message.Of(t.key, "n", strconv.Itoa(t.n)), t.key+".do")
			p.Version = &v
			all = append(all, p)
		}
	}
	return all
}
