package format

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words/page.tsv
var pageTable string

// pageLists are the words of words/page.tsv by set, in the order of the file.
var pageLists = sync.OnceValue(func() map[string][]string {
	lists := map[string][]string{}
	for line := range strings.Lines(pageTable) {
		if set, word, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			lists[set] = append(lists[set], word)
		}
	}
	return lists
})

// pageSets are the same lists as sets.
var pageSets = sync.OnceValue(func() map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for name, words := range pageLists() {
		sets[name] = make(map[string]bool, len(words))
		for _, word := range words {
			sets[name][word] = true
		}
	}
	return sets
})

// pageWords are the words of a set, for whole lines and words.
func pageWords(set string) map[string]bool { return pageSets()[set] }

// anyOf is a regular expression for the words of a set, which may be expressions
// themselves. Of two that fit at one place the one that stands earlier counts, so
// a longer word stands before its own beginning.
func anyOf(set string) string { return strings.Join(pageLists()[set], "|") }
