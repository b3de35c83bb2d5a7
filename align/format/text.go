package format

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
)

// text is what has no structure but its lines.
var text = Format{Name: "text", Extensions: []string{".txt", ".text"}, read: readText, back: true}

func readText(in *input) (*content, *Problem) {
	return in.lined(splitText(in.clean(), in.mode), plainWay), nil
}

// clean is the text of a file as the splitters want it; what was left out is noted.
func (in *input) clean() string {
	clean, notes := normalise(in.text, in.mode == Line)
	in.problems = append(in.problems, append(notes, privateNote(clean)...)...)
	return clean
}

// lined makes texts of segments that begin in lines of the file: each goes as far as
// the last line that shows something before the next.
func (in *input) lined(segments []align.Segment, way *way) *content {
	c := in.segments(segments)
	lines := rawLines(in.text, in.mode == Line)
	for i := range c.texts {
		end := len(lines)
		if i+1 < len(segments) {
			end = segments[i+1].Line - 1
		}
		first := segments[i].Line - 1
		for end > first+1 && strings.Trim(in.text[lines[end-1][0]:lines[end-1][1]], "> \t\r\u3000") == "" {
			end--
		}
		from, to := lines[first][0], lines[end-1][1]
		raw := in.text[from:to]
		from += len(raw) - len(strings.TrimLeftFunc(raw, letter.Trailing))
		to -= len(raw) - len(strings.TrimRightFunc(raw, letter.Trailing))
		c.texts[i].key = place("", from)
		c.texts[i].pieces = []piece{{from: from, to: to, way: way}}
	}
	return c
}

// rawLines gives the beginning and the end of each line, as normalise parts them.
func rawLines(text string, keepLines bool) (lines [][2]int) {
	feeds := strings.ContainsRune(text, '\n')
	from := 0
	for at, r := range text {
		ends := r == '\n' || r == '\r' && !feeds
		if !keepLines && feeds && r == '\r' {
			ends = !strings.HasPrefix(text[at+1:], "\n")
		}
		ends = ends || !keepLines && strings.ContainsRune("\v\f\u0085\u2028\u2029", r)
		if ends {
			lines = append(lines, [2]int{from, at})
			from = at + utf8.RuneLen(r)
		}
	}
	return append(lines, [2]int{from, len(text)})
}

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
