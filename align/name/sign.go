package name

import (
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/list"
)

// countrySigns are the characters that Chinese writes for countries, each with
// English names of the country and its people.
var countrySigns = sync.OnceValue(func() map[string]rune {
	m := map[string]rune{}
	for sign, names := range list.Pairs(words, "signs.tsv") {
		r, _ := utf8.DecodeRuneInString(sign)
		for _, name := range strings.Split(names, ",") {
			m[name] = r
		}
	}
	return m
})

// abbreviated reports whether a Chinese version has the character for a country as
// prose uses it: 对俄制裁, 美方, 中日.
func (u *Unit) abbreviated(m Mention, v align.Version) bool {
	sign, ok := countrySigns()[m.Text]
	if !ok || !strings.ContainsRune(u.Han(v).Folded, sign) {
		return false
	}
	text := u.Han(v).Runes
	for i, r := range text {
		if r != sign {
			continue
		}
		if i > 0 && strings.ContainsRune("对援访驻赴抗反亲涉旅侨中美俄", text[i-1]) || i+1 < len(text) && strings.ContainsRune("方军籍企商资中美俄", text[i+1]) {
			return true
		}
	}
	return false
}
