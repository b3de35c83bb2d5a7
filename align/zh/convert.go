package zh

import (
	"unicode/utf8"
)

// Converter turns text of one script or region into another.
type Converter struct {
	passes []pass
}

// pass is one walk over the text: it is cut into pieces (when the
// configuration says so), and each piece goes through the chain by itself.
type pass struct {
	cut   *matcher
	chain []*matcher
}

// Span is a stretch of converted text and where it comes from, in runes.
// The spans of a text follow each other without a gap, on both sides.
type Span struct {
	Start, End       int  // in the text given
	OutStart, OutEnd int  // in the converted text
	Same             bool // nothing changed: the runes correspond one to one
}

// Convert converts s. Invalid bytes become U+FFFD, one for one.
func (c *Converter) Convert(s string) string {
	out, _ := c.run([]byte(valid(s)), false)
	return string(out)
}

// ConvertSpans converts s and tells which part of the result comes from which
// part of s. Each invalid byte of s counts as one rune, as it does in a range
// over s.
func (c *Converter) ConvertSpans(s string) (string, []Span) {
	text := []byte(valid(s))
	out, pieces := c.run(text, true)
	spans := make([]Span, 0, len(pieces))
	in, at := 0, 0 // runes
	src, dst := text, out
	for _, p := range pieces {
		a, b := src[:p.in], dst[:p.out]
		src, dst = src[p.in:], dst[p.out:]
		na, nb := utf8.RuneCount(a), utf8.RuneCount(b)
		same := string(a) == string(b)
		if last := len(spans) - 1; same && last >= 0 && spans[last].Same {
			spans[last].End += na
			spans[last].OutEnd += nb
		} else {
			spans = append(spans, Span{in, in + na, at, at + nb, same})
		}
		in, at = in+na, at+nb
	}
	return string(out), spans
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// piece says how many bytes of the text became how many bytes of the result.
// Pieces always begin and end between runes.
type piece struct{ in, out int }

func (c *Converter) run(text []byte, trace bool) ([]byte, []piece) {
	w := walker{trace: trace}
	var pieces []piece
	for i, p := range c.passes {
		text = w.pass(p, text)
		if i == 0 {
			pieces = w.pieces
		} else if trace {
			pieces = compose(pieces, w.pieces)
		}
		w.pieces = nil
	}
	return text, pieces
}

// walker carries the buffers of one conversion.
type walker struct {
	trace   bool
	pieces  []piece
	out     []byte
	scratch [2][]byte
}

// pass gives text converted by p, in a buffer of its own.
func (w *walker) pass(p pass, text []byte) []byte {
	w.out = make([]byte, 0, len(text)+len(text)/8)
	if p.cut == nil {
		w.chain(p.chain, text)
		return w.out
	}
	start := 0 // of the run without a match
	for i := 0; i < len(text); {
		first, size := utf8.DecodeRune(text[i:])
		e, ok := p.cut.match(text[i:], first)
		if !ok {
			i += skip(text[i:], first, size)
			continue
		}
		if start < i {
			w.chain(p.chain, text[start:i])
		}
		w.chain(p.chain, text[i:i+len(e.key)])
		i += len(e.key)
		start = i
	}
	if start < len(text) {
		w.chain(p.chain, text[start:])
	}
	return w.out
}

// chain sends one piece of text through every step and appends the result.
func (w *walker) chain(steps []*matcher, text []byte) {
	if len(steps) == 0 {
		w.out = append(w.out, text...)
		if w.trace && len(text) > 0 {
			w.pieces = append(w.pieces, piece{len(text), len(text)})
		}
		return
	}
	var pieces []piece
	for i, m := range steps {
		var step []piece
		if i == len(steps)-1 {
			w.out, step = w.step(m, text, w.out)
		} else {
			buf := &w.scratch[i%2]
			*buf, step = w.step(m, text, (*buf)[:0])
			text = *buf
		}
		if i == 0 {
			pieces = step
		} else if w.trace {
			pieces = compose(pieces, step)
		}
	}
	w.pieces = append(w.pieces, pieces...)
}

// step replaces the longest matches of m in text, from left to right, and
// appends the result to dst.
func (w *walker) step(m *matcher, text, dst []byte) ([]byte, []piece) {
	var pieces []piece
	for i := 0; i < len(text); {
		first, size := utf8.DecodeRune(text[i:])
		e, ok := m.match(text[i:], first)
		if ok {
			value := e.first()
			dst = append(dst, value...)
			if w.trace {
				pieces = append(pieces, piece{len(e.key), len(value)})
			}
			i += len(e.key)
			continue
		}
		n := skip(text[i:], first, size)
		dst = append(dst, text[i:i+n]...)
		if w.trace {
			pieces = append(pieces, piece{n, n})
		}
		i += n
	}
	return dst, pieces
}

// skip gives the number of bytes that pass unchanged where nothing matches: a
// rune, or a whole ideographic description sequence (⿰氵每), of which OpenCC
// converts no part.
func skip(text []byte, first rune, size int) int {
	if first < 0x2FF0 || first > 0x2FFF {
		return size
	}
	left := 64
	if n := describe(text, 16, &left); n > 0 {
		return n
	}
	return size
}

// describe gives the length in bytes of the ideographic description sequence
// that text begins with, 0 when it is broken off, too deep or too long.
func describe(text []byte, depth int, left *int) int {
	r, n := utf8.DecodeRune(text)
	if n == 0 || depth == 0 || *left == 0 {
		return 0
	}
	*left--
	operands := 0
	switch {
	case r == 0x2FF2 || r == 0x2FF3:
		operands = 3
	case r == 0x2FFE || r == 0x2FFF:
		operands = 1
	case r >= 0x2FF0 && r < 0x2FFE:
		operands = 2
	}
	for ; operands > 0; operands-- {
		k := describe(text[n:], depth-1, left)
		if k == 0 {
			return 0
		}
		n += k
	}
	return n
}

// compose joins the pieces of two conversions made one after the other. A
// piece of the result ends wherever both have an end.
func compose(a, b []piece) []piece {
	out := make([]piece, 0, min(len(a), len(b)))
	var cur piece
	mid := 0 // bytes of the middle text that a has given and b has not yet taken
	for j := range b {
		mid -= b[j].in
		cur.out += b[j].out
		for mid < 0 {
			mid += a[0].out
			cur.in += a[0].in
			a = a[1:]
		}
		if mid == 0 {
			for len(a) > 0 && a[0].out == 0 { // deleted text belongs to what stands before it
				cur.in += a[0].in
				a = a[1:]
			}
			out = append(out, cur)
			cur = piece{}
		}
	}
	if len(a) > 0 { // only when everything was deleted
		for _, p := range a {
			cur.in += p.in
		}
		out = append(out, cur)
	}
	return out
}
