package format

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"

	"triptych/align"
	"triptych/align/message"
)

// Edit is a text to be written into a file.
type Edit struct {
	Version align.Version
	Key     string
	Text    string
}

// Kind is what the program says of a format.
type Kind struct {
	Name       string   `json:"name"`
	Extensions []string `json:"extensions"`
	Back       bool     `json:"back"` // texts can be written back into such a file
	Many       bool     `json:"many"` // a file may hold several versions and names them
}

// Kinds lists the formats that are read.
func Kinds() []Kind {
	var all []Kind
	for _, f := range All {
		all = append(all, Kind{f.Name, f.Extensions, f.back, f.many})
	}
	return all
}

// KindOf is what there is to say of a format; nothing where there is no such format.
func KindOf(name string) Kind {
	for _, k := range Kinds() {
		if k.Name == name {
			return k
		}
	}
	return Kind{}
}

// Patch writes texts into the file that they were read from, by Open with the same name,
// version and mode. Without a text that is other than it was the file comes back byte
// for byte. What could not be written is told; the error says that nothing could.
func Patch(name string, data []byte, v *align.Version, mode Mode, edits []Edit) ([]byte, []Problem, error) {
	in, problem := newInput(name, data, mode)
	var c *content
	if problem == nil {
		if in.asked = v; v != nil {
			in.version = *v
		}
		c, problem = in.format.read(in)
	}
	if problem != nil {
		return nil, nil, problem
	}
	if v == nil && !c.tagged {
		c.sort(in)
	}
	cuts, problems := c.cuts(in, edits)
	if len(cuts) == 0 {
		return data, problems, nil
	}
	out, err := in.splice(cuts)
	return out, problems, err
}

// cuts finds the places of the texts that differ from what stands there.
func (c *content) cuts(in *input, edits []Edit) (cuts []cut, problems []Problem) {
	type at struct {
		v   align.Version
		key string
	}
	places := map[at]*found{}
	for i := range c.texts {
		f := &c.texts[i]
		if at := (at{f.version, f.key}); places[at] == nil {
			places[at] = f
		}
	}
	lost, first := 0, ""
	for _, e := range edits {
		f := places[at{e.Version, e.Key}]
		switch {
		case f != nil && e.Text == f.Text:
		case f == nil || len(f.pieces) == 0:
			if lost++; first == "" {
				first = shorten(e.Text, 40)
			}
		default:
			cuts = append(cuts, f.change(e.Text, in.part)...)
		}
	}
	if lost > 0 {
		problems = append(problems, *problem(CodePlace, message.Of("back.no_place", "n", strconv.Itoa(lost), "text", first), "back.no_place.do"))
	}
	return cuts, problems
}

// part gives the decoded text of a part of a file.
func (in *input) part(name string) string {
	if name != "" {
		return in.parts[name]
	}
	return in.text
}

// splice puts cuts into the bytes of a file.
func (in *input) splice(cuts []cut) ([]byte, error) {
	if in.parts != nil {
		return in.spliceArchive(cuts)
	}
	c, mark := byteOrderMark(in.data)
	if c.name == "" {
		c = in.candidate()
	}
	body := in.data[mark:]
	if c.enc == encoding.Nop {
		return append(bytes.Clone(in.data[:mark]), splice(in.text, cuts)...), nil
	}
	// A line of the file that nothing is put into stays as it is, whatever its bytes are:
	// decoding and encoding need not be the inverse of each other.
	out := bytes.Clone(in.data[:mark])
	at := 0
	for _, raw := range c.lines(body) {
		text, ok := try(c, raw)
		if !ok {
			text, _ = ownCharacters(raw)
		}
		var inside []cut
		for _, k := range cuts {
			if k.from >= at && k.from < at+len(text) || k.from == at+len(text) && k.from == len(in.text) {
				k.from, k.to = k.from-at, min(k.to-at, len(text))
				inside = append(inside, k)
			} else if k.from < at && k.to > at { // a text of several lines: the rest of it goes
				inside = append(inside, cut{k.part, 0, min(k.to-at, len(text)), ""})
			}
		}
		at += len(text)
		if inside == nil {
			out = append(out, raw...)
			continue
		}
		line, err := c.enc.NewEncoder().Bytes([]byte(splice(text, inside)))
		if err != nil {
			return nil, fatal(CodeEncoding, message.Of("back.encoding", "encoding", in.encoding), "back.encoding.do")
		}
		out = append(out, line...)
	}
	return out, nil
}

// candidate is the encoding that the file was read in.
func (in *input) candidate() candidate {
	for _, c := range []candidate{utf16LE, utf16BE, gb18030, big5, cp1252} {
		if strings.EqualFold(c.name, in.encoding) {
			return c
		}
	}
	return candidate{"UTF-8", encoding.Nop, 1}
}

// lines parts bytes behind each line feed.
func (c candidate) lines(data []byte) [][]byte {
	var all [][]byte
	from := 0
	for i := 0; i+c.units <= len(data); i += c.units {
		feed := data[i] == '\n'
		if c.units == 2 {
			low, high := data[i], data[i+1]
			if c.name == utf16BE.name {
				low, high = high, low
			}
			feed = low == '\n' && high == 0
		}
		if feed {
			all = append(all, data[from:i+c.units])
			from = i + c.units
		}
	}
	if from < len(data) {
		all = append(all, data[from:])
	}
	return all
}
