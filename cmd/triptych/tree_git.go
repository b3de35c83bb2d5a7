package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"triptych/align"
)

// past is the history of the folder that a tree of texts lies in, as git tells it.
type past struct {
	dir     string // where triptych.toml lies; names of files are relative to it
	commits map[string]*commit
	ignored []string // arguments for blame: the commits that changed no wording
}

// commit is a revision; that of what is not committed yet has no id.
type commit struct {
	id, subject string
	at          time.Time
}

func (c *commit) short() string { return fmt.Sprintf("%.10s", c.id) }
func (c *commit) day() string   { return c.at.UTC().Format(time.DateOnly) }

// newer reports whether c came after o. What is not committed came last.
func (c *commit) newer(o *commit) bool {
	return o == nil || o.id != "" && (c.id == "" || c.at.After(o.at))
}

// openPast finds the history of a folder; nil when it has none. A history that was cut
// off would name the wrong revisions, so it is refused.
func openPast(ctx context.Context, dir string) (*past, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, nil
	}
	p := &past{dir: dir, commits: map[string]*commit{}}
	shallow, err := p.git(ctx, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, nil
	}
	if strings.TrimSpace(string(shallow)) == "true" {
		return nil, errors.New("the history here is cut off, so what changed since a translation cannot be told: run git fetch --unshallow (in GitHub Actions: fetch-depth: 0; in GitLab: GIT_DEPTH: 0), or give --no-history")
	}
	if _, err := p.git(ctx, "rev-parse", "--verify", "HEAD"); err != nil {
		return nil, nil // nothing committed yet
	}
	p.ignored = p.ignores(ctx)
	return p, nil
}

// ignores has blame pass over the commits that a repository lists by custom; one that says
// so itself is left to git.
func (p *past) ignores(ctx context.Context) []string {
	if set, err := p.git(ctx, "config", "blame.ignoreRevsFile"); err == nil && len(set) > 0 {
		return nil
	}
	top, err := p.git(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil
	}
	file := filepath.Join(strings.TrimSpace(string(top)), ".git-blame-ignore-revs")
	if !isFile(file) {
		return nil
	}
	return []string{"--ignore-revs-file", file}
}

// git runs git in the folder, so that nothing it reads from the surroundings changes
// what it prints.
func (p *past) git(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotePath=false", "-c", "blame.coloring=none"}, args...)...)
	cmd.Dir = p.dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(errs.String()))
	}
	return out, nil
}

// files lists what lies in the folder and below, but what git is told to ignore.
func (p *past) files(ctx context.Context) ([]string, error) {
	out, err := p.git(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", ".")
	if err != nil {
		return nil, err
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 }), nil
}

// touched says of each line of a file which commit it comes from, the first line at 0.
func (p *past) touched(ctx context.Context, name string) ([]*commit, error) {
	out, err := p.git(ctx, slices.Concat([]string{"blame", "--porcelain", "-w", "-M"}, p.ignored, []string{"--", name})...)
	if err != nil {
		return nil, err
	}
	return p.parse(out), nil
}

// parse reads what git blame --porcelain prints: a line with the commit and the numbers of
// the line, what is known of the commit the first time, the text behind a tab.
func (p *past) parse(out []byte) (lines []*commit) {
	var now *commit
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSuffix(line, "\n")
		key, value, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(line, "\t"):
			lines = append(lines, now)
		case len(key) == 40 || len(key) == 64:
			if now = p.commits[key]; now == nil {
				now = &commit{id: key}
				if strings.Trim(key, "0") == "" {
					now.id = ""
				}
				p.commits[key] = now
			}
		case key == "committer-time":
			if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
				now.at = time.Unix(seconds, 0)
			}
		case key == "summary":
			now.subject = value
		}
	}
	return lines
}

// last is the newest commit of the lines that a segment stands in; nil where that is not
// known. The segment that comes next in the file begins at line next, 0 = there is none.
func last(lines []*commit, seg align.Segment, next int) (newest *commit) {
	if seg.Line == 0 {
		return newestOf(lines)
	}
	if next <= seg.Line {
		next = seg.Line + 1
		if seg.Line > len(lines) {
			return nil
		}
	}
	return newestOf(lines[min(seg.Line-1, len(lines)):min(next-1, len(lines))])
}

func newestOf(lines []*commit) (newest *commit) {
	for _, c := range lines {
		if c != nil && c.newer(newest) {
			newest = c
		}
	}
	return newest
}

// names lists what a file was called, the present name first.
func (p *past) names(ctx context.Context, name string) []string {
	out := []string{name}
	log, err := p.git(ctx, "log", "--follow", "--format=", "--name-only", "--relative", "-z", "--", name)
	if err != nil {
		return out
	}
	seen := map[string]bool{name: true}
	for _, n := range strings.FieldsFunc(string(log), func(r rune) bool { return r == 0 || r == '\n' }) {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// at is a file as it was in a commit, under any of its names; nil when it was not there.
func (p *past) at(ctx context.Context, c *commit, names []string) []byte {
	for _, name := range names {
		if data, err := p.git(ctx, "cat-file", "blob", c.id+":./"+name); err == nil {
			return data
		}
	}
	return nil
}
