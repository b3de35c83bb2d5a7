package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"triptych/align"
)

// catalogue is JSON with texts by keys: a file for each language, or the languages as
// keys inside of one; and the documents that this program exports.
var catalogue = Format{Name: "json", Extensions: []string{".json", ".jsonl"}, is: func(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && (text[0] == '{' || text[0] == '[') && json.Valid([]byte(text))
}, read: readCatalogue, back: true, many: true}

// leaf is a text of a catalogue with the keys that lead to it.
type leaf struct {
	path []string
	found
}

func readCatalogue(in *input) (*content, *Problem) {
	if c := in.ownExport(); c != nil {
		return c, nil
	}
	leaves, problem := jsonLeaves(in.text)
	if problem != nil {
		return nil, problem
	}
	return in.keyed(leaves), nil
}

// jsonReader collects the strings of JSON, or of lines of it.
type jsonReader struct {
	text   string
	d      *json.Decoder
	stack  []jsonLevel // the lowest is the list of documents
	leaves []leaf
}

// jsonLevel is a list or an object that is being read.
type jsonLevel struct {
	list  bool
	at    int    // the number of the next value of a list
	key   string // of the next value of an object
	named bool   // the key has been read
}

func jsonLeaves(text string) ([]leaf, *Problem) {
	r := jsonReader{text: text, d: json.NewDecoder(strings.NewReader(text)), stack: []jsonLevel{{list: true}}}
	for {
		tok, err := r.d.Token()
		if err == io.EOF {
			return r.leaves, nil
		}
		if err != nil || len(r.stack) > chosen.file.depth {
			return nil, badJSON(text, err, int(r.d.InputOffset()))
		}
		r.take(tok)
	}
}

func (r *jsonReader) take(tok json.Token) {
	top := &r.stack[len(r.stack)-1]
	switch t := tok.(type) {
	case json.Delim:
		if t == '{' || t == '[' {
			r.stack = append(r.stack, jsonLevel{list: t == '['})
			return
		}
		r.stack = r.stack[:len(r.stack)-1]
		top = &r.stack[len(r.stack)-1]
	case string:
		if !top.list && !top.named {
			top.key, top.named = t, true
			return
		}
		r.leaf(t)
	}
	top.at++ // a value has ended
	top.named = false
}

// leaf adds the text that was read last.
func (r *jsonReader) leaf(says string) {
	to := int(r.d.InputOffset())
	from := quoteBefore(r.text, to)
	var path []string
	for i, l := range r.stack {
		switch {
		case i == 0 && l.at == 0: // the first document, which is the only one but in lines of JSON
		case l.list:
			path = append(path, strconv.Itoa(l.at))
		default:
			path = append(path, l.key)
		}
	}
	r.leaves = append(r.leaves, leaf{path, found{
		Segment: align.Segment{Text: tidyString(says), Kind: align.Text, Line: 1 + strings.Count(r.text[:from], "\n")},
		pieces:  []piece{{from: from, to: to - 1, way: cWay}},
	}})
}

// quoteBefore finds the first byte of a quoted text that ends before to.
func quoteBefore(text string, to int) int {
	at := to - 2
	for ; at > 0; at-- {
		if text[at] != '"' {
			continue
		}
		slashes := 0
		for at-1-slashes >= 0 && text[at-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			break
		}
	}
	return at + 1
}

func badJSON(text string, err error, at int) *Problem {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = int(syntax.Offset)
	}
	return broken("file.json", 1+strings.Count(text[:min(at, len(text))], "\n"))
}

// keyed makes texts of the leaves of a catalogue. Where nearly every leaf has a language
// among its keys, that is its version and the others are the key.
func (in *input) keyed(leaves []leaf) *content {
	c := &content{}
	level := languageLevel(leaves)
	seen := map[string]bool{}
	for _, l := range leaves {
		f := l.found
		keys := l.path
		if level >= 0 {
			if len(keys) <= level {
				continue
			}
			v, plain, ok := languageTag(keys[level])
			if !ok {
				continue
			}
			if plain {
				v = chineseOf(f.Text, nil)
			}
			f.version = v
			keys = append(append([]string{}, keys[:level]...), keys[level+1:]...)
		}
		f.key = strings.ReplaceAll(strings.Join(keys, "."), rowMark, "")
		if own := f.key + "\x00" + f.version.String(); seen[own] {
			continue // a key that is given twice: programs take either
		} else {
			seen[own] = true
		}
		c.texts = append(c.texts, f)
	}
	if level < 0 {
		return in.single(c)
	}
	c.tagged, c.named, c.rows = true, true, true
	return c
}

// languageLevel finds the level of keys that are languages; -1 for none.
func languageLevel(leaves []leaf) int {
	counts := map[int]int{}
	tags := map[int]map[string]bool{}
	for _, l := range leaves {
		for i, key := range l.path {
			if languageShape(key) {
				counts[i]++
				if tags[i] == nil {
					tags[i] = map[string]bool{}
				}
				tags[i][key] = true
			}
		}
	}
	for i := range 8 {
		if 10*counts[i] >= 9*len(leaves) && len(tags[i]) >= 2 {
			return i
		}
	}
	return -1
}

// languageShape reports whether a key is written as tags of languages are.
func languageShape(key string) bool {
	if _, _, ok := languageTag(key); ok {
		return true
	}
	return len(key) == 2 && strings.ToLower(key) == key && key[0] >= 'a' && key[1] >= 'a' ||
		len(key) == 5 && (key[2] == '-' || key[2] == '_')
}

// ownExport reads a document that this program exported; nil for any other JSON.
func (in *input) ownExport() *content {
	if !strings.Contains(in.text, `"units"`) || !strings.Contains(in.text, `"cells"`) {
		return nil
	}
	e, err := ReadExport(bytes.NewReader([]byte(in.text)))
	if err != nil {
		return nil
	}
	c := &content{tagged: true, rows: true}
	for n, u := range e.Units {
		row := "unit " + strconv.Itoa(n+1)
		for _, v := range align.Versions {
			for i, s := range u.Cells[v].Segments {
				c.texts = append(c.texts, found{
					Segment: align.Segment{Text: s.Text, Kind: s.Kind}, version: v, key: numbered(row, i)})
			}
		}
	}
	return c
}
