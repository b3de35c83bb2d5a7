// Package list reads the lists of words that the packages of align hold as files.
//
// A file has words between white space, and remarks on lines that begin with #;
// the first one says where the list comes from. The one guarantee: the order of
// words and lines says nothing, so that lists can be sorted and joined at will.
package list

import "strings"

// Set returns the words of a list.
func Set(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range Words(text) {
		m[w] = true
	}
	return m
}

// Words returns the words of a list in the order of the file.
func Words(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	return out
}
