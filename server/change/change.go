// Package change edits texts the way @codemirror/state does: a Set says for
// every stretch of a text whether it is kept, deleted or replaced.
//
// All lengths and offsets are UTF-16 code units, as in the browser, while texts
// are Go strings in UTF-8. A Set whose edges lie between code points never
// makes invalid text, and neither mapping nor composing such sets moves an edge
// into a surrogate pair.
//
// The guarantee: for sets a and b of the same text, applying a and then
// b.Map(a, false) gives the same text as applying b and then a.Map(b, true).
// Apply, Map, Compose, Invert and the JSON form give what @codemirror/state
// 6 gives, section by section; the test runs that library beside this one.
package change

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Errors of this package. They mean that the input does not fit, never that
// something broke.
var (
	ErrLength    = errors.New("the change was made on a text of another length")
	ErrSurrogate = errors.New("the change cuts a character in two")
)

// keep as the ins of a section means that its stretch stays as it is.
const keep = -1

// section is one stretch of a text: del units of the old text, in whose place
// stand ins units, or the same units when ins is keep.
type section struct {
	del, ins int
	text     string // what is inserted, ins UTF-16 units of it
}

// Set is a change of one text. The zero Set is the change of an empty text that
// does nothing. Sets are values and never altered once made.
type Set struct{ secs []section }

// Units returns the length of s in UTF-16 code units.
func Units(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		// Every code point has one byte that is not a continuation byte; those
		// of four bytes are a surrogate pair.
		if b := s[i]; b < 0x80 || b >= 0xC0 {
			n++
			if b >= 0xF0 {
				n++
			}
		}
	}
	return n
}

// Offset returns the byte offset in s of the given UTF-16 offset, or false when
// it lies beyond the text or inside a surrogate pair.
func Offset(s string, units int) (int, bool) {
	i := 0
	for units > 0 && i < len(s) {
		if s[i] < utf8.RuneSelf {
			i, units = i+1, units-1
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i, units = i+size, units-1
		if r > 0xFFFF {
			units--
		}
	}
	return i, units == 0
}

// Replace is the change that puts insert in place of [from, to) of a text of
// length units.
func Replace(length, from, to int, insert string) Set {
	var s Set
	s.add(from, keep, "")
	s.add(to-from, Units(insert), insert)
	s.add(length-to, keep, "")
	return s
}

// Empty reports whether the change does nothing.
func (s Set) Empty() bool {
	for _, c := range s.secs {
		if c.ins != keep {
			return false
		}
	}
	return true
}

// bare is Empty for a set in its shortest form; a set of several kept stretches
// is worked through, as @codemirror/state does, and comes out the same.
func (s Set) bare() bool { return len(s.secs) < 2 && s.Empty() }

// Len returns the length of the text before the change, in UTF-16 units.
func (s Set) Len() int {
	n := 0
	for _, c := range s.secs {
		n += c.del
	}
	return n
}

// NewLen returns the length of the text after the change, in UTF-16 units.
func (s Set) NewLen() int {
	n := 0
	for _, c := range s.secs {
		if c.ins == keep {
			n += c.del
		} else {
			n += c.ins
		}
	}
	return n
}

// Places is how many stretches the change names: what it costs to work with.
func (s Set) Places() int { return len(s.secs) }

// Inserts returns how many UTF-16 units the change inserts.
func (s Set) Inserts() int {
	n := 0
	for _, c := range s.secs {
		if c.ins > 0 {
			n += c.ins
		}
	}
	return n
}

// Inserted returns what the change inserts, one piece after the other.
func (s Set) Inserted() string {
	var b strings.Builder
	for _, c := range s.secs {
		b.WriteString(c.text)
	}
	return b.String()
}

// Apply returns the changed text.
func (s Set) Apply(text string) (string, error) {
	var b strings.Builder
	b.Grow(len(text) + 16)
	for _, c := range s.secs {
		size, ok := Offset(text, c.del)
		if !ok {
			return "", misfit(text, c.del)
		}
		if c.ins == keep {
			b.WriteString(text[:size])
		} else {
			b.WriteString(c.text)
		}
		text = text[size:]
	}
	if text != "" {
		return "", ErrLength
	}
	return b.String(), nil
}

// Invert returns the change that undoes s, given the text before s.
func (s Set) Invert(text string) (Set, error) {
	inverse := Set{secs: make([]section, len(s.secs))}
	for i, c := range s.secs {
		size, ok := Offset(text, c.del)
		if !ok {
			return Set{}, misfit(text, c.del)
		}
		if c.ins == keep {
			inverse.secs[i] = c
		} else {
			inverse.secs[i] = section{del: c.ins, ins: c.del, text: text[:size]}
		}
		text = text[size:]
	}
	if text != "" {
		return Set{}, ErrLength
	}
	return inverse, nil
}

func misfit(text string, units int) error {
	if Units(text) < units {
		return ErrLength
	}
	return ErrSurrogate
}

// add appends a section, joined to the last one where the two are of one kind.
func (s *Set) add(del, ins int, text string) { s.append(del, ins, text, false) }

// append is add; with join, a replacement is made part of the last section
// whatever that is, because both belong to one change.
func (s *Set) append(del, ins int, text string, join bool) {
	if del == 0 && ins <= 0 {
		return
	}
	if n := len(s.secs); n > 0 {
		last := &s.secs[n-1]
		switch {
		case ins <= 0 && ins == last.ins:
			last.del += del
			return
		case del == 0 && last.del == 0, join:
			last.del += del
			last.ins += ins
			last.text += text
			return
		}
	}
	s.secs = append(s.secs, section{del, ins, text})
}
