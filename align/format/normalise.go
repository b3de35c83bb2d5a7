package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"triptych/align/letter"
	"triptych/align/message"
)

// normalise puts decoded text into the shape that the splitters expect: lines
// end with "\n", characters are composed (NFC), control characters are gone but
// for tabs. It reports what it left out.
//
// A file that has "\n" anywhere ends its lines so; a "\r" inside of them, like
// the other separators of lines and pages, is a space when lines are kept
// (every line of the file is then one segment), and a line end otherwise.
func normalise(text string, keepLines bool) (string, []Problem) {
	if strings.ContainsRune(text, '\n') {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	} else {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	separator := '\n'
	if keepLines {
		separator = ' '
	}
	var problems []Problem
	line, dropped, firstDropped, firstLost := 1, 0, 0, 0
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r == '\n':
			line++
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte('\t')
		case strings.ContainsRune("\r\v\f\u0085\u2028\u2029", r): // of lines, pages and paragraphs
			b.WriteRune(separator)
		case r == 0xFEFF: // a byte order mark, wherever it stands
		case unicode.IsControl(r):
			if dropped++; dropped == 1 {
				firstDropped = line
			}
		default:
			if r == utf8.RuneError && firstLost == 0 {
				firstLost = line
			}
			b.WriteRune(r)
		}
	}
	if dropped > 0 {
		problems = append(problems, *problem(CodeEncoding,
			message.Of("file.control", "n", strconv.Itoa(dropped), "line", strconv.Itoa(firstDropped)), "file.control.do").at(firstDropped))
	}
	if firstLost > 0 {
		problems = append(problems, *problem(CodeEncoding,
			message.Of("file.lost", "line", strconv.Itoa(firstLost)), "file.lost.do").at(firstLost))
	}
	return norm.NFC.String(b.String()), problems
}

// line is one line of a file.
type line struct {
	text   string // without white space at its ends
	number int    // 1-based
	indent int    // columns of white space before it
}

// splitLines gives the lines of text; blank ones have an empty text.
func splitLines(text string) []line {
	parts := strings.Split(text, "\n")
	lines := make([]line, len(parts))
	for i, part := range parts {
		trimmed := strings.TrimRightFunc(part, letter.Trailing)
		rest := strings.TrimLeftFunc(trimmed, letter.Trailing)
		lines[i] = line{rest, i + 1, columns(trimmed[:len(trimmed)-len(rest)])}
	}
	return lines
}

// columns gives the width of s on a terminal: two columns for Chinese characters
// and marks, none for those that show nothing.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r > ' ' && r < 0x7F:
			n++
		case letter.TwoColumns(r):
			n += 2
		case r == '\t':
			n += 4
		case unicode.IsSpace(r) || !letter.Trailing(r) && !unicode.Is(unicode.Mn, r):
			n++
		}
	}
	return n
}

// joinLines puts two lines of one paragraph together: with a space between
// words, without beside Chinese and after a hyphen inside a word.
func joinLines(a, b string) string {
	left, _ := utf8.DecodeLastRuneInString(a)
	right, _ := utf8.DecodeRuneInString(b)
	switch {
	case a == "" || b == "":
	case besideEach(left, right): // 国/家, 国/“, ”/国
	case left == '-' && len(a) > 1 && unicode.IsLower(right) && unicode.IsLetter(beforeLast(a)):
	default:
		return a + " " + b
	}
	return a + b
}

// besideEach reports whether no space stands between two characters: both are
// Chinese, or one is and the other a mark that both scripts share.
func besideEach(left, right rune) bool {
	if letter.TwoColumns(left) {
		return letter.TwoColumns(right) || letter.SharedMark(right)
	}
	return letter.SharedMark(left) && letter.TwoColumns(right)
}

// beforeLast gives the rune before the last one of s, which is one byte long.
func beforeLast(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:len(s)-1])
	return r
}

// terminal reports whether s ends as a sentence does, closing quotation marks
// and brackets apart.
func terminal(s string) bool {
	s = strings.TrimRight(s, "\"'”’」』）)]】*_ \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？；;:：", r)
}
