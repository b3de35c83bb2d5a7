package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
)

// findRepeated reports a sentence, or a stretch of words, that stands twice in
// one version, though the others have nothing twice.
func (c *Case) findRepeated() {
	var twice [3]repeat
	n := 0
	for _, v := range align.Versions {
		if !c.has(v) {
			continue
		}
		if s, ok := c.repeated(v); ok {
			twice[v] = s
			n++
		}
	}
	if n != 1 {
		return
	}
	for _, v := range align.Versions {
		again := twice[v].again
		if again[1] == 0 {
			continue
		}
		f := Finding{Pair: cell(v), Key: "cmp.sentences.twice", Spans: spans(v, again), Severity: Warning,
			Args: args("a", v.String(), "text", clip(c.slice(v, again), 60)), Fix: &Fix{Version: v, Span: twice[v].without}}
		if len(c.pairs()) == 3 {
			f.Odd, f.Severity = odd(v), Error
		}
		c.report(f)
	}
}

// repeat is a text that stands twice: the second time, and what to leave out so
// that it stands once.
type repeat struct{ again, without Span }

// repeated finds a sentence of v that stands there before, or a stretch that
// follows upon itself.
func (c *Case) repeated(v align.Version) (repeat, bool) {
	if r, ok := c.tandem(v); ok {
		return r, true
	}
	sentences := c.Words(v).Sentences
	if len(sentences) < 2 {
		return repeat{}, false
	}
	seen := make(map[uint64]Span, len(sentences)) // by their letters
	for _, s := range sentences {
		if len(s.Tokens) < 2 {
			continue
		}
		hash, weight := lettersOf(c.runes[v][s.Span[0]:s.Span[1]], v)
		if weight < 6 {
			continue
		}
		if before, ok := seen[hash]; ok && letters(c.slice(v, before)) == letters(c.slice(v, s.Span)) {
			return repeat{s.Span, s.Span}, true
		}
		seen[hash] = s.Span
	}
	return repeat{}, false
}

// lettersOf hashes the letters and digits of a text, and measures them as size does.
// Sentences are compared in full only where their hashes agree, so that the letters of
// most need not be copied out.
func lettersOf(text []rune, v align.Version) (hash uint64, weight float64) {
	for _, r := range text {
		if letter.Han(r) || unicode.IsLetter(r) || unicode.IsDigit(r) {
			hash = (hash + uint64(r)) * hashBase
			weight += weightOf(r, v)
		}
	}
	return hash, weight
}

// tandem finds a stretch of letters that is followed by itself, whatever marks
// and spaces stand between: words that were pasted twice. The full stop behind it is left
// out with it.
func (c *Case) tandem(v align.Version) (repeat, bool) {
	text := c.runes[v]
	first, again, ok := reading.Tandem(text, fitted.tandem.letters[v], fitted.tandem.hops)
	if !ok {
		return repeat{}, false
	}
	if v != align.En && again[1]-again[0] < fitted.tandem.letters[align.En] && !letter.HasHan(c.slice(v, again)) {
		return repeat{}, false // one name that ends a sentence and begins the next
	}
	without := Span{first[0], again[0]}
	if end := again[1]; end < len(text) && strings.ContainsRune("。！？；.!?;", text[end]) {
		again[1]++
	}
	return repeat{again, without}, true
}

// hashBase is the base of the hash of a sentence.
const hashBase = 0x9E3779B97F4A7C15
