package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
)

// Enclosed reports whether the run stands in brackets, quotation marks or a
// title, with nothing Chinese beside it there, as originals and names of works do.
func Enclosed(text []rune, run Span) bool {
	return Edge(text, run[0]-1, -1, "（(「『“\"《〈[【‘'*`") && Edge(text, run[1], 1, "）)」』”\"》〉]】’'*`")
}

// Edge walks from i over Latin letters, digits, spaces and commas, and reports
// whether one of marks comes next.
func Edge(text []rune, i, step int, marks string) bool {
	for ; i >= 0 && i < len(text); i += step {
		r := text[i]
		if strings.ContainsRune(marks, r) {
			return true
		}
		inOriginal := letter.Latin(r) || unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune(".,?!-–/&:;", r)
		if !inOriginal {
			return false
		}
	}
	return false
}

// Closing returns the mark that closes a bracket or title, 0 for another character.
func Closing(open rune) rune {
	switch open {
	case '（':
		return '）'
	case '(':
		return ')'
	case '《':
		return '》'
	}
	return 0
}

// LatinWithin returns the Latin words from i up to the mark that closes, and where that
// stands; none where anything else is written there.
func LatinWithin(text []rune, i int, closing rune) (words []Latin, end int) {
	for end = i; end < len(text) && text[end] != closing; end++ {
		if letter.Han(text[end]) {
			return nil, end
		}
	}
	return LatinWords(text[i:end]), end
}

// WholeSentences widens a stretch of version v to the sentences that it nearly fills.
// "nearly": a stretch begins and ends at words, so the mark and the particles at the rim
// of a sentence (的, 了, "the") are never part of it.
func (u *Texts) WholeSentences(v align.Version, stretch Span) Span {
	out := stretch
	for _, s := range u.Words(v).Sentences {
		if len(s.Tokens) == 0 || s.Span[1] <= stretch[0] || s.Span[0] >= stretch[1] {
			continue
		}
		if s.Tokens[0].Span[0] >= stretch[0] {
			out[0] = min(out[0], s.Span[0])
		}
		if s.Tokens[len(s.Tokens)-1].Span[1] <= stretch[1] {
			out[1] = max(out[1], s.Span[1])
		}
	}
	return out
}

// Places returns the matches in text, in runes.
func Places(text string, re *regexp.Regexp) []Span {
	var out []Span
	at := RuneCounter{Text: text}
	for _, m := range re.FindAllStringIndex(text, -1) {
		start := at.Rune(m[0])
		out = append(out, Span{start, at.Rune(m[1])})
	}
	return out
}

// RuneCounter turns ascending byte offsets of a text into rune offsets.
type RuneCounter struct {
	Text         string
	bytes, runes int
}

// Rune returns the rune offset of a byte offset. Offsets that go back are right too,
// but begin to count anew.
func (c *RuneCounter) Rune(offset int) int {
	if offset < c.bytes {
		c.bytes, c.runes = 0, 0
	}
	c.runes += utf8.RuneCountInString(c.Text[c.bytes:offset])
	c.bytes = offset
	return c.runes
}

// ByteCounter turns ascending rune offsets of a text into byte offsets.
type ByteCounter struct {
	Text         string
	bytes, runes int
}

// Byte returns the byte offset of a rune offset, not one before the last that was asked for.
func (c *ByteCounter) Byte(rune int) int {
	for ; c.runes < rune; c.runes++ {
		if c.Text[c.bytes] < utf8.RuneSelf {
			c.bytes++
			continue
		}
		_, size := utf8.DecodeRuneInString(c.Text[c.bytes:])
		c.bytes += size
	}
	return c.bytes
}
