package carry

import (
	"errors"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

// errNotChinese is for callers that ask for English.
var errNotChinese = errors.New("only the two Chinese versions can be converted into each other")

// Convert writes a text of one Chinese version in the script of the other, with
// the words of the profile: what fills an empty cell from its sibling.
func Convert(text string, from align.Version, profile string) (string, error) {
	convert, err := conversion(from, profile)
	if err != nil {
		return "", err
	}
	return convert(text), nil
}

// conversion leads from version from to the other script by an OpenCC
// configuration; quotation marks take the shape of that script.
func conversion(from align.Version, profile string) (func(string) string, error) {
	configs := map[align.Version]map[string]string{
		align.Hans: {"TW": "s2twp", "HK": "s2hkp", "CN": "s2t", "": "s2t"},
		align.Hant: {"TW": "tw2sp", "HK": "hk2sp", "CN": "t2s", "": "t2s"},
	}
	config, ok := configs[from][profile]
	if !ok {
		if !from.IsChinese() {
			return nil, errNotChinese
		}
		return nil, errors.New("unknown profile " + profile + ": use CN, TW or HK")
	}
	conv, err := zh.Open(config)
	if err != nil {
		return nil, err
	}
	if from == align.Hans && profile == "CN" { // the mainland's Traditional text keeps its quotation marks
		return conv.Convert, nil
	}
	return func(s string) string { return requote(conv.Convert(s), sibling(from)) }, nil
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

// sibling is the other Chinese version.
func sibling(v align.Version) align.Version {
	if v == align.Hans {
		return align.Hant
	}
	return align.Hans
}
