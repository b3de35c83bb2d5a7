package format

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
)

// splitText makes segments of plain text: every paragraph one, with its kind
// guessed from its shape and place.
func splitText(text string, mode Mode) []align.Segment {
	lines := splitLines(text)
	var join func(a, b line) bool // whether b, the next line and not blank, goes on with a
	switch mode {
	case Line:
		join = func(a, b line) bool { return false }
	case Blank:
		join = func(a, b line) bool { return true }
	default:
		join = wrapping(lines)
	}
	var segments []align.Segment
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if i > 0 && lines[i-1].text != "" && join(lines[i-1], l) {
			last := &segments[len(segments)-1]
			last.Text = joinLines(last.Text, l.text)
			continue
		}
		segments = append(segments, align.Segment{Text: l.text, Kind: align.Text, Line: l.number})
	}
	classify(segments)
	return segments
}

// wrapping finds out whether the paragraphs of a text are broken into lines of
// about the same width, and gives the rule by which a line goes on in the next.
//
// A line is full when the first word of the next one would not have fitted any
// more. In a wrapped text most lines that have a successor are full, and they
// break off anywhere; where a line is a paragraph, most end with a full stop.
func wrapping(lines []line) func(a, b line) bool {
	never := func(a, b line) bool { return false }
	width := 0
	for i, l := range lines {
		if l.text != "" && hasNeighbour(lines, i) && breakable(l.text) {
			width = max(width, l.indent+columns(l.text))
		}
	}
	if width < chosen.wrap.least || width > chosen.wrap.most {
		return never
	}
	pairs, full, ended := 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		a, b := lines[i], lines[i+1]
		if a.text == "" || b.text == "" {
			continue
		}
		pairs++
		if isFull(a, b, width) {
			full++
			if terminal(a.text) {
				ended++
			}
		}
	}
	most, late := chosen.wrap.full*float64(pairs), chosen.wrap.ended*float64(full)
	if float64(full) < most || float64(ended) > late || full < 2 {
		return never
	}
	return func(a, b line) bool {
		return isFull(a, b, width) && b.indent <= a.indent+1 && !listMark.MatchString(b.text)
	}
}

// hasNeighbour reports whether a line stands right beside another: one by itself
// is a paragraph and says nothing of the width.
func hasNeighbour(lines []line, i int) bool {
	return i > 0 && lines[i-1].text != "" || i+1 < len(lines) && lines[i+1].text != ""
}

// breakable reports whether a line could have been broken earlier: it has a
// space or Chinese text in it (a long address has neither).
func breakable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r == ' ' || letter.TwoColumns(r) })
}

// isFull reports whether the first word of b would not have fitted on a line
// with a. Those who wrap by hand, or balance their lines, leave more room.
func isFull(a, b line, width int) bool {
	slack := width / chosen.wrap.slack
	return a.indent+columns(a.text)+1+firstWord(b.text) > width-slack
}

// firstWord gives the columns of what cannot be divided at the beginning of s.
func firstWord(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if letter.TwoColumns(r) {
		return 2
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || letter.TwoColumns(r) })
	if end < 0 {
		end = len(s)
	}
	return columns(s[:max(end, size)])
}

// listMark is what begins an item of a list in plain text.
var listMark = regexp.MustCompile(`^(?:[•·◦▪‣●○■□◆*–—-]\s|\(?\d{1,3}[.)、]\s|[（(]\d{1,3}[）)]|[①-⑳]|\d{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])`)

// joinBlank writes paragraphs with a blank line between them.
func joinBlank(segments []align.Segment) string {
	var b strings.Builder
	for i, s := range segments {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(strings.ReplaceAll(s.Text, "\n", " "))
		b.WriteString("\n")
	}
	return b.String()
}
