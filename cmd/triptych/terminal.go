package main

import (
	"fmt"
	"io"
	"os"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// plain writes what people read on a terminal. Titles, names of files and texts are
// others' words, and may hold what a terminal obeys (ESC and its kind) or what
// turns the order of what it shows; of that the code is written instead, "\u001b".
type plain struct {
	to   io.Writer
	rest []byte // of a character that is not whole yet
}

// harmless is a writer to a terminal, or to what may be shown on one.
func harmless(w io.Writer) io.Writer {
	if _, ok := w.(*plain); ok {
		return w
	}
	return &plain{to: w}
}

// Write writes p; a character cut at its end waits for the next call.
func (t *plain) Write(p []byte) (int, error) {
	text := append(t.rest, p...)
	out := make([]byte, 0, len(text))
	for len(text) > 0 && utf8.FullRune(text) {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1:
			out = append(out, "\uFFFD"...)
		case visible(r):
			out = append(out, text[:size]...)
		case r > 0xFFFF:
			out = fmt.Appendf(out, `\U%08x`, r)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[size:]
	}
	t.rest = append([]byte(nil), text...)
	if _, err := t.to.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// isTerminal reports whether w is shown to somebody as it is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// visible reports whether a character shows itself and changes nothing around it.
func visible(r rune) bool {
	switch r {
	case '\n', '\t', '\u200C', '\u200D', '\uFEFF': // joiners, and what begins a table
		return true
	case '\u2028', '\u2029':
		return false
	}
	return !unicode.In(r, unicode.Cc, unicode.Cf)
}
