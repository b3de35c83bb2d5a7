package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/align/message"
	"triptych/align/tree"
)

// treeFile says in a folder of texts which files are versions of one another.
const treeFile = "triptych.toml"

// checkTree checks every document of a tree of texts. Units come with the names of files
// relative to the folder that config lies in.
func checkTree(ctx context.Context, config string, f *checkFlags, base check.Settings, errs io.Writer) ([]checked, error) {
	text, err := readText(config, streams{})
	if err != nil {
		return nil, err
	}
	sets, err := tree.Read(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config, err)
	}
	dir := filepath.Dir(config)
	var p *past
	if !f.noHistory {
		if p, err = openPast(ctx, dir); err != nil {
			return nil, err
		}
		if p == nil {
			fmt.Fprintln(errs, "triptych: there is no git history here, so what changed since a translation is not told")
		}
	}
	paths, err := filesBelow(ctx, dir, p)
	if err != nil {
		return nil, err
	}
	groups, err := sets.Groups(paths)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config, err)
	}
	if len(groups) == 0 {
		return nil, fmt.Errorf("%s: no file is met by its patterns; they are relative to %s", config, dir)
	}
	settings := make([]check.Settings, len(sets.Sets))
	for i := range sets.Sets {
		if settings[i], err = setSettings(&sets.Sets[i], f, dir, base); err != nil {
			return nil, fmt.Errorf("%s: [[set]] number %d: %w", config, i+1, err)
		}
	}
	t := &treeCheck{dir: dir, past: p, errs: errs, lang: f.lang}
	var all []checked
	for i, g := range groups {
		tellProgress(errs, i, len(groups))
		units, err := t.group(ctx, g, settings[g.Set])
		if err != nil {
			return nil, err
		}
		all = append(all, units...)
	}
	return all, nil
}

// findTree looks for treeFile in a folder and those above it; "" when there is none.
func findTree(dir string) string {
	for {
		if name := filepath.Join(dir, treeFile); isFile(name) {
			return name
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// filesBelow lists the files of a folder: what git knows of, else all but hidden ones.
func filesBelow(ctx context.Context, dir string, p *past) ([]string, error) {
	if p != nil {
		all, err := p.files(ctx)
		return slices.DeleteFunc(all, func(name string) bool { return !isFile(filepath.Join(dir, name)) }), err
	}
	var out []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(d.Name(), ".") && name != dir
		switch {
		case err != nil:
			return fileError("read", name, err)
		case d.IsDir() && (hidden || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.Type().IsRegular() && !hidden:
			rel, err := filepath.Rel(dir, name)
			out = append(out, filepath.ToSlash(rel))
			return err
		}
		return ctx.Err()
	})
	return out, err
}

// setSettings are the settings of a set: what the command line says and it does not.
func setSettings(s *tree.Set, f *checkFlags, dir string, base check.Settings) (check.Settings, error) {
	own := checkFlags{
		format: f.format, failOn: f.failOn, lang: f.lang, profile: s.Profile, glossary: s.Glossary,
		off: strings.Join(append(slices.Clone(s.Off), f.off), ","), on: strings.Join(append(slices.Clone(s.On), f.on), ","),
	}
	if f.profile != "" {
		own.profile = f.profile
	}
	if own.glossary != "" {
		own.glossary = filepath.Join(dir, own.glossary)
	}
	if f.glossary != "" {
		own.glossary = f.glossary
	}
	settings, err := own.settings()
	settings.Names = base.Names
	return settings, err
}

// treeCheck checks the documents of a tree one by one.
type treeCheck struct {
	dir  string
	past *past
	errs io.Writer
	lang string
}

// group checks one document. A version that lacks its file is told once, not for each
// paragraph.
func (t *treeCheck) group(ctx context.Context, g tree.Group, settings check.Settings) ([]checked, error) {
	files, err := t.read(g)
	if err != nil {
		return nil, err
	}
	out := t.lacking(g)
	if len(files) < 2 {
		return out, nil
	}
	proposal, err := intake.Propose(ctx, files, nil)
	if err != nil {
		return nil, err
	}
	tellProblems(slices.DeleteFunc(proposal.Problems, func(p format.Problem) bool { return p.Code == format.CodeOne }), format.Auto, files, t.errs)
	var b *behind
	if t.past != nil && files[align.En] != nil {
		if b, err = newBehind(ctx, t.past, files); err != nil {
			return nil, err
		}
	}
	units := make([]checked, len(proposal.Units))
	for i, u := range proposal.Units {
		c := checkedUnit(g.Name(), i, proposal.Segs, u)
		c.places(g, proposal.Segs, u)
		for v := range align.Versions {
			c.unit.Want[v] = check.Absent
			if files[align.Version(v)] != nil {
				c.unit.Want[v] = check.Expected
			}
		}
		for _, v := range align.Chinese {
			if b != nil && files[v] != nil {
				if s := b.of(ctx, u, v); s != nil {
					c.since[v] = s
					s.mark(&c.unit, v)
				}
			}
		}
		units[i] = c
	}
	findAll(units, settings)
	for i := range units {
		units[i].told()
	}
	return append(out, units...), ctx.Err()
}

// read reads the files of a document.
func (t *treeCheck) read(g tree.Group) (map[align.Version]*format.File, error) {
	files := map[align.Version]*format.File{}
	for v, name := range g.Path {
		if name == "" {
			continue
		}
		f, err := readVersion(filepath.Join(t.dir, name), align.Version(v), format.Auto)
		if err != nil {
			return nil, err
		}
		f.Name = name // as people of this folder call it
		files[align.Version(v)] = f
	}
	return files, nil
}

// lacking tells which versions of a document have no file.
func (t *treeCheck) lacking(g tree.Group) (out []checked) {
	for v, name := range g.Path {
		if name != "" || !g.Wanted[v] {
			continue
		}
		version := align.Version(v)
		severity := check.Warning
		if g.Wanted[align.En] && g.Path[align.En] == "" {
			if version != align.En {
				continue
			}
			severity = check.Info // a text of its own, or one whose original is gone
		}
		c := checked{file: g.Name(), line: 1, unit: check.Unit{ID: "file"}}
		c.found = []check.Finding{{
			ID: "file-" + version.String(), Unit: "file", Check: "cmp.empty", Rule: 1, Severity: severity, Tier: check.Sure, P: 1,
			Pair: []align.Version{version}, Key: "tree.lacking", Args: map[string]string{"version": version.String(), "path": g.Name()},
			Message: message.Of("tree.lacking", "version", version.String(), "path", g.Name()).String(),
		}}
		out = append(out, c)
	}
	return out
}

// places says where the texts of a unit stand, for whoever mends one of them.
func (c *checked) places(g tree.Group, doc align.Document, u align.Unit) {
	for v, segs := range u.Segs {
		c.at[v].file = g.Path[v]
		if len(segs) > 0 {
			c.at[v].line = doc[v][segs[0]].Line
		}
	}
}

// where is the place of a finding: in the version that is to be mended, if that is known.
func (c *checked) where(f check.Finding) (file string, line int) {
	v := align.En
	for _, p := range f.Pair {
		v = max(v, p)
	}
	if f.Odd != nil {
		v = *f.Odd
	}
	for _, p := range []align.Version{v, align.Hant, align.Hans, align.En} {
		if slices.Contains(f.Pair, p) && c.at[p].file != "" && c.at[p].line > 0 {
			return c.at[p].file, c.at[p].line
		}
	}
	return c.file, c.line
}

// tellProgress tells on a terminal how far a long check is.
func tellProgress(w io.Writer, done, all int) {
	if !isTerminal(w) || all < 10 {
		return
	}
	fmt.Fprintf(w, "\r%d of %d documents", done+1, all)
	if done+1 == all {
		fmt.Fprint(w, "\r\x1b[K")
	}
}

// errNothing is what `triptych check` says when nothing is named and no tree is found.
var errNothing = errors.New("nothing to check: give a file of units as JSON lines, or en=FILE zh-Hans=FILE zh-Hant=FILE, or run it in a folder whose " + treeFile + " says which files belong together")
