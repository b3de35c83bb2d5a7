package intake

import (
	"slices"
	"strconv"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/message"
)

// Source is a file as somebody gave it.
type Source struct {
	Name    string
	Data    []byte
	Version *align.Version // for which it was given; nil: the file itself shall say
}

// Place is where a segment came from: the number of the file, and the key of the text
// in it.
type Place struct {
	File int
	Key  string
}

// Gathered is what several files hold together.
type Gathered struct {
	Files  map[align.Version]*format.File
	Places [3][][]Place // of each segment; several where files have the same text
	Rows   []align.Unit // what the files themselves say is the same; nil: the aligner shall find out
	Told   []format.Problem
	Opened []*format.Opened // the files one by one
}

// Gather reads files and puts together what they hold: a file for each version, one
// with several, or bilingual ones with the same source, which become one document of
// three versions. The error, where there is one, is a *format.Problem.
func Gather(sources []Source, mode format.Mode) (*Gathered, error) {
	var all []*format.Opened
	for i := range sources {
		s := &sources[i]
		opened, err := format.Open(s.Name, s.Data, s.Version, mode)
		if err != nil {
			return nil, err
		}
		if len(sources) == 1 && s.Version != nil && !opened.Named { // a page with all versions, in one pane
			if whole, err := format.Open(s.Name, s.Data, nil, mode); err == nil && len(whole.Files) > 1 {
				opened, s.Version = whole, nil
			}
		}
		all = append(all, opened)
	}
	g, err := byRows(all), error(nil)
	if !keyed(all) {
		g, err = oneEach(all)
	}
	if err != nil {
		return nil, err
	}
	g.Opened = all
	return g, nil
}

// keyed reports whether files name the texts that say the same, by keys they share.
func keyed(all []*format.Opened) bool {
	seen := map[string]int{}
	for _, o := range all {
		own := map[string]bool{}
		for _, f := range o.Files {
			if !f.Rows {
				return false
			}
			for _, key := range f.Keys {
				own[format.Row(key)] = true
			}
		}
		shared := 0
		for row := range own {
			if seen[row] > 0 {
				shared++
			}
			seen[row]++
		}
		if len(seen) > len(own) && rowsShared*shared < len(own) {
			return false
		}
	}
	return len(seen) > 0
}

// rowsShared: one row in so many that a file must share with the others.
const rowsShared = 5

// oneEach takes each version from the one file that has it.
func oneEach(all []*format.Opened) (*Gathered, error) {
	g := &Gathered{Files: map[align.Version]*format.File{}}
	for i, o := range all {
		for _, v := range align.Versions {
			f := o.Files[v]
			if f == nil {
				continue
			}
			if g.Files[v] != nil {
				return nil, format.Refuse(format.CodeSame, message.Of("file.given_twice", "version", v.String(), "a", g.Files[v].Name, "b", f.Name), "file.given_twice.do")
			}
			g.Files[v] = f
			for _, key := range f.Keys {
				g.Places[v] = append(g.Places[v], []Place{{i, key}})
			}
		}
	}
	return g, nil
}

// row is what files have under one key.
type row struct {
	segments [3][]align.Segment
	places   [3][][]Place
}

// rows are the rows of several files in order.
type rows struct {
	order  []string
	byKey  map[string]*row
	differ int // texts that a later file has otherwise
}

// byRows puts together the rows of files: what has one key in them says the same.
func byRows(all []*format.Opened) *Gathered {
	r := rows{byKey: map[string]*row{}}
	g := &Gathered{Files: map[align.Version]*format.File{}}
	for i, o := range all {
		for _, v := range align.Versions {
			f := o.Files[v]
			if f == nil {
				continue
			}
			if g.Files[v] == nil {
				whole := *f
				whole.Segments, whole.Keys = nil, nil
				g.Files[v] = &whole
			}
			r.take(i, v, f)
		}
	}
	for _, key := range r.order {
		unit := align.Unit{Confidence: 1, Why: []string{key}}
		for _, v := range align.Versions {
			f := g.Files[v]
			for n, s := range r.byKey[key].segments[v] {
				unit.Segs[v] = append(unit.Segs[v], len(f.Segments))
				f.Segments = append(f.Segments, s)
				g.Places[v] = append(g.Places[v], r.byKey[key].places[v][n])
			}
		}
		g.Rows = append(g.Rows, unit)
	}
	if r.differ > 0 {
		g.Told = append(g.Told, format.Notice(format.CodeSame, message.Of("file.rows_differ", "n", strconv.Itoa(r.differ)), "file.rows_differ.do"))
	}
	return g
}

// take puts the texts of one version of file i into the rows. A row that no file had
// before stands behind the one that stands before it here.
func (r *rows) take(i int, v align.Version, f *format.File) {
	at := -1
	for from := 0; from < len(f.Keys); {
		key := format.Row(f.Keys[from])
		to := from + 1
		for to < len(f.Keys) && format.Row(f.Keys[to]) == key {
			to++
		}
		known := r.byKey[key]
		if known == nil {
			known = &row{}
			r.byKey[key] = known
			if at < 0 {
				at = len(r.order) - 1
			}
			r.order = slices.Insert(r.order, at+1, key)
			at++
		} else if at+1 < len(r.order) && r.order[at+1] == key {
			at++
		} else {
			at = slices.Index(r.order, key)
		}
		known.put(i, v, f, from, to, &r.differ)
		from = to
	}
}

// put adds the texts from to to of a file to a row.
func (k *row) put(i int, v align.Version, f *format.File, from, to int, differ *int) {
	if k.segments[v] == nil {
		for n := from; n < to; n++ {
			k.segments[v] = append(k.segments[v], f.Segments[n])
			k.places[v] = append(k.places[v], []Place{{i, f.Keys[n]}})
		}
		return
	}
	for n := from; n < to; n++ {
		if n-from >= len(k.segments[v]) || k.segments[v][n-from].Text != f.Segments[n].Text {
			*differ++
			continue
		}
		k.places[v][n-from] = append(k.places[v][n-from], Place{i, f.Keys[n]})
	}
}
