package denial

import (
	"index/suffixarray"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/reading"
)

// removed finds a denial of v whose surroundings stand in the other Chinese
// version without it: 你不可以 against 你可以.
func (u *Unit) removed(v align.Version) (Flip, bool) {
	sure := u.Denials(v).Sure
	if len(sure) == 0 {
		return Flip{}, false
	}
	o := v.Sibling()
	h, there := u.Han(v), search(u.Han(o).Folded, len(sure))
	folded, from, text := h.Folded, h.From, h.Runes
	here := search(folded, len(sure))
	n := 0
	for _, d := range sure {
		for n < len(from) && from[n] < d.Span[0] {
			n++
		}
		if n == len(from) || !gone(text, n, here, there) || !sameBehind(text, n, there) {
			continue
		}
		if d.idiom || idiom(folded, n) {
			return Flip{Denies: v, Affirms: o, At: d.Span, Odd: new(o), How: Removed}, true
		}
		f := Flip{Denies: v, Affirms: o, At: d.Span, How: Removed}
		if u.Has(align.En) {
			switch s, _ := u.stanceOf(d, v, align.En); s {
			case denies:
				f.Odd = new(o)
			case affirms:
				f.Odd = new(v)
			default:
				f.Odd = u.oddBySentence(d, v, o)
			}
		}
		return f, true
	}
	return Flip{}, false
}

// oddBySentence asks the English sentences that belong to a denial of v, which the
// other Chinese version o lacks, whether they deny as much as v or as o.
func (u *Unit) oddBySentence(d Denial, v, o align.Version) *align.Version {
	home := u.Clauses(v)[d.clause].Sentence
	if 2*u.weighBeside(d, v, align.En) >= u.weighDenials(v, home)+u.weighBeside(d, v, o) {
		return new(o)
	}
	return new(v)
}

// searched is a text in which something is looked for time and again.
type searched struct {
	text  string
	index *suffixarray.Index // nil = looking through it is quicker
}

// search prepares a text for being asked of so many denials; an index costs as much as
// looking through it a hundred times.
func search(text string, denials int) searched {
	if denials < 32 {
		return searched{text: text}
	}
	return searched{text, suffixarray.New([]byte(text))}
}

func (s searched) has(part string) bool {
	if s.index == nil {
		return strings.Contains(s.text, part)
	}
	return len(s.index.Lookup([]byte(part), 1)) > 0
}

// emphatic are characters that go with a denial and are lost with it: 并不, 绝非.
const emphatic = "并绝毫决"

// gone reports whether the other text has the words around the denial at n without it.
func gone(text []rune, n int, here, there searched) bool {
	return withoutIt(text, n, n, here, there) ||
		n > 0 && strings.ContainsRune(emphatic, text[n-1]) && withoutIt(text, n-1, n, here, there)
}

// withoutIt reports whether four characters or more around a denial of text, from rune
// first to its last n, stand in the other text with it left out, and not here too; five
// with what goes with it. At the beginning of a sentence the three characters behind it
// are enough.
func withoutIt(text []rune, first, n int, here, there searched) bool {
	if (n == 0 || strings.ContainsRune("。！？", text[n-1])) && n+4 <= len(text) {
		if next := string(text[n+1 : n+4]); strings.HasPrefix(there.text, next) || there.has("。"+next) {
			return true
		}
	}
	least := 4 + n - first // the longer what is lost, the more must stand around it
	for l := 1; l <= 3; l++ {
		for r := max(1+n-first, least-l); r <= 3; r++ {
			if first-l < 0 || n+1+r > len(text) {
				continue
			}
			joined := string(text[first-l:first]) + string(text[n+1:n+1+r])
			if there.has(joined) && !here.has(joined) {
				return true
			}
		}
	}
	return false
}

// sameBehind reports whether the word behind the denial at place n stands in the other
// text too: 相符 of 不相符 is not in 相悖.
func sameBehind(text []rune, n int, there searched) bool {
	word := reading.FirstWord(string(text[n+1 : min(len(text), n+7)]))
	return utf8.RuneCountInString(word) > 3 || there.has(word)
}

// idiom reports whether the denial at rune n belongs to a longer word of the
// dictionary, inside it (得不偿失) or before what is no word alone (不失为): leaving
// it out is then the slip.
func idiom(folded string, n int) bool {
	inside := false
	at := reading.RuneCounter{Text: folded}
	lexicon.Shared().EachHan(folded, func(_ int32, start, end int) {
		a := at.Rune(start)
		b := a + utf8.RuneCountInString(folded[start:end])
		inside = inside || a < n && n < b-1 && b-a >= 3
	})
	if inside {
		return true
	}
	behind := string([]rune(folded)[n:])
	word := reading.FirstWord(behind)
	_, size := utf8.DecodeRuneInString(behind)
	return utf8.RuneCountInString(word) >= 3 && reading.FirstWord(word[size:]) != word[size:]
}
