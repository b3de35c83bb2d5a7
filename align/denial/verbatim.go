package denial

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
)

// verbatim reports whether a word of the English stands, with the word before or
// behind it, just so in a Chinese version: in an error message, a title or a name
// such as "Ruby no Kai", which deny nothing.
func (u *Unit) verbatim(s reading.Span) bool {
	text := u.Runes[align.En]
	from, to := s[0], s[1] // widened to the words before and behind
	if from > 1 && text[from-1] == ' ' {
		for from--; from > 0 && letter.Latin(text[from-1]); from-- {
		}
	}
	if to+1 < len(text) && text[to] == ' ' {
		for to++; to < len(text) && letter.Latin(text[to]); to++ {
		}
	}
	for _, phrase := range []reading.Span{{from, s[1]}, {s[0], to}} {
		if phrase[1]-phrase[0] < s[1]-s[0]+3 {
			continue
		}
		said := strings.ToLower(strings.ReplaceAll(u.Slice(align.En, phrase), "’", "'"))
		for _, v := range align.Chinese[:] {
			if u.Has(v) && !u.English[v] && strings.Contains(u.Lower(v), said) {
				return true
			}
		}
	}
	return false
}
