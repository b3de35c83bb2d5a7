package format

import (
	"regexp"
	"strconv"
	"strings"

	"triptych/align"
)

// yaml is a catalogue in YAML: texts under keys, by their indentation. A text of several
// lines is read and has no place to write to; anchors, tags and lists in brackets are no texts.
var yaml = Format{Name: "yaml", Extensions: []string{".yaml", ".yml"}, read: readYAML, back: true, many: true}

var (
	yamlKey    = regexp.MustCompile(`^( *)((?:- +)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#\[{&*!|>%@-][^#]*?|-[^\s#][^#]*?)\s*:(?:\s+(.*))?$`)
	yamlItem   = regexp.MustCompile(`^( *)((?:- +)+)(.+)$`)
	yamlQuoted = regexp.MustCompile(`^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$`)
	yamlBlock  = regexp.MustCompile(`^[|>][-+0-9]*\s*(?:#.*)?$`)
)

// yamlReader reads lines; levels are the keys that are open, outer first.
type yamlReader struct {
	in     *input
	lines  [][2]int
	levels []yamlLevel
	leaves []leaf
}

type yamlLevel struct {
	indent int
	key    string
	items  int
}

func readYAML(in *input) (*content, *Problem) {
	r := yamlReader{in: in, lines: rawLines(in.text, false)}
	for i := 0; i < len(r.lines); {
		i = r.line(i)
	}
	// A file of Rails has its language as the one key above all others.
	root := ""
	for _, l := range r.leaves {
		if len(l.path) < 2 || root != "" && l.path[0] != root {
			return in.keyed(r.leaves), nil
		}
		root = l.path[0]
	}
	if v, plain, ok := languageTag(root); ok {
		for i := range r.leaves {
			r.leaves[i].path = r.leaves[i].path[1:]
		}
		if in.asked == nil && !plain {
			in.asked = &v
		}
	}
	return in.keyed(r.leaves), nil
}

// line reads line i and gives the next one to read.
func (r *yamlReader) line(i int) int {
	raw := strings.TrimRight(r.in.text[r.lines[i][0]:r.lines[i][1]], "\r")
	if t := strings.TrimSpace(raw); t == "" || t[0] == '#' || t == "---" || t == "..." {
		return i + 1
	}
	if m := yamlKey.FindStringSubmatchIndex(raw); m != nil {
		dashes := raw[m[4]:m[5]]
		if dashes != "" {
			r.item(m[3])
		}
		r.enter(m[3]+len(dashes), strings.Trim(raw[m[6]:m[7]], `"'`))
		if m[8] < 0 {
			return i + 1
		}
		return r.value(i, m[8], raw, m[3]+len(dashes))
	}
	if m := yamlItem.FindStringSubmatchIndex(raw); m != nil {
		r.item(m[3])
		return r.value(i, m[6], raw, m[3])
	}
	return i + 1
}

// enter makes a key the innermost of those with less indentation.
func (r *yamlReader) enter(indent int, key string) {
	for n := len(r.levels); n > 0 && r.levels[n-1].indent >= indent; n-- {
		r.levels = r.levels[:n-1]
	}
	r.levels = append(r.levels, yamlLevel{indent: indent, key: key})
}

// item begins the next item of the list at an indentation; a list may stand as far in as
// the key that it belongs to.
func (r *yamlReader) item(indent int) {
	for n := len(r.levels); n > 0 && (r.levels[n-1].indent > indent || r.levels[n-1].indent == indent && r.levels[n-1].items > 0); n-- {
		if r.levels[n-1].items > 0 && r.levels[n-1].indent == indent {
			r.levels[n-1].items++
			r.levels[n-1].key = strconv.Itoa(r.levels[n-1].items)
			return
		}
		r.levels = r.levels[:n-1]
	}
	r.levels = append(r.levels, yamlLevel{indent: indent, key: "1", items: 1})
}

// value reads what stands behind a key or a dash, from byte at of line i.
func (r *yamlReader) value(i, at int, raw string, indent int) int {
	value := strings.TrimSpace(raw[at:])
	at += strings.Index(raw[at:], value)
	from := r.lines[i][0] + at
	next := i + 1
	for next < len(r.lines) { // lines that are further in go on with it
		l := strings.TrimRight(r.in.text[r.lines[next][0]:r.lines[next][1]], "\r")
		if t := strings.TrimLeft(l, " "); t != "" && (len(l)-len(t) <= indent || value == "" || value[0] == '#') {
			break
		}
		next++
	}
	long := ""
	if next > i+1 {
		long = strings.TrimSpace(r.in.text[r.lines[i+1][0]:r.lines[next-1][1]])
	}
	switch m := yamlQuoted.FindStringSubmatch(value); {
	case value == "" || strings.ContainsRune("#[{&*!", rune(value[0])):
	case yamlBlock.MatchString(value):
		lines := strings.Split(long, "\n")
		for n := range lines {
			lines[n] = strings.TrimSpace(lines[n])
		}
		r.leaf(i, strings.Join(lines, "\n"), nil)
	case m != nil && next == i+1 || m != nil && long == "":
		text := m[1][1 : len(m[1])-1]
		if m[1][0] == '"' {
			text = cWay.read(text)
		} else {
			text = strings.ReplaceAll(text, "''", "'")
		}
		r.leaf(i, text, []piece{{from: from, to: from + len(m[1]), way: tomlWay}})
	case next > i+1 && long != "":
		r.leaf(i, strings.Trim(value+" "+strings.Join(strings.Fields(long), " "), `"'`), nil)
	default:
		text, _, _ := strings.Cut(value, " #")
		text = strings.TrimSpace(text)
		r.leaf(i, text, []piece{{from: from, to: from + len(text), way: tomlWay}})
	}
	return next
}

func (r *yamlReader) leaf(i int, text string, pieces []piece) {
	var path []string
	for _, l := range r.levels {
		path = append(path, l.key)
	}
	if text == "" || text == "true" || text == "false" || text == "null" || text == "~" {
		return
	}
	r.leaves = append(r.leaves, leaf{path, found{Segment: align.Segment{Text: tidyString(text), Kind: align.Text, Line: i + 1}, pieces: pieces}})
}
