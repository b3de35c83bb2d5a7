// Package tree says which files of a folder are versions of one another, as a file of
// patterns tells it: docs/en/**/*.md beside docs/zh-cn/{path}.
//
// It reads names only. Guarantee: a file is in at most one group of a set, and the groups
// come in the order of their names.
package tree

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"

	"triptych/align"
)

// Config is what triptych.toml in a folder of texts says.
type Config struct {
	Sets []Set `toml:"set"`
}

// Set is a kind of files that belong together, and how they are checked. Names of files
// are relative to the folder of the config and have slashes.
type Set struct {
	En       string   `toml:"en"`
	Hans     string   `toml:"zh-Hans"`
	Hant     string   `toml:"zh-Hant"`
	Except   []string `toml:"except"` // patterns of files that are left out
	By       string   `toml:"by"`     // "path", or "number": the numbers that names begin with
	Profile  string   `toml:"profile"`
	Glossary string   `toml:"glossary"`
	Off      []string `toml:"off"`
	On       []string `toml:"on"`
	Files    []File   `toml:"file"` // what no pattern finds
}

// File names the versions of one document.
type File struct {
	En   string `toml:"en"`
	Hans string `toml:"zh-Hans"`
	Hant string `toml:"zh-Hant"`
}

// Group is one document: the files of its versions, "" where there is none. Wanted are
// the versions that the set has.
type Group struct {
	Set    int // number of the set, from 0
	Path   [3]string
	Wanted [3]bool
}

// Name is that of the first version there is.
func (g Group) Name() string { return cmp.Or(g.Path[0], g.Path[1], g.Path[2]) }

func (s *Set) patterns() [3]string { return [3]string{s.En, s.Hans, s.Hant} }
func (f *File) paths() [3]string   { return [3]string{f.En, f.Hans, f.Hant} }

// Read reads a config; an error says which set and what to write instead.
func Read(text string) (*Config, error) {
	var c Config
	known, err := toml.Decode(text, &c)
	if err != nil {
		var at toml.ParseError
		if errors.As(err, &at) {
			return nil, fmt.Errorf("line %d: %s", at.Position.Line, at.Message)
		}
		return nil, err
	}
	if left := known.Undecoded(); len(left) > 0 {
		return nil, fmt.Errorf("%s is not known here: a [[set]] has en, zh-Hans, zh-Hant, except, by, profile, glossary, off, on and [[set.file]]", left[0])
	}
	if len(c.Sets) == 0 {
		return nil, errors.New(`it has no [[set]]: write one, with en = "docs/en/**/*.md", zh-Hans = "docs/zh-cn/{path}" and zh-Hant = "docs/zh-tw/{path}"`)
	}
	for i := range c.Sets {
		if err := c.Sets[i].examine(); err != nil {
			return nil, fmt.Errorf("[[set]] number %d: %w", i+1, err)
		}
	}
	return &c, nil
}

// examine says what a set cannot be.
func (s *Set) examine() error {
	versions := 0
	for v, p := range s.patterns() {
		if p == "" {
			continue
		}
		versions++
		if _, err := compile(p, align.Version(v)); err != nil {
			return err
		}
	}
	if versions == 0 && len(s.Files) > 0 {
		versions = 2
	}
	if versions < 2 {
		return errors.New("it needs the patterns of two versions at least, of en, zh-Hans and zh-Hant")
	}
	for _, p := range s.Except {
		if _, err := glob(p); err != nil {
			return fmt.Errorf("except: %w", err)
		}
	}
	for _, f := range s.Files {
		for _, p := range f.paths() {
			if p != "" && !inside(p) {
				return fmt.Errorf("[[set.file]] %q leads out of the folder: name files from here, with slashes", p)
			}
		}
	}
	switch s.By {
	case "", "path", "number":
		return nil
	}
	return fmt.Errorf("by = %q: use path or number", s.By)
}

// inside reports whether a name stays in the folder.
func inside(name string) bool {
	return name == path.Clean(name) && !path.IsAbs(name) && name != ".." && !strings.HasPrefix(name, "../") && !strings.Contains(name, `\`)
}

// compile makes an expression of a pattern whose first group is what the versions of a
// document have in common: {path}, or all from the first wildcard on.
func compile(pattern string, v align.Version) (*regexp.Regexp, error) {
	whole := strings.Count(pattern, "{path}")
	switch {
	case !inside(strings.ReplaceAll(pattern, "{path}", "x")):
		return nil, fmt.Errorf("%s = %q leads out of the folder: name files from here, with slashes", v, pattern)
	case whole > 1:
		return nil, fmt.Errorf("%s = %q has {path} twice: once is enough", v, pattern)
	case whole == 1 && strings.ContainsAny(pattern, "*?"):
		return nil, fmt.Errorf("%s = %q has both {path} and a wildcard: use one of them", v, pattern)
	case whole == 1:
		before, after, _ := strings.Cut(pattern, "{path}")
		return regexp.Compile("^" + regexp.QuoteMeta(before) + "(.+)" + regexp.QuoteMeta(after) + "$")
	}
	at := strings.IndexAny(pattern, "*?")
	if at < 0 {
		return nil, fmt.Errorf("%s = %q is one file: patterns have **, * or {path}; single files go into a [[set.file]]", v, pattern)
	}
	rest, err := wild(pattern[at:])
	if err != nil {
		return nil, fmt.Errorf("%s = %q: %w", v, pattern, err)
	}
	return regexp.Compile("^" + regexp.QuoteMeta(pattern[:at]) + "(" + rest + ")$")
}

// glob makes an expression of a pattern without {path}.
func glob(pattern string) (*regexp.Regexp, error) {
	if !inside(pattern) {
		return nil, fmt.Errorf("%q leads out of the folder: name files from here, with slashes", pattern)
	}
	rest, err := wild(pattern)
	if err != nil {
		return nil, err
	}
	return regexp.Compile("^" + rest + "$")
}

// wild is a pattern as an expression: ** is any folders, * anything in one name, ? one letter.
func wild(pattern string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch rest := pattern[i:]; {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			i += 2
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			i++
		case rest[0] == '*':
			b.WriteString("[^/]*")
		case rest[0] == '?':
			b.WriteString("[^/]")
		case rest[0] == '[' || rest[0] == '{':
			return "", fmt.Errorf("%q: only **, * and ? are wildcards", pattern)
		default:
			b.WriteString(regexp.QuoteMeta(string(rest[0])))
		}
	}
	return b.String(), nil
}
