package check

import (
	"errors"
	"slices"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

// Carried is an edit of one Chinese version as it would be in the other.
type Carried struct {
	Text string   // the other version's text with the edit in it
	Diff []Change // from the text that stands there to Text
	// Sure: every place of the edit stands in the other text as it stood in the
	// edited one. Otherwise somebody had worded it differently there; what they
	// wrote is kept, and a person should look.
	Sure bool
}

// errNotChinese is for callers that ask for English.
var errNotChinese = errors.New("only the two Chinese versions can be converted into each other")

// CarryOver brings an edit of version from, whose text went from before to
// after, into text, what stands in the other Chinese version now. The change is
// converted with the words of the profile ("TW", "HK", "CN" or "") and mapped
// into text through a diff of before and text, so that wording of text's own,
// outside the edit, stays as it is. An error says that the versions are not
// Chinese or that conversion is not built in.
func CarryOver(before, after string, from align.Version, text, profile string) (Carried, error) {
	convert, err := conversion(from, profile)
	if err != nil {
		return Carried{}, err
	}
	old, now, there := []rune(convert(before)), []rune(convert(after)), []rune(text)
	m := mapping(old, there)
	out := Carried{Sure: true}
	var result []rune
	at := 0 // in there
	for _, e := range wordDiff(old, now) {
		if e.Same {
			continue
		}
		start := m.boundary(e.From[0], false)
		end := m.boundary(e.From[1], true)
		if i := e.From[0]; i == e.From[1] && i > 0 && m.to[i-1] < 0 && i < m.n && m.to[i] >= 0 {
			start = end // what stood before is worded otherwise there: before what follows
		}
		start, end = max(start, at), max(end, at, start)
		keep := m.own(e.From, Span{start, end})
		if len(keep) > 0 || !m.touches(e.From) {
			out.Sure = false
		}
		result = append(result, there[at:start]...)
		result = append(result, now[e.To[0]:e.To[1]]...)
		for _, s := range keep {
			result = append(result, there[s[0]:s[1]]...)
		}
		at = end
	}
	result = append(result, there[at:]...)
	out.Text = string(result)
	out.Diff = changes(wordDiff(there, result), there, result)
	return out, nil
}

// Convert writes a text of one Chinese version in the script of the other, with
// the words of the profile: what fills an empty cell from its sibling.
func Convert(text string, from align.Version, profile string) (string, error) {
	convert, err := conversion(from, profile)
	if err != nil {
		return "", err
	}
	return convert(text), nil
}

// conversion leads from version from to the other script by an OpenCC
// configuration; quotation marks take the shape of that script.
func conversion(from align.Version, profile string) (func(string) string, error) {
	configs := map[align.Version]map[string]string{
		align.Hans: {"TW": "s2twp", "HK": "s2hkp", "CN": "s2t", "": "s2t"},
		align.Hant: {"TW": "tw2sp", "HK": "hk2sp", "CN": "t2s", "": "t2s"},
	}
	config, ok := configs[from][profile]
	if !ok {
		if !from.IsChinese() {
			return nil, errNotChinese
		}
		return nil, errors.New("unknown profile " + profile + ": use CN, TW or HK")
	}
	conv, err := zh.Open(config)
	if err != nil {
		return nil, err
	}
	if from == align.Hans && profile == "CN" { // the mainland's Traditional text keeps its quotation marks
		return conv.Convert, nil
	}
	return func(s string) string { return requote(conv.Convert(s), other(from)) }, nil
}

var quotesTo = map[align.Version]map[rune]rune{
	align.Hans: {'「': '“', '」': '”', '『': '‘', '』': '’'},
	align.Hant: {'“': '「', '”': '」', '‘': '『', '’': '』'},
}

// requote gives quotation marks the form of a script; an apostrophe inside a
// Latin word is none.
func requote(s string, to align.Version) string {
	runes := []rune(s)
	latin := func(i int) bool { return i >= 0 && i < len(runes) && letter.Latin(runes[i]) }
	for i, r := range runes {
		if quote, ok := quotesTo[to][r]; ok && !(r == '’' && latin(i-1) && latin(i+1)) {
			runes[i] = quote
		}
	}
	return string(runes)
}

// correspondence tells which runes of one text stand in another, in order.
type correspondence struct {
	to   []int // rune of the first → rune of the second, -1 = not there
	n, m int
}

// mapping compares two texts of one script rune by rune, script variants and
// quotation marks folded.
func mapping(a, b []rune) correspondence {
	c := correspondence{to: make([]int, len(a)), n: len(a), m: len(b)}
	for i := range c.to {
		c.to[i] = -1
	}
	for _, e := range diffTokens(foldEach(a), foldEach(b)) {
		if !e.Same {
			// inside a stretch that was joined to one edit, runes may still be the same
			i, j := e.From[0], e.To[0]
			for i < e.From[1] && j < e.To[1] && foldRune(a[i]) == foldRune(b[j]) {
				c.to[i] = j
				i, j = i+1, j+1
			}
			continue
		}
		for k := 0; k < e.From[1]-e.From[0]; k++ {
			c.to[e.From[0]+k] = e.To[0] + k
		}
	}
	return c
}

func foldEach(text []rune) []string {
	out := make([]string, len(text))
	for i, r := range text {
		out[i] = foldRune(r)
	}
	return out
}

func foldRune(r rune) string {
	if f := zh.Fold(string(r)); f != "" {
		return f
	}
	return string(r)
}

// boundary returns where the boundary before rune i of the first text lies in
// the second: beside the rune that it touches, on the side of the edit.
func (c correspondence) boundary(i int, end bool) int {
	if end {
		for k := i; k < c.n; k++ {
			if c.to[k] >= 0 {
				if k == i {
					return c.to[k]
				}
				break
			}
		}
		for k := i - 1; k >= 0; k-- {
			if c.to[k] >= 0 {
				return c.to[k] + 1
			}
		}
		return 0
	}
	for k := i - 1; k >= 0; k-- {
		if c.to[k] >= 0 {
			return c.to[k] + 1
		}
	}
	return 0
}

// own returns the parts of the span in the second text that are its own words:
// that no rune of the edited stretch stands for.
func (c correspondence) own(edited, there Span) []Span {
	var taken []int
	for i := edited[0]; i < edited[1]; i++ {
		if c.to[i] >= 0 {
			taken = append(taken, c.to[i])
		}
	}
	if edited[0] == edited[1] { // an insertion between words of its own
		return unlessEmpty(there)
	}
	var out []Span
	for j := there[0]; j < there[1]; j++ {
		if slices.Contains(taken, j) {
			continue
		}
		if n := len(out); n > 0 && out[n-1][1] == j {
			out[n-1][1] = j + 1
			continue
		}
		out = append(out, Span{j, j + 1})
	}
	return out
}

func unlessEmpty(s Span) []Span {
	if s[0] == s[1] {
		return nil
	}
	return []Span{s}
}

// touches reports whether the edited stretch, or what stands beside an
// insertion, is found in the second text.
func (c correspondence) touches(edited Span) bool {
	if edited[0] == edited[1] {
		before := edited[0] == 0 || c.to[edited[0]-1] >= 0
		after := edited[0] == c.n || c.to[edited[0]] >= 0
		return before && after
	}
	for i := edited[0]; i < edited[1]; i++ {
		if c.to[i] < 0 {
			return false
		}
	}
	return true
}
