package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/letter"
	"triptych/align/revise"
)

// since says of the texts of a unit, by version, what the English was when each was last
// touched, and by which commit; nil where the English says the same today.
type since struct {
	touched, changed *commit
	was              string
}

// behind finds out which translations the English has left behind: the commit that last
// touched a translated paragraph is asked what the English paragraph said then. A time
// alone would not do, for a text that was changed and put back has left nobody behind.
type behind struct {
	past  *past
	files map[align.Version]*format.File
	lines [3][]*commit
	names []string // of the English file
	then  map[*commit]*edition
}

// edition is the English file as it was, and what became of its paragraphs.
type edition struct {
	segs []align.Segment
	from map[int][]int // present paragraph → those of then
}

// newBehind reads the history of the files of a group.
func newBehind(ctx context.Context, p *past, files map[align.Version]*format.File) (*behind, error) {
	b := &behind{past: p, files: files, then: map[*commit]*edition{}}
	for v, f := range files {
		lines, err := p.touched(ctx, f.Name)
		if err != nil {
			return nil, nil // new, and not committed: nothing can be older than it
		}
		b.lines[v] = lines
	}
	b.names = p.names(ctx, files[align.En].Name)
	return b, ctx.Err()
}

// of tells what a unit lacks in version v; nil when it lacks nothing.
func (b *behind) of(ctx context.Context, u align.Unit, v align.Version) *since {
	if len(u.Segs[v]) == 0 || len(u.Segs[align.En]) == 0 {
		return nil
	}
	touched := b.newest(u, v)
	if touched == nil || touched.id == "" {
		return nil
	}
	then := b.edition(ctx, touched)
	if then == nil {
		return nil
	}
	old := map[int]bool{}
	for _, s := range u.Segs[align.En] {
		for _, o := range then.from[s] {
			old[o] = true
		}
	}
	was := joined(then.segs, slices.Sorted(maps.Keys(old)))
	now := joined(b.files[align.En].Segments, u.Segs[align.En])
	if letter.Cosmetic(was) == letter.Cosmetic(now) {
		return nil
	}
	return &since{touched: touched, changed: b.newest(u, align.En), was: was}
}

// newest is the commit that last touched the texts of a unit.
func (b *behind) newest(u align.Unit, v align.Version) (newest *commit) {
	segs := b.files[v].Segments
	for _, s := range u.Segs[v] {
		next := 0
		if s+1 < len(segs) {
			next = segs[s+1].Line
		} else if segs[s].Line > 0 {
			next = len(b.lines[v]) + 1
		}
		if c := last(b.lines[v], segs[s], next); c != nil && c.newer(newest) {
			newest = c
		}
	}
	return newest
}

// edition is the English as it was in a commit; nil when it was not there or cannot be read.
func (b *behind) edition(ctx context.Context, c *commit) *edition {
	if e, ok := b.then[c]; ok {
		return e
	}
	var e *edition
	english := b.files[align.En]
	if data := b.past.at(ctx, c, b.names); data != nil {
		if f, err := format.Read(english.Name, data, align.En, format.Auto); err == nil {
			e = &edition{segs: f.Segments, from: map[int][]int{}}
			for _, step := range revise.Compare(f.Segments, english.Segments) {
				for _, n := range step.New {
					e.from[n] = step.Old
				}
			}
		}
	}
	b.then[c] = e
	return e
}

func joined(segs []align.Segment, which []int) string {
	texts := make([]string, 0, len(which))
	for _, i := range which {
		texts = append(texts, segs[i].Text)
	}
	return strings.Join(texts, "\n")
}

// mark makes the pairs with English stale, as if they had been approved when the
// translation was last touched, so that the check for that tells what changed.
func (s *since) mark(u *check.Unit, v align.Version) {
	i := slices.Index(align.Pairs[:], align.Pair{align.En, v})
	u.Pairs[i] = check.Pairing{Status: check.Stale, Was: [2]string{s.was, u.Text[v]}}
}

// told words what the check for what is stale found: by revisions, and for each
// translation, since each is mended in a file of its own.
func (c *checked) told() {
	var out []check.Finding
	for _, f := range c.found {
		if f.Check != "drift.stale" {
			out = append(out, f)
			continue
		}
		for _, v := range align.Chinese {
			s := c.since[v]
			if s == nil || !slices.Contains(f.Pair, v) {
				continue
			}
			one := f
			one.Pair, one.Odd = []align.Version{align.En, v}, nil
			one.Key = "drift.stale.tree.now"
			one.Args = map[string]string{"b": v.String(), "since": s.touched.short(), "then": s.touched.day()}
			if c := s.changed; c != nil && c.id != "" {
				one.Key = "drift.stale.tree"
				one.Args["rev"], one.Args["day"], one.Args["subject"] = c.short(), c.day(), c.subject
			}
			out = append(out, one)
		}
	}
	c.found = out
}
