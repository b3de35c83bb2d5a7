// Package intake makes a proposal of files: what a document would be if they
// were taken in as they are. A person looks at it, mends it, and only then is
// there a document; nothing here writes anything.
//
// Guarantee: the units of a proposal hold every segment of every file once, in
// order.
package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/lexicon"
)

// Proposal is what files become when they are taken in.
type Proposal struct {
	Title    string // at most titleMost runes, in one line
	Files    map[align.Version]*format.File
	Segs     align.Document
	Units    []align.Unit
	Problems []format.Problem // of each file, then of the files beside each other
}

// Propose lines up what was gathered. What the files themselves say is the same is taken
// as it is; progress is as with Propose.
func (g *Gathered) Propose(ctx context.Context, progress func(float64)) (*Proposal, error) {
	if g.Rows == nil {
		p, err := Propose(ctx, g.Files, progress)
		if p != nil {
			p.Problems = append(p.Problems, g.Told...)
		}
		return p, err
	}
	p := start(g.Files)
	p.Problems = append(p.Problems, g.Told...)
	p.Units = g.Rows
	if progress != nil {
		progress(1)
	}
	return p, nil
}

// Propose aligns files that were read. progress is told the share done, from 0
// to 1; it may be nil. When ctx is done the work ends. Problems may be fatal, which is for the caller to look at;
// units are proposed all the same where that is possible.
func Propose(ctx context.Context, files map[align.Version]*format.File, progress func(float64)) (*Proposal, error) {
	p := start(files)
	words, err := lexicon.Embedded()
	if err != nil {
		return nil, fmt.Errorf("open the dictionary: %w", err)
	}
	p.Units, err = align.Units(p.Segs, align.Options{Lexicon: words, Progress: progress, Stop: ctx.Err})
	return p, err
}

// start makes a proposal without units.
func start(files map[align.Version]*format.File) *Proposal {
	p := &Proposal{Files: files, Problems: []format.Problem{}}
	for _, v := range align.Versions {
		f := files[v]
		if f == nil {
			continue
		}
		p.Segs[v] = f.Segments
		p.Problems = append(p.Problems, f.Problems...)
		if p.Title == "" {
			p.Title = title(f)
		}
	}
	p.Problems = append(p.Problems, format.Inspect(files)...)
	return p
}

const (
	titleLine = 120 // runes of a first line that may be a title; a longer one is a paragraph
	titleMost = 200 // runes of a title
)

// title is the first heading, else the first short line of the text, else the
// name of the file.
func title(f *format.File) string {
	first := ""
	if f.Rows { // a table or catalogue begins with any text
		return clip(strings.TrimSuffix(filepath.Base(f.Name), filepath.Ext(f.Name)))
	}
	for _, seg := range f.Segments {
		if seg.Kind == align.Heading {
			return clip(strings.TrimLeft(seg.Text, "#")) // as Markdown marks it
		}
		if seg.Kind != align.NonContent && first == "" {
			first = seg.Text
		}
	}
	if n := len([]rune(first)); n > 0 && n <= titleLine {
		return clip(first)
	}
	return clip(strings.TrimSuffix(filepath.Base(f.Name), filepath.Ext(f.Name)))
}

// clip puts s into one line that is no longer than a title.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	return string(runes[:min(len(runes), titleMost)])
}
