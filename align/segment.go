package align

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode"
	"unicode/utf8"
)

// Kind says what part a segment plays in its version.
type Kind string

// The kinds of segments. NonContent is what stands around an article on its
// page (language line, byline, dateline, share bar, footer): it is kept, but
// never aligned into the text.
const (
	Text       Kind = "text"
	Heading    Kind = "heading"
	ListItem   Kind = "item"
	Quote      Kind = "quote"
	NonContent Kind = "aside"
)

// Segment is one paragraph (or, at sentence level, one sentence) of one version.
type Segment struct {
	Text string `json:"text"`
	Kind Kind   `json:"kind"`
	Line int    `json:"line,omitempty"` // 1-based line of the source file where it begins; 0 = unknown
}

// Document is a work in up to three versions; an absent version has no segments.
type Document [3][]Segment

// Unit is the smallest group of segments that say the same thing. Segs holds
// 0-based indices into the versions of the Document, ascending and contiguous;
// a side may be empty.
type Unit struct {
	Segs       [3][]int
	Confidence float64  // 0 to 1: an estimate of the chance that the unit is exactly right
	Why        []string // the evidence, most telling first, in plain English
}

// ContentHash identifies the text of a cell: 32 hexadecimal digits of SHA-256
// over the segments one after the other with all white space left out, so that
// splitting or joining paragraphs inside a cell leaves the hash as it was, in
// Chinese (no space between sentences) as in English. A cell without text has
// the hash "".
func ContentHash(segments ...string) string {
	var space [2048]byte // most cells fit: a document is hashed whole when it is opened
	b := space[:0]
	for _, s := range segments {
		for _, r := range s {
			if r > lastSpace || !unicode.IsSpace(r) {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	if len(b) == 0 {
		return ""
	}
	sum := sha256.Sum256(b)
	var digits [32]byte
	hex.Encode(digits[:], sum[:16])
	return string(digits[:])
}

// lastSpace is the last character that is white space: the ideographic one.
const lastSpace = '\u3000'
