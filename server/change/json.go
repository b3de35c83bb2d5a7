package change

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrText says that a text holds what no text here may hold.
var ErrText = errors.New("the text holds a NUL, half a character or bytes that are not UTF-8")

// ValidText reports whether s may be the text of a segment: UTF-8 without NUL.
func ValidText(s string) bool {
	return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0
}

// ValidJSON returns ErrText when the strings of a JSON text would decode to NUL
// or to half a surrogate pair, which encoding/json would quietly replace, or
// when it is not UTF-8.
func ValidJSON(data []byte) error {
	if !utf8.Valid(data) {
		return ErrText
	}
	high := false // the last thing read was an escape for a high surrogate
	for i := 0; i < len(data); i++ {
		c := data[i]
		if c != '\\' || i+1 == len(data) {
			if high || c == 0 {
				return ErrText
			}
			continue
		}
		i++
		if data[i] != 'u' || i+4 >= len(data) {
			if high {
				return ErrText
			}
			continue
		}
		u, err := strconv.ParseUint(string(data[i+1:i+5]), 16, 16)
		i += 4
		low := u >= 0xDC00 && u < 0xE000
		if err != nil || u == 0 || high != low {
			return ErrText
		}
		high = u >= 0xD800 && u < 0xDC00
	}
	if high {
		return ErrText
	}
	return nil
}

// Parse reads the JSON form that @codemirror/state writes: 5 keeps, [3]
// deletes, [0,"x"] inserts, [2,"a","b"] replaces two units by "a\nb".
func Parse(data []byte) (Set, error) {
	if err := ValidJSON(data); err != nil {
		return Set{}, err
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return Set{}, fmt.Errorf("a change is an array: %w", err)
	}
	var s Set
	for _, part := range parts {
		if len(part) > 0 && part[0] != '[' {
			n, err := count(part)
			if err != nil {
				return Set{}, err
			}
			if n > 0 {
				s.secs = append(s.secs, section{n, keep, ""})
			}
			continue
		}
		if err := s.parseChange(part); err != nil {
			return Set{}, err
		}
	}
	return s, nil
}

// parseChange reads one deletion, insertion or replacement. Sections are not
// joined in reading: a set means the same with and without the joint, but the
// order of two insertions at one place depends on it.
func (s *Set) parseChange(part json.RawMessage) error {
	var fields []json.RawMessage
	if err := json.Unmarshal(part, &fields); err != nil || len(fields) == 0 {
		return errors.New("a part of a change is a number or an array that begins with one")
	}
	n, err := count(fields[0])
	if err != nil {
		return err
	}
	lines := make([]string, len(fields)-1)
	for i, field := range fields[1:] {
		if len(field) == 0 || field[0] != '"' {
			return errors.New("what a change inserts is given as strings")
		}
		if err := json.Unmarshal(field, &lines[i]); err != nil {
			return err
		}
		if strings.ContainsAny(lines[i], "\r\n") {
			return errors.New("a line that a change inserts holds a line break: give each line as a string of its own")
		}
	}
	text := strings.Join(lines, "\n")
	if n > 0 || text != "" {
		s.secs = append(s.secs, section{n, Units(text), text})
	}
	return nil
}

// count reads a length; 2^31 is far beyond any text.
func count(data json.RawMessage) (int, error) {
	n, err := strconv.ParseUint(string(data), 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is not a length", data)
	}
	return int(n), nil
}

// MarshalJSON writes the form that Parse reads.
func (s Set) MarshalJSON() ([]byte, error) { return s.AppendJSON(nil), nil }

// UnmarshalJSON is Parse.
func (s *Set) UnmarshalJSON(data []byte) error {
	parsed, err := Parse(data)
	if err == nil {
		*s = parsed
	}
	return err
}

// AppendJSON appends the JSON form of s to b.
func (s Set) AppendJSON(b []byte) []byte {
	b = append(b, '[')
	for i, c := range s.secs {
		if i > 0 {
			b = append(b, ',')
		}
		if c.ins == keep {
			b = strconv.AppendInt(b, int64(c.del), 10)
			continue
		}
		b = append(b, '[')
		b = strconv.AppendInt(b, int64(c.del), 10)
		if c.ins > 0 {
			for line := range strings.SplitSeq(c.text, "\n") {
				b = append(b, ',')
				b = AppendString(b, line)
			}
		}
		b = append(b, ']')
	}
	return append(b, ']')
}

// AppendString appends s, which must be UTF-8, as a JSON string, escaping no more
// than JSON asks for.
func AppendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0 // what stands as it is goes in one piece
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
