package carry

import (
	"errors"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/script"
)

// errNotChinese is for callers that ask for English.
var errNotChinese = errors.New("only the two Chinese versions can be converted into each other")

// Convert writes a text of one Chinese version in the script of the other, with
// the words of the profile: what fills an empty cell from its sibling. seen counts
// how often the other version of the document has a word or a form, which is then
// followed; nil where there is no document.
func Convert(text string, from align.Version, profile string, seen func(string) int) (string, error) {
	convert, err := conversion(from, profile, seen)
	if err != nil {
		return "", err
	}
	return convert(text)
}

// conversion leads from version from to the other script; quotation marks take the
// shape of that script.
func conversion(from align.Version, profile string, seen func(string) int) (func(string) (string, error), error) {
	switch profile {
	case "TW", "HK", "CN", "":
	default:
		return nil, errors.New("unknown profile " + profile + ": use CN, TW or HK")
	}
	o := script.Options{Region: profile, Seen: seen}
	switch {
	case from == align.Hans && profile == "CN": // the mainland's Traditional text keeps its quotation marks
		return func(s string) (string, error) { return script.ToHant(s, o) }, nil
	case from == align.Hans:
		return func(s string) (string, error) {
			s, err := script.ToHant(s, o)
			return requote(s, align.Hant), err
		}, nil
	case from == align.Hant:
		return func(s string) (string, error) {
			s, err := script.ToHans(s, o)
			return requote(s, align.Hans), err
		}, nil
	}
	return nil, errNotChinese
}

var quotesTo = map[align.Version]map[rune]rune{
	align.Hans: {'「': '“', '」': '”', '『': '‘', '』': '’'},
	align.Hant: {'“': '「', '”': '」', '‘': '『', '’': '』'},
}

// requote gives quotation marks the form of a script; an apostrophe inside a
// Latin word is none.
func requote(s string, to align.Version) string {
	runes := []rune(s)
	latin := func(i int) bool { return i >= 0 && i < len(runes) && letter.Latin(runes[i]) }
	for i, r := range runes {
		if quote, ok := quotesTo[to][r]; ok && !(r == '’' && latin(i-1) && latin(i+1)) {
			runes[i] = quote
		}
	}
	return string(runes)
}
