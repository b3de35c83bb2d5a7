package format

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"

	"triptych/align/message"
)

// unread are kinds of files with a structure of their own that no reader is there
// for yet: as running text their markup would become paragraphs.
var unread = []struct {
	kind       string
	extensions string
	looks      *regexp.Regexp // of the beginning of a file with any other name; nil: only the name tells
}{
	{"kind.tmx", ".tmx", regexp.MustCompile(`^(<\?xml[^>]*\?>\s*)?(<!DOCTYPE tmx[^>]*>\s*)?<tmx[\s>]`)},
	{"kind.xliff", ".xlf .xliff .sdlxliff .mxliff .mqxliff", regexp.MustCompile(`^(<\?xml[^>]*\?>\s*)?<xliff[\s>]`)},
	{"kind.po", ".po .pot", regexp.MustCompile(`^(#.*\n|\s*\n)*msgid ".*"\n(".*"\n)*msgstr "`)},
	{"kind.subtitles", ".srt .vtt", regexp.MustCompile(`^(WEBVTT\b|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> )`)},
	{"kind.json", ".json .jsonl", nil},
	{"kind.yaml", ".yaml .yml", nil},
	{"kind.csv", ".csv", nil},
}

// structured says that a file is of a kind that is not read yet; nil where it is not.
func structured(name, text string) *Problem {
	start := strings.ReplaceAll(strings.TrimLeft(strings.TrimPrefix(text[:min(len(text), 1<<12)], "\ufeff"), " \t\r\n"), "\r\n", "\n")
	extension := strings.ToLower(filepath.Ext(name))
	for _, k := range unread {
		named := extension != "" && strings.Contains(" "+k.extensions+" ", " "+extension+" ")
		if named || k.looks != nil && k.looks.MatchString(start) {
			return unreadKind(k.kind)
		}
	}
	if start != "" && (start[0] == '{' || start[0] == '[') && json.Valid(bytes.TrimSpace([]byte(text))) {
		return unreadKind("kind.json")
	}
	return nil
}

func unreadKind(kind string) *Problem {
	return fatal(CodeBinary, message.Of("file.unread", "what", kind), "file.unread.do")
}
