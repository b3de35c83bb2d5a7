package align

import (
	"embed"
	"fmt"
	"strconv"

	"triptych/align/list"
)

// words are the lists of this package: see package list for their form.
//
//go:embed words
var words embed.FS

// values reads a table of words and their values.
func values(name string) map[string]float64 {
	m := map[string]float64{}
	for word, value := range list.Pairs(words, name) {
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic(fmt.Sprintf("words/%s: %s: %v", name, word, err)) // the build's own file
		}
		m[word] = v
	}
	return m
}
