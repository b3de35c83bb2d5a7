package index

import (
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"triptych/align/letter"
	"triptych/align/zh"
)

// token is what a text is looked up by: two neighbouring Chinese characters, the last
// character of a run of them, or a word of another script, folded. Of a run ABC the
// tokens are AB, BC, C: each character begins one, so that a single one is found as the
// beginning of a token, and two runs with a mark between them never look like one.
type token struct {
	text     string
	from, to int  // in the text, in runes
	han      bool // begins with a Chinese character
	lone     bool // the last character of a run
}

// tokens cuts a text. Scripts, capitals, width and accents are folded.
func tokens(text string) []token {
	folded, at := zh.FoldMap(text)
	runes := []rune(folded)
	out := make([]token, 0, len(runes))
	for i := 0; i < len(runes); {
		switch {
		case letter.HanScript(runes[i]):
			one := token{text: string(runes[i]), from: at[i], to: at[i] + 1, han: true, lone: true}
			if i+1 < len(runes) && letter.HanScript(runes[i+1]) {
				one.text, one.to, one.lone = string(runes[i:i+2]), at[i+1]+1, false
			}
			out = append(out, one)
			i++
		case wordRune(runes[i]):
			end := i
			for end < len(runes) && wordRune(runes[end]) && !letter.HanScript(runes[end]) {
				end++
			}
			if word := plain(runes[i:end]); word != "" {
				out = append(out, token{text: word, from: at[i], to: at[end-1] + 1})
			}
			i = end
		default:
			i++
		}
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plain is a word in small letters without accents.
func plain(word []rune) string {
	var out strings.Builder
	for _, r := range word {
		r = unicode.ToLower(r)
		if r >= 0xC0 && r < 0x250 {
			r, _ = firstRune(norm.NFD.String(string(r)))
		}
		out.WriteRune(r)
	}
	return out.String()
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// grams is a text as the table of grams holds it.
func grams(list []token) string {
	var out strings.Builder
	for i, t := range list {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// sameness is a number that texts of the same words share, whatever their marks, capitals,
// width and script; 0 = it has no words.
func sameness(list []token) int64 {
	if len(list) == 0 {
		return 0
	}
	h := fnv.New64a()
	for _, t := range list {
		h.Write([]byte(t.text))
		h.Write([]byte{' '})
	}
	return int64(h.Sum64() | 1)
}

// phrase is what somebody looks for: tokens that follow each other. The last word of
// four letters or more may go on (sanction, sanctions), and so may a last character.
type phrase struct {
	tokens []token
	prefix bool
}

const growsFrom = 4 // letters

// ask makes a phrase of words as they were typed; it has no tokens where there is
// nothing to look for.
func ask(words string) phrase {
	list := tokens(words)
	n := len(list)
	if n > 1 && list[n-1].lone && list[n-2].han && !list[n-2].lone {
		list = list[:n-1] // the pair before it has that character
		return phrase{tokens: list}
	}
	if n == 0 {
		return phrase{}
	}
	last := list[n-1]
	return phrase{tokens: list, prefix: last.lone || !last.han && len([]rune(last.text)) >= growsFrom}
}

// places returns where in a text the phrase stands: spans in runes that do not overlap.
func (p phrase) places(list []token) (spans [][2]int) {
	n := len(p.tokens)
	for i := 0; n > 0 && i+n <= len(list); i++ {
		if !p.at(list[i : i+n]) {
			continue
		}
		last := list[i+n-1]
		span := [2]int{list[i].from, last.to}
		if p.tokens[n-1].lone {
			span[1] = last.from + 1
		}
		if k := len(spans) - 1; k >= 0 && span[0] < spans[k][1] {
			spans[k][1] = max(spans[k][1], span[1])
			continue
		}
		spans = append(spans, span)
	}
	return spans
}

func (p phrase) at(list []token) bool {
	for i, want := range p.tokens {
		if list[i].text == want.text {
			continue
		}
		if i+1 < len(list) || !p.prefix || !strings.HasPrefix(list[i].text, want.text) {
			return false
		}
	}
	return true
}
