package tree

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"triptych/align"
)

// Groups puts the files of a folder together. An error names files that cannot both be
// the same version of one document.
func (c *Config) Groups(paths []string) ([]Group, error) {
	var all []Group
	for i := range c.Sets {
		groups, err := c.Sets[i].groups(paths)
		if err != nil {
			return nil, fmt.Errorf("[[set]] number %d: %w", i+1, err)
		}
		for _, g := range groups {
			g.Set = i
			all = append(all, g)
		}
	}
	return all, nil
}

func (s *Set) groups(paths []string) ([]Group, error) {
	taken := map[string]bool{}
	var out []Group
	wanted := s.wanted()
	for _, f := range s.Files {
		g := Group{Wanted: wanted, Path: f.paths()}
		for v, p := range g.Path {
			if p == "" {
				continue
			}
			if !slices.Contains(paths, p) {
				return nil, fmt.Errorf("[[set.file]] %s = %q: there is no such file", align.Version(v), p)
			}
			taken[p] = true
		}
		out = append(out, g)
	}
	found, err := s.find(paths, taken)
	if err != nil {
		return nil, err
	}
	for _, g := range found {
		g.Wanted = wanted
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

// wanted are the versions that documents of the set should have.
func (s *Set) wanted() (w [3]bool) {
	for v, p := range s.patterns() {
		w[v] = p != "" || slices.ContainsFunc(s.Files, func(f File) bool { return f.paths()[v] != "" })
	}
	return w
}

// find takes files by the patterns. Of an English pattern that also meets translations,
// such as docs/**/*.md beside docs/zh-cn/{path}, those are left to the other version.
func (s *Set) find(paths []string, taken map[string]bool) (map[string]*Group, error) {
	var patterns [3]*regexp.Regexp
	for v, p := range s.patterns() {
		if p == "" {
			continue
		}
		var err error
		if patterns[v], err = compile(p, align.Version(v)); err != nil {
			return nil, err
		}
	}
	var except []*regexp.Regexp
	for _, p := range s.Except {
		r, err := glob(p)
		if err != nil {
			return nil, err
		}
		except = append(except, r)
	}
	out := map[string]*Group{}
	for _, p := range paths {
		if taken[p] || slices.ContainsFunc(except, func(r *regexp.Regexp) bool { return r.MatchString(p) }) {
			continue
		}
		v, key := narrowest(patterns, p)
		if v < 0 {
			continue
		}
		if s.By == "number" {
			key = numbered(key)
		}
		g := out[key]
		if g == nil {
			g = &Group{}
			out[key] = g
		}
		if g.Path[v] != "" {
			return nil, fmt.Errorf("%s and %s are both the %s version of one document: leave one out with except, or name them in a [[set.file]]", g.Path[v], p, align.Version(v))
		}
		g.Path[v] = p
	}
	return out, nil
}

// narrowest is the version whose pattern a file meets, and what it has in common with the
// others. Of two patterns that meet it the one that leaves less open counts.
func narrowest(patterns [3]*regexp.Regexp, name string) (version int, key string) {
	version = -1
	for v, r := range patterns {
		if r == nil {
			continue
		}
		if m := r.FindStringSubmatch(name); m != nil && (version < 0 || len(m[1]) < len(key)) {
			version, key = v, m[1]
		}
	}
	return version, key
}

// number is what names that go together by number begin with: 2, 2-1, 2.1.
var number = regexp.MustCompile(`^[0-9]+(?:[-._][0-9]+)*`)

// numbered is a path with each name cut down to the number that it begins with; a file
// without one keeps its name up to the first dot.
func numbered(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		if n := number.FindString(part); n != "" {
			parts[i] = n
		} else if i == len(parts)-1 {
			parts[i], _, _ = strings.Cut(part, ".")
		}
	}
	return path.Join(parts...)
}
