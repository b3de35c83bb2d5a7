package check

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
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
// and spaces stand between.
//
// Every run of a few letters is looked up among the earlier ones: where it stood
// n letters before, the text repeats with period n as far as the letters agree,
// and a full period of agreement is a stretch and its copy.
func (c *Case) tandem(v align.Version) (repeat, bool) {
	least := fitted.tandem.letters[v]
	if len(c.runes[v]) < 2*least {
		return repeat{}, false
	}
	text, at := make([]rune, 0, len(c.runes[v])), make([]int, 0, len(c.runes[v])) // letters and digits, where each stands
	for i, r := range c.runes[v] {
		if letter.Han(r) || letter.WordPart(r) {
			text, at = append(text, r), append(at, i)
		}
	}
	if len(text) < 2*least {
		return repeat{}, false
	}
	shift := 64 - bits.Len(uint(2*len(text)))
	last := make([]int32, 1<<(64-shift)) // by the top bits of the hash of a run: where such a one stood last, from 1
	before := make([]int32, len(text)+1) // and the one before each
	h, out := uint64(0), uint64(1)       // the hash of the run at i, and what its first letter weighs
	for _, r := range text[:least-1] {
		h = h*hashBase + uint64(r)
		out *= hashBase
	}
	for i := 0; i+least <= len(text); i++ {
		h = h*hashBase + uint64(text[i+least-1])
		slot := h * hashBase >> shift
		before[i+1] = last[slot]
		last[slot] = int32(i + 1)
		h -= out * uint64(text[i])
		for j, hops := int(before[i+1])-1, 0; j >= 0 && hops < fitted.tandem.hops; j, hops = int(before[j+1])-1, hops+1 {
			if n := i - j; n >= least && i+n <= len(text) && slices.Equal(text[i:i+n], text[j:i]) && c.wholeWords(v, at[j], at[i], at[i+n-1]+1) {
				again := Span{at[i], at[i+n-1] + 1}
				if end := again[1]; end < len(c.runes[v]) && strings.ContainsRune("。！？；.!?;", c.runes[v][end]) {
					again[1]++
				}
				return repeat{again: again, without: Span{at[j], at[i]}}, true
			}
		}
	}
	return repeat{}, false
}

// wholeWords reports whether none of the places stands inside a Latin word: "get ent"
// stands in "getent (get entries)" twice only by its letters.
func (c *Case) wholeWords(v align.Version, places ...int) bool {
	text := c.runes[v]
	for _, i := range places {
		if i > 0 && i < len(text) && letter.Latin(text[i-1]) && letter.Latin(text[i]) {
			return false
		}
	}
	return true
}

// hashBase is the base of the rolling hash of runs.
const hashBase = 0x9E3779B97F4A7C15
