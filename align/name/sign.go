package name

import (
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
)

// countrySigns are the characters that Chinese writes for countries, each with
// English names of the country and its people.
var countrySigns = sync.OnceValue(func() map[string]rune {
	m := map[string]rune{}
	for _, line := range strings.Split(`中=China,Chinese;美=United States,American,America,US,U.S.;英=Britain,British,United Kingdom,UK,England,English;法=France,French;德=Germany,German;
俄=Russia,Russian;日=Japan,Japanese;韩=South Korea,South Korean,Korea,Korean;朝=North Korea,North Korean;印=India,Indian;澳=Australia,Australian;欧=Europe,European,EU,European Union;
乌=Ukraine,Ukrainian;以=Israel,Israeli;伊=Iran,Iranian,Iraq,Iraqi;巴=Pakistan,Pakistani,Brazil,Brazilian,Palestinian;越=Vietnam,Vietnamese;泰=Thailand,Thai;菲=Philippines,Philippine,Filipino;
台=Taiwan,Taiwanese;港=Hong Kong`, ";") {
		sign, names, _ := strings.Cut(strings.TrimSpace(line), "=")
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
