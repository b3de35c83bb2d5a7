package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EachRendering calls f with the names of the program's own word list and their
// renderings, those of the mainland in Simplified and those of Taiwan in Traditional
// script, the usual one of each first.
func EachRendering(f func(english string, hans, hant []string)) {
	data, err := files.ReadFile("news.tsv")
	if err != nil {
		return
	}
	wanted := false
	for line := range strings.Lines(string(data)) {
		if heading, ok := strings.CutPrefix(line, "# "); ok && !strings.Contains(line, "\t") {
			wanted = nameSection(heading)
		}
		cols := strings.Split(strings.TrimSpace(line), "\t")
		first, _ := utf8.DecodeRuneInString(line)
		if wanted && len(cols) == 3 && unicode.IsUpper(first) {
			f(cols[0], strings.Split(cols[1], "/"), strings.Split(cols[2], "/"))
		}
	}
}
