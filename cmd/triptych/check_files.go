package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/intake"
)

// readAligned reads one document in up to three files and lines its versions up, as an
// import would. Equal numbers of paragraphs prove nothing: one that was joined here and
// one that was split there make them equal too, and all between would be compared with
// what they do not translate. So only files that name what says the same by keys, and
// whoever asks for it with --by-line, are taken as they stand.
func readAligned(ctx context.Context, args []string, byLine bool, errs io.Writer) ([]checked, error) {
	mode := format.Auto
	if byLine {
		mode = format.Line
	}
	_, g, err := gather(args, mode)
	if err != nil {
		return nil, err
	}
	var p *intake.Proposal
	if byLine && g.Rows == nil {
		if g.Rows, err = lineByLine(g.Files); err != nil {
			return nil, err
		}
	}
	err = unlessStopped(ctx, func() (err error) {
		p, err = g.Propose(ctx, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	p.Problems = slices.DeleteFunc(p.Problems, func(p format.Problem) bool { return p.Code == format.CodeOne })
	tellProblems(p.Problems, mode, g.Files, errs)
	var names []string
	for _, v := range align.Versions {
		if f := g.Files[v]; f != nil {
			names = append(names, filepath.Base(f.Name))
		}
	}
	var out []checked
	for i, u := range p.Units {
		out = append(out, checkedUnit(strings.Join(names, " "), i, p.Segs, u))
	}
	return out, nil
}

// lineByLine makes a unit of the same line of each version.
func lineByLine(files map[align.Version]*format.File) ([]align.Unit, error) {
	var units []align.Unit
	var counted []string
	for _, v := range align.Versions {
		f := files[v]
		if f == nil {
			continue
		}
		counted = append(counted, fmt.Sprintf("%s has %d", f.Name, len(f.Segments)))
		for i := range f.Segments {
			if i == len(units) {
				units = append(units, align.Unit{Confidence: 1})
			}
			units[i].Segs[v] = []int{i}
		}
	}
	for _, f := range files {
		if len(f.Segments) != len(units) {
			return nil, fmt.Errorf("--by-line: the versions have different numbers of lines: %s; without --by-line they are aligned", strings.Join(counted, ", "))
		}
	}
	return units, nil
}

// checkedUnit is an aligned unit as the checks take it.
func checkedUnit(file string, i int, doc align.Document, u align.Unit) checked {
	c := checked{file: file, unit: check.Unit{ID: fmt.Sprint(i + 1)}}
	for v, segs := range u.Segs {
		var texts []string
		for k, s := range segs {
			seg := doc[v][s]
			texts = append(texts, seg.Text)
			if k == 0 {
				c.unit.Kind[v] = seg.Kind
				if c.line == 0 {
					c.line = seg.Line
				}
			}
		}
		c.unit.Text[v] = strings.Join(texts, "\n")
	}
	return c
}
