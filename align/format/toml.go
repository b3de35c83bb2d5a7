package format

import (
	"regexp"
	"strconv"
	"strings"

	"triptych/align"
)

// toml is a catalogue in TOML: strings under keys and tables. What is no string on one
// line (numbers, dates, lists, texts of several lines) stays as it is.
var toml = Format{Name: "toml", Extensions: []string{".toml"}, read: readTOML, back: true, many: true}

var (
	tomlTable  = regexp.MustCompile(`^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$`)
	tomlString = regexp.MustCompile(`^\s*([\w.-]+|"[^"]*"|'[^']*')\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*')\s*(#.*)?$`)
)

func readTOML(in *input) (*content, *Problem) {
	var leaves []leaf
	var above []string // the table that keys are in
	lists := map[string]int{}
	long := "" // the quotation marks that end a text of several lines
	for n, l := range rawLines(in.text, false) {
		raw := in.text[l[0]:l[1]]
		if long != "" {
			if strings.Contains(raw, long) {
				long = ""
			}
			continue
		}
		if m := tomlTable.FindStringSubmatch(raw); m != nil {
			above = []string{m[2]}
			if m[1] == "[[" {
				above = append(above, strconv.Itoa(lists[m[2]]))
				lists[m[2]]++
			}
			continue
		}
		for _, mark := range []string{`"""`, `'''`} {
			if at := strings.Index(raw, mark); at >= 0 && !strings.Contains(raw[at+3:], mark) {
				long = mark
			}
		}
		m := tomlString.FindStringSubmatchIndex(raw)
		if m == nil || long != "" || strings.Contains(raw, `"""`) || strings.Contains(raw, `'''`) {
			continue
		}
		way, value := tomlWay, raw[m[4]:m[5]]
		text := value[1 : len(value)-1]
		if value[0] == '"' {
			text = cWay.read(text)
		}
		leaves = append(leaves, leaf{append(append([]string{}, above...), strings.Trim(raw[m[2]:m[3]], `"'`)), found{
			Segment: align.Segment{Text: tidyString(text), Kind: align.Text, Line: n + 1},
			pieces:  []piece{{from: l[0] + m[4], to: l[0] + m[5], way: way}},
		}})
	}
	return in.keyed(leaves), nil
}

// tomlWay writes a string in quotation marks, whichever it had.
var tomlWay = &way{next: nextRune, quote: func(s string) string { return `"` + cWay.quote(s) + `"` }, whole: true}
