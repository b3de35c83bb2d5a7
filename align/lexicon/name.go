package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Name is a proper name of the program's own word list with its renderings in
// Simplified and Traditional script, those of Taiwan included.
type Name struct {
	English string
	Chinese []string
}

// Names returns the names of the program's own word list: countries, places,
// institutions, people. The list is shared: do not change it.
func Names() []Name { return names() }

var names = sync.OnceValue(func() []Name {
	data, err := files.ReadFile("news.tsv")
	if err != nil {
		return nil
	}
	var out []Name
	wanted := false
	for _, line := range strings.Split(string(data), "\n") {
		if heading, ok := strings.CutPrefix(line, "# "); ok && !strings.Contains(line, "\t") {
			wanted = nameSection(heading)
		}
		cols := strings.Split(strings.TrimSpace(line), "\t")
		first, _ := utf8.DecodeRuneInString(line)
		if !wanted || len(cols) < 2 || !unicode.IsUpper(first) {
			continue
		}
		n := Name{English: cols[0]}
		seen := map[string]bool{}
		for _, w := range strings.Split(strings.Join(cols[1:], "/"), "/") {
			if w != "" && !seen[w] {
				seen[w] = true
				n.Chinese = append(n.Chinese, w)
			}
		}
		out = append(out, n)
	}
	return out
})

// nameSection reports whether a section of the word list holds names.
func nameSection(heading string) bool {
	return slices.ContainsFunc(lists["names"], func(word string) bool { return strings.HasPrefix(heading, word) })
}
