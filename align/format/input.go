package format

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"triptych/align"
)

// input is a file to be read.
type input struct {
	name     string
	data     []byte
	format   Format
	mode     Mode
	asked    *align.Version    // the version that the file was given for; nil = the file itself shall say
	version  align.Version     // of texts whose version the file does not name
	encoding string            // "" for a file that is no text
	text     string            // decoded, as it is in the file otherwise
	parts    map[string]string // the members of an archive that were read
	unpacked int               // bytes of them
	problems []Problem
}

// content is what a reader found in a file.
type content struct {
	texts    []found // in the order of the file
	tagged   bool    // the versions of the texts are known
	named    bool    // the file itself names them: no other version can stand in their places
	rows     bool    // texts with the same key say the same
	problems []Problem
}

// found is a text of a file with its place.
type found struct {
	align.Segment
	version align.Version
	key     string  // names it among those of its version, for as long as the file is the same
	pieces  []piece // where it stands; none: it cannot be written back
	// fresh makes what stands in the file of a text that had no place in it before: an
	// element that is missing, at the one piece. nil where the place is there.
	fresh func(raw string) string
}

// newInput decodes a file and finds out what it is.
func newInput(name string, data []byte, mode Mode) (*input, *Problem) {
	in := &input{name: name, data: data, mode: mode}
	for _, f := range All {
		if f.begins != nil && f.begins(data) {
			in.format = f
			return in, nil
		}
	}
	if bytes.HasPrefix(data, []byte(oleStart)) && bytes.Contains(data, encryptedPackage) {
		return nil, locked()
	}
	var problem *Problem
	if in.text, in.encoding, problem = decode(data, isHTML(name, data)); problem != nil {
		return nil, problem
	}
	in.format = of(name, in.text)
	return in, nil
}

func isHTML(name string, data []byte) bool {
	return of(name, string(data[:min(len(data), 1<<12)])).Name == "html"
}

// segments makes texts of segments that stand nowhere in the file that they could be
// written back to.
func (in *input) segments(segments []align.Segment) *content {
	c := &content{}
	for i, s := range segments {
		c.texts = append(c.texts, found{Segment: s, version: in.version, key: "block " + strconv.Itoa(i+1)})
	}
	return c
}

// languageTag finds the version that a tag of a language names, as files write it:
// en-US, zh_CN, zh-Hant-HK, CHT. plain is true for Chinese of either script.
func languageTag(tag string) (v align.Version, plain, ok bool) {
	tag = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	switch {
	case englishTag.MatchString(tag):
		return align.En, false, true
	case hantTag.MatchString(tag):
		return align.Hant, false, true
	case hansTag.MatchString(tag):
		return align.Hans, false, true
	}
	return align.Hans, true, slices.Contains(plainChinese, tag)
}

var (
	englishTag   = regexp.MustCompile(`^(en(-[a-z0-9]+)*|eng|english( \(.*\))?|英文|英语|英語)$`)
	hantTag      = regexp.MustCompile(`^((zh|zho|chi|cmn)-(hant|tw|hk|mo|cht)(-[a-z0-9]+)*|hant|tw|hk|tc|cht|big5|(chinese[ -]*\(?)?(traditional|taiwan|hong kong)( chinese)?\)?|繁[体體]?(中文)?|正體(中文)?)$`)
	hansTag      = regexp.MustCompile(`^((zh|zho|chi|cmn)-(hans|cn|sg|my|chs)(-[a-z0-9]+)*|hans|cn|sc|chs|gb|(chinese[ -]*\(?)?(simplified|china|prc)( chinese)?\)?|[简簡][体體]?(中文)?)$`)
	plainChinese = []string{"zh", "zho", "chi", "cmn", "chinese", "中文"}
)
