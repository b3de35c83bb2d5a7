// Package script writes a Chinese text in the other script, with the words of a
// region. It cuts the text into words first, with the phrases of OpenCC, the words
// of the dictionary and the names that the program knows, and converts inside words:
// a table that is applied across the edge of a word breaks it (被|发明 is 被發明, not
// 被髮明).
//
// A form is a Traditional character that a Simplified one may stand for; a reading
// is which of its forms each character of a text has.
//
// Guarantees: characters that are in no table stay as they are; without words of a
// region a text keeps its number of runes; what is Simplified stays as it is on the
// way to Simplified. All functions may be called from several goroutines at once.
package script

import (
	"embed"
	"errors"
)

//go:embed words
var words embed.FS

// Options say how a text is to be written.
type Options struct {
	Region string // of the Traditional text, whose words and forms it has: "TW", "HK"; "CN" or "" for no region
	// Seen counts how often the Traditional text of the document has a form or a
	// word; nil where there is none. What stands there is followed.
	Seen func(form string) int
}

// errNoData says what is missing.
var errNoData = errors.New("built without the dictionaries of conversion: run `make generate` and build again")

// ToHans writes Traditional text of any region in Simplified script, with the words
// of the mainland unless the region is "CN" or none.
func ToHans(text string, o Options) (string, error) {
	t, err := loaded()
	if err != nil {
		return "", err
	}
	return t.hans(text, o)
}
