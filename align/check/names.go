package check

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

var entName = Rule{
	ID: "ent.name", Name: "Name differs", Severity: Error, Version: 1,
	Description: "A version has another name than the others.",
	After:       []After{{"aln.low", InUnit}, {"cmp.sentences", ForSome}},
	Find:        findNames,
}

// soundsAlike is how well a name must sound like a stretch of Chinese to stand
// there.
const soundsAlike = 0.65

// soundsSure is how well a name whose Chinese forms are known must sound like a
// stretch of Chinese to stand there, and soundsBack how well a Chinese name to stand
// in the English. At soundsOther or less it is another name, not the same one
// written in another way.
const (
	soundsSure  = 0.75
	soundsBack  = 0.75
	soundsOther = 0.5
)

// mentionIn reports whether a name of version from has a form in version v.
func (c *naming) mentionIn(m mention, from, v align.Version) bool {
	if m.listed() {
		for _, n := range c.mentions(v) {
			if n.may(m) || n.standsFor(m) && !c.namesIt(n, from) {
				return true
			}
		}
	}
	if m.latin != "" && c.latinCount(m.latin, v) > 0 {
		return true
	}
	if from == align.En && c.abbreviated(m, v) {
		return true
	}
	alike := soundsAlike
	if m.listed() {
		alike = soundsSure // its forms are known
		if v == align.En && slices.ContainsFunc(englishNames(m), c.inEnglish) {
			return true
		}
	}
	if !m.listed() { // by what the word means: Google is 谷歌
		for _, t := range c.tokensIn(m, from) {
			if t.metIn(c.reading(v)) {
				return true
			}
		}
	}
	switch {
	case m.latin != "" && v == align.En:
		return acronymOf(m.latin, c.latinWords(v))
	case m.latin != "":
		return c.heard(m, v, alike)
	case v == align.En:
		return c.heardIn(m, from)
	}
	return strings.Contains(c.lower(v), zh.Fold(m.text))
}

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
func (c *naming) abbreviated(m mention, v align.Version) bool {
	sign, ok := countrySigns()[m.text]
	if !ok || !strings.ContainsRune(c.hanText(v).folded, sign) {
		return false
	}
	text := c.hanText(v).runes
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

// inEnglish reports whether the English has a name in any case; not those that
// are words in lower case: US, IT.
func (c *naming) inEnglish(name string) bool {
	return len(name) > 4 && c.latinCount(name, align.En) > 0
}

// namesIt reports whether version v has a listed name that may be n.
func (c *naming) namesIt(n mention, v align.Version) bool {
	return slices.ContainsFunc(c.mentions(v), n.may)
}

// englishNames returns the English names that a listed name may be, in lower case.
func englishNames(m mention) []string {
	var out []string
	for _, id := range m.ids {
		out = append(out, listedNames().names[id])
	}
	return out
}

// heard reports whether a Latin name may be written by its sound in a Chinese
// version; of a name of several words, one is enough. A listed name is not heard in
// the characters of another one: Belgian in 布鲁塞尔.
func (c *naming) heard(m mention, v align.Version, alike float64) bool {
	return slices.ContainsFunc(spoken(m.latin), func(w string) bool {
		if len(w) < 3 || c.sounding(w, v) < alike {
			return false
		}
		if !m.listed() {
			return true
		}
		at, ok := c.soundsAt(w, v)
		return !ok || !slices.ContainsFunc(c.mentions(v), func(n mention) bool {
			return n.listed() && !n.may(m) && n.Span[0] < at[1] && at[0] < n.Span[1]
		})
	})
}

// heardIn reports whether a Chinese name of version v sounds like a name of the
// English. One that is listed as another name must sound just so, have no form of its
// own there and not be of the word list: Kerry, the county, in 凯里.
func (c *naming) heardIn(name mention, v align.Version) bool {
	folded := zh.Fold(name.text)
	own := name.listed() && listedNames().listedHan[folded] != nil
	folded = strings.TrimPrefix(folded, "圣")
	for _, m := range c.mentions(align.En) {
		another := m.listed() && name.listed() && !m.may(name)
		if another && (own || c.namesIt(m, v)) {
			continue
		}
		least := soundsBack
		if another || own { // its English is known: 卢旺达 is no Ernesto
			least = 1
		}
		for _, w := range spoken(m.latin) {
			if len(w) >= 4 && soundsLike(w, folded) >= least {
				return true
			}
		}
	}
	return false
}

// tokensIn returns the tokens of a name of version v, as other versions may meet
// them.
func (c *naming) tokensIn(m mention, v align.Version) []token {
	var out []token
	if m.latin != "" {
		latinTokens(m.text, func(t token) { out = append(out, t) })
		return out
	}
	for _, s := range c.reading(v).sentences {
		for _, t := range s.tokens {
			if t.Span == m.Span {
				out = append(out, t)
			}
		}
	}
	return out
}

// latinCount returns how often a Latin name stands in v, in any case; short
// names only as words of their own.
func (c *trio) latinCount(name string, v align.Version) int {
	text := c.lower(v)
	if len(name) > 4 {
		return strings.Count(text, name)
	}
	n := 0
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return n
		}
		start, end := at+i, at+i+len(name)
		if (start == 0 || !letter.Lower(text[start-1])) && (end == len(text) || !letter.Lower(text[end]) || text[end] == 's' || len(name) == 4) {
			n++
		}
		at = end
	}
}

func findNames(c *Case) {
	for _, m := range c.names.misnamed() {
		if !m.witness && c.spoke("cmp.sentences") {
			continue
		}
		if m.lost.text == "" && (m.v == align.En || !c.names.foreign(m.v, m.strange)) {
			continue
		}
		c.reportName(m)
	}
}

// foreign reports whether a Latin name of a Chinese version is a stranger to
// the whole document, and not an original in brackets nor a short acronym, which
// may explain what the English says in words: SVN, ROM.
func (c *naming) foreign(v align.Version, m mention) bool {
	if m.latin == "" || len(m.latin) < 3 || len(m.text) <= 4 && strings.ToUpper(m.text) == m.text {
		return false
	}
	return c.spellings.latin[m.latin] == 0 && c.spellings.latin[strings.TrimRight(m.latin, "0123456789")] == 0 && !c.glued(m.latin)
}

// glued reports whether a Latin word is two words of the English run together.
func (c *naming) glued(name string) bool {
	for i := 2; i <= len(name)-2; i++ {
		if c.spellings.latin[name[:i]] > 0 && c.spellings.latin[name[i:]] > 0 {
			return true
		}
	}
	return false
}

func (c *Case) reportName(m misnamed) {
	f := Finding{Pair: both(m.a, m.v), Spans: spans(m.v, m.strange.Span), Key: "ent.name", Severity: Warning,
		Args: args("a", m.a.String(), "b", m.v.String(), "x", m.lost.text, "y", m.strange.text)}
	three := len(c.pairs()) == 3
	switch {
	case m.lost.text == "":
		f.Key = "ent.name.strange"
		if three {
			f.Odd = odd(m.v)
		}
	case m.witness:
		f.Odd, f.Key, f.Severity = odd(m.v), "ent.name.odd", Error
		f.Args["c"] = align.Version(3 - int(m.a) - int(m.v)).String()
	}
	if m.lost.text != "" {
		f.Spans[m.a] = m.lost.Span
		f.Values = map[align.Version]string{m.a: m.lost.text, m.v: m.strange.text}
	}
	c.report(f)
}
