package format

import (
	"regexp"
	"strconv"
	"strings"

	"triptych/align"
)

// subtitles are SubRip and WebVTT: cues with a time line. Numbers, times, settings,
// notes and styles stay as they are; languages cut their cues in different places, so
// that they are lined up as paragraphs are.
var subtitles = Format{
	Name: "subtitles", Extensions: []string{".srt", ".vtt"},
	looks: regexp.MustCompile(`^(WEBVTT\b|\d+[ \t]*\n\d+:\d\d(:\d\d)?[,.]\d{1,3} --> )`),
	read:  readSubtitles, back: true,
}

var timeLine = regexp.MustCompile(`^\s*(\d+:)?\d+:\d\d[,.]\d{1,3}\s*-->\s*(\d+:)?\d+:\d\d[,.]\d{1,3}`)

func readSubtitles(in *input) (*content, *Problem) {
	c := &content{}
	lines := rawLines(in.text, false)
	for i := 0; i < len(lines); i++ {
		if !timeLine.MatchString(in.text[lines[i][0]:lines[i][1]]) {
			continue
		}
		first, text := i+1, ""
		for i++; i < len(lines); i++ {
			raw := strings.TrimSpace(in.text[lines[i][0]:lines[i][1]])
			if raw == "" {
				break
			}
			text = joinLines(text, raw)
		}
		if first == i || first >= len(lines) {
			continue // a cue that says nothing
		}
		clean, _ := normalise(text, true)
		c.texts = append(c.texts, found{
			Segment: align.Segment{Text: clean, Kind: align.Text, Line: first + 1}, version: in.version,
			key:    "cue " + strconv.Itoa(len(c.texts)+1),
			pieces: []piece{{from: lines[first][0], to: lines[i-1][1], way: plainWay}},
		})
	}
	return c, nil
}
