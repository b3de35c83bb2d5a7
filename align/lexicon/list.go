package lexicon

import (
	_ "embed"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

// lists are those of words.tsv, which says what each is for.
var lists = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(wordsTSV) {
		list, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if ok && line[0] != '#' {
			m[list] = append(m[list], strings.Split(words, "|")...)
		}
	}
	return m
}()

// empty words carry no meaning of their own inside a longer gloss; remarks begin
// glosses that say something about the word and not what it means.
var (
	empty   = setOf(lists["empty"])
	remarks = lists["remark"]
)

func setOf(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}
