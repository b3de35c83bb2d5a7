package format

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/message"
)

// noLanguage refuses a file in none of the languages of a document.
func noLanguage(others map[string]bool) *Problem {
	var names []string
	for name := range others {
		names = append(names, name)
	}
	slices.Sort(names)
	return fatal(CodeEmpty, message.Of("file.no_language", "names", strings.Join(names[:min(len(names), 8)], ", ")), "file.no_language.do")
}

// chineseOf finds the script of a text that is Chinese of either: by its characters, else
// as it was asked for, else Simplified.
func chineseOf(text string, asked *align.Version) align.Version {
	hans, hant := script(text)
	switch {
	case hant > hans:
		return align.Hant
	case hans == hant && asked != nil && asked.IsChinese():
		return *asked
	}
	return align.Hans
}

// sort finds the versions of texts in a file that does not say whose they are: all of one,
// or several below one another or by turns.
func (c *content) sort(in *input) {
	if c.part(in.format.Name == "text" && in.mode != Line) {
		return
	}
	v := in.named(c.texts)
	for i := range c.texts {
		c.texts[i].version = v
	}
}
