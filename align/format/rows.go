package format

import (
	"strings"

	"triptych/align"
)

// rowMark stands between the key of a row and the number of a text in it.
const rowMark = "¶"

// Row is the key that all texts of a row share.
func Row(key string) string {
	row, _, _ := strings.Cut(key, rowMark)
	return row
}

// named finds the version of a file that holds one: by what it was given for, its texts,
// its name, or the letters that most of them are.
func (in *input) named(texts []found) align.Version {
	if in.asked != nil {
		return *in.asked
	}
	var segments []align.Segment
	counts := map[align.Version]int{}
	for _, f := range texts {
		segments = append(segments, f.Segment)
		counts[languageOf(f.Text)]++
	}
	if v, sure := language(segments); sure {
		return v
	}
	for _, part := range strings.FieldsFunc(in.name, func(r rune) bool { return strings.ContainsRune("./\\ ()", r) }) {
		if v, plain, ok := languageTag(part); ok && !plain {
			return v
		}
	}
	if chinese := counts[align.Hans] + counts[align.Hant] + counts[unsure]; chinese <= counts[align.En] {
		return align.En
	}
	if counts[align.Hant] > counts[align.Hans] {
		return align.Hant
	}
	return align.Hans
}

// single gives all texts of a catalogue to its one version.
func (in *input) single(c *content) *content {
	v := in.named(c.texts)
	for i := range c.texts {
		c.texts[i].version = v
	}
	c.tagged, c.rows = true, true
	return c
}
