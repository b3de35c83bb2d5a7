// Package list reads the lists of words that the packages of align hold as files in
// a folder "words".
//
// A list has words between white space, a table a key and what belongs to it on each
// line with a tab between; lines that begin with # are remarks, the first ones say
// what the list holds and where it comes from. The one guarantee: the order of words
// and lines says nothing, so that lists can be sorted and joined at will.
package list

import (
	"embed"
	"iter"
	"strings"
)

// Read returns the text of a file of the folder "words" without its remarks. It
// panics where there is none, since only a programmer can have left it out.
func Read(files embed.FS, name string) string {
	text, err := files.ReadFile("words/" + name)
	if err != nil {
		panic(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			out.WriteString(line)
		}
	}
	return out.String()
}

// Words returns the words of a list in the order of the text.
func Words(text string) []string { return strings.Fields(text) }

// Set returns the words of a list that stands in the code.
func Set(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// In returns the words of a file.
func In(files embed.FS, name string) map[string]bool { return Set(Read(files, name)) }

// Lines returns the entries of a file that has one a line, blanks within it included.
func Lines(files embed.FS, name string) (out []string) {
	for line := range strings.Lines(Read(files, name)) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Pairs gives the rows of a table: the key, and the rest of the line behind the tab.
func Pairs(files embed.FS, name string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(Read(files, name)) {
			key, rest, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
			if ok && !yield(key, rest) {
				return
			}
		}
	}
}
