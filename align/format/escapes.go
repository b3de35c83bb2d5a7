package format

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"triptych/align/message"
)

// cWay is text between quotation marks as C, JSON and their like have it. What a quoted
// text begins and ends with stays outside.
var cWay = &way{next: nextEscape, quote: func(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		case '\r':
			b.WriteString(`\r`)
		default:
			if r < ' ' || r == 0x7F {
				fmt.Fprintf(&b, `\u%04x`, r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}}

// read gives what raw says.
func (w *way) read(raw string) string {
	var b strings.Builder
	for len(raw) > 0 {
		says, size := w.next(raw)
		if size <= 0 {
			break
		}
		b.WriteString(says)
		raw = raw[size:]
	}
	return b.String()
}

// nextEscape reads one character, or an escape that stands for one.
func nextEscape(raw string) (string, int) {
	if raw[0] != '\\' || len(raw) < 2 {
		return nextRune(raw)
	}
	switch raw[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b', 'f', 'v', 'a', '0':
		return "", 2
	case 'u', 'x', 'U':
		size := map[byte]int{'x': 2, 'u': 4, 'U': 8}[raw[1]]
		r, ok := hexRune(raw[2:], size)
		if !ok {
			return raw[1:2], 2
		}
		if utf16.IsSurrogate(r) && strings.HasPrefix(raw[6:], `\u`) {
			if low, ok := hexRune(raw[8:], 4); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
				return string(utf16.DecodeRune(r, low)), 12
			}
		}
		return string(r), 2 + size
	}
	_, size := utf8.DecodeRuneInString(raw[1:])
	return raw[1 : 1+size], 1 + size
}

func hexRune(s string, size int) (rune, bool) {
	if len(s) < size {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:size], 16, 32)
	return rune(n), err == nil
}

// broken refuses a file whose structure breaks off or contradicts itself in a line.
func broken(key string, line int) *Problem {
	return fatal(CodeBroken, message.Of(key, "line", strconv.Itoa(line)), "file.broken.do").at(line)
}
