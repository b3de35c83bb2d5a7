package check

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/zh"
)

// mention is a name in a text. Of one that the dictionary or the word list has, it
// is known which English names it may be: one for an English mention, for 韩国 Korea
// and South Korea. The others are known by their Latin letters, or by the sounds
// that their characters stand for.
type mention struct {
	Span
	ids   []nameID // none = not listed
	latin string   // lower case, for names in Latin letters
	text  string
	first bool // English: at the beginning of a sentence, where capitals say nothing
	part  bool // Chinese: perhaps only a part of a longer foreign name, or chance
}

// listed reports whether the dictionary or the word list has the name.
func (m mention) listed() bool { return len(m.ids) > 0 }

// may reports whether two listed names may be one: they have an English name in
// common.
func (m mention) may(n mention) bool {
	return slices.ContainsFunc(m.ids, func(id nameID) bool { return slices.Contains(n.ids, id) })
}

// standsFor reports whether one of two listed names may stand for the other in
// another language: Moscow and 俄罗斯.
func (m mention) standsFor(n mention) bool {
	return slices.ContainsFunc(m.ids, func(a nameID) bool {
		return slices.ContainsFunc(n.ids, func(b nameID) bool { return listedNames().stands[[2]nameID{a, b}] })
	})
}

// nameID is an English name of the dictionary or the word list.
type nameID int32

// nameIndex finds the names of the dictionary and of the word list.
type nameIndex struct {
	english   map[string][]nameID // as written
	chinese   map[int32][]nameID  // by word of the dictionary
	names     []string            // the English names, lower case
	listedHan map[string][]nameID // of the word list, by folded form
	longest   map[rune]int        // first character of those → length of the longest, runes
	words     int                 // of the longest English name
	own       map[string]bool     // English names of the word list
	stands    map[[2]nameID]bool  // those that may stand for each other: Moscow and Russia
}

// nameAliases are short forms that the word list leaves out.
var nameAliases = map[string]string{
	"US": "United States", "USA": "United States", "UK": "United Kingdom", "UAE": "United Arab Emirates", "DPRK": "North Korea", "PRC": "China", "ROC": "Taiwan",
}

// universityKinds stand before "University" and are no names alone.
var universityKinds = wordSet(`The Central National Normal Open State Technical Technological Free Imperial Royal Catholic Medical Agricultural Tertiary Women's`)

// capitals are seats of government that stand for their country in the news.
const capitals = `Moscow=Russia;Kremlin=Russia;Beijing=China;Washington=United States;White House=United States;Pentagon=United States;
Brussels=European Union;Brussels=NATO;London=United Kingdom;Paris=France;Berlin=Germany;Tokyo=Japan;Seoul=South Korea;Pyongyang=North Korea;
Kyiv=Ukraine;Kiev=Ukraine;Tehran=Iran;Taipei=Taiwan;New Delhi=India;Delhi=India;Ankara=Turkey;Canberra=Australia;Ottawa=Canada;Warsaw=Poland;
Rome=Italy;Madrid=Spain;Jerusalem=Israel;Tel Aviv=Israel;Riyadh=Saudi Arabia;Cairo=Egypt;Pretoria=South Africa;Hanoi=Vietnam;Manila=Philippines;
Jakarta=Indonesia;Bangkok=Thailand;Islamabad=Pakistan;Minsk=Belarus;Vienna=Austria;Stockholm=Sweden;Helsinki=Finland;Oslo=Norway;
Copenhagen=Denmark;Budapest=Hungary;Athens=Greece;Lisbon=Portugal;Baghdad=Iraq;Damascus=Syria;Kabul=Afghanistan;Havana=Cuba;Caracas=Venezuela;
Europe=European Union;EU=Europe;America=United States;American=United States;Britain=United Kingdom;British=United Kingdom`

var listedNames = sync.OnceValue(func() *nameIndex {
	x := &nameIndex{english: map[string][]nameID{}, chinese: map[int32][]nameID{}, listedHan: map[string][]nameID{}, longest: map[rune]int{}, stands: map[[2]nameID]bool{}, own: map[string]bool{}}
	lex := dictionary()
	for _, n := range lexicon.Names() {
		ids := x.name(n.English)
		x.own[n.English] = true
		for _, w := range n.Chinese {
			for _, form := range []string{dictionaryForms.Replace(zh.Fold(w)), zh.Fold(w), w} {
				if id, ok := lex.Find(form); ok && utf8.RuneCountInString(form) >= 2 {
					x.chinese[id] = join(x.chinese[id], ids)
				}
			}
			if form := []rune(dictionaryForms.Replace(zh.Fold(w))); len(form) >= 2 {
				x.listedHan[string(form)] = join(x.listedHan[string(form)], ids)
				x.longest[form[0]] = max(x.longest[form[0]], len(form))
			}
		}
	}
	lex.EachName(func(word int32, names []string) {
		w := []rune(lex.Word(word))
		if len(w) > 2 || len(w) == 2 && !strings.ContainsRune("的了是在和", w[1]) { // 美的 is seldom Midea
			for _, name := range names {
				x.chinese[word] = join(x.chinese[word], x.name(name))
			}
		}
	})
	x.joinKinds(lex)
	for _, name := range slices.Sorted(maps.Keys(x.english)) { // Columbia for Columbia University
		if short, ok := strings.CutSuffix(name, " University"); ok && !universityKinds[strings.Fields(short)[0]] {
			x.english[short] = join(x.english[short], x.english[name])
		}
	}
	for alias, name := range nameAliases {
		if ids, ok := x.english[name]; ok {
			x.english[alias] = ids
		}
	}
	for _, pair := range strings.Split(capitals, ";") {
		place, country, _ := strings.Cut(strings.TrimSpace(pair), "=")
		for _, a := range x.english[place] {
			for _, b := range x.english[country] {
				x.stands[[2]nameID{a, b}], x.stands[[2]nameID{b, a}] = true, true
			}
		}
	}
	return x
})

// name returns the number of an English name, a new one the first time.
func (x *nameIndex) name(english string) []nameID {
	if x.english[english] == nil {
		x.english[english] = []nameID{nameID(len(x.names))}
		x.names = append(x.names, strings.ToLower(english))
		x.words = max(x.words, strings.Count(english, " ")+1)
	}
	return x.english[english]
}

// joinKinds gives a name with a character behind it that says of what kind it is
// the English names of both: 韩国人 may be Korean, 浙江 the province of it.
func (x *nameIndex) joinKinds(lex *lexicon.Lexicon) {
	for _, word := range slices.Sorted(maps.Keys(x.chinese)) {
		ids, text := x.chinese[word], []rune(lex.Word(word))
		n := len(text) - 1
		if n < 2 || !strings.ContainsRune("人语文族国省市县州区岛城镇", text[n]) {
			continue
		}
		if short, ok := lex.Find(string(text[:n])); ok && x.chinese[short] != nil {
			both := join(ids, x.chinese[short])
			x.chinese[word], x.chinese[short] = both, both
		}
	}
}

// knownName reports whether the dictionary or the word list has an English name just
// as it is written.
func knownName(english string) bool { return listedNames().english[english] != nil }

// join returns the names of both lists, each once.
func join(a, b []nameID) []nameID {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// naming is who is named in a unit.
type naming struct {
	*trio
	spellings *spellings
	mentioned [3]bool
	named     [3][]mention
}

// spellings are how a document uses words of Latin letters, all in lower case.
type spellings struct {
	latin    map[string]int  // words of the English: how often each stands
	lower    map[string]bool // words that the English writes without a capital
	verbatim map[string]bool // words of the Chinese
}

// fitSpellings reads how a document uses words of Latin letters.
func fitSpellings(units []*trio) spellings {
	s := spellings{map[string]int{}, map[string]bool{}, map[string]bool{}}
	for _, c := range units {
		for _, v := range align.Versions {
			if han, _ := letter.Count(c.runes[v]); v != align.En && han == 0 {
				continue // may be English that nobody has translated
			}
			for _, w := range c.latinWords(v) {
				lower := strings.ToLower(w.text)
				switch {
				case v != align.En:
					s.verbatim[lower] = true
				default:
					s.latin[lower]++
					s.lower[lower] = s.lower[lower] || lower == w.text
				}
			}
		}
	}
	return s
}

// mentions returns the names of version v in order.
func (c *naming) mentions(v align.Version) []mention {
	if !c.mentioned[v] {
		c.mentioned[v] = true
		if v == align.En {
			c.named[v] = englishMentions(c.runes[v])
		} else {
			c.named[v] = hanMentions(c.hanText(v), c.runes[v])
		}
	}
	return c.named[v]
}

// latinName returns the end of the Latin name or word at i: letters, and digits
// behind them.
func latinName(text []rune, i int) int {
	for i < len(text) && (letter.Latin(text[i]) || unicode.IsDigit(text[i])) {
		i++
	}
	return i
}

func englishMentions(text []rune) []mention {
	var out []mention
	x := listedNames()
	first := true
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			first = first || strings.ContainsRune(".?!:\n\"“‘(•", text[i])
			i++
			continue
		}
		end := latinName(text, i)
		if unicode.IsUpper(text[i]) {
			if ids, e := x.listed(text, i); ids != nil {
				out = append(out, mention{Span: Span{i, e}, ids: ids, text: string(text[i:e]), latin: strings.ToLower(string(text[i:e]))})
				i, first = e, false
				continue
			}
		}
		if w := string(text[i:end]); nameLike(w) && !functionWords[strings.ToLower(w)] {
			out = append(out, mention{Span: Span{i, end}, latin: strings.ToLower(w), text: w, first: first && !inner(w)})
		}
		i, first = end, false
	}
	return out
}

// initials returns the letters of an abbreviation with full stops at i, as U.S.,
// and where it ends.
func initials(text []rune, i int) (letters string, end int) {
	for i+1 < len(text) && unicode.IsUpper(text[i]) && text[i+1] == '.' {
		letters += string(text[i])
		i += 2
	}
	return letters, i
}

// listed returns the longest name of the list that begins at i.
func (x *nameIndex) listed(text []rune, i int) (ids []nameID, end int) {
	if short, e := initials(text, i); len(short) > 1 && x.english[short] != nil {
		return x.english[short], e
	}
	e := i
	for n := 0; n < x.words && e < len(text); n++ {
		for e < len(text) && (letter.Latin(text[e]) || unicode.IsDigit(text[e]) || strings.ContainsRune("-'’&", text[e]) && e+1 < len(text) && letter.Latin(text[e+1])) {
			e++
		}
		w := string(text[i:e])
		if found, ok := x.english[w]; ok {
			ids, end = found, e
		} else if owner := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"); x.english[owner] != nil {
			ids, end = x.english[owner], i+utf8.RuneCountInString(owner)
		} else if head, _, ok := strings.Cut(w, "-"); ok && n == 0 && x.english[head] != nil { // French-led
			return x.english[head], i + utf8.RuneCountInString(head)
		}
		if e >= len(text) || text[e] != ' ' {
			break
		}
		e++
	}
	return ids, end
}

// nameLike reports whether a Latin word has a capital letter.
func nameLike(w string) bool { return len(w) > 1 && strings.IndexFunc(w, unicode.IsUpper) >= 0 }

// inner reports whether a word has a capital letter or digit behind its first
// letter: NATO, iPhone, YubiKey.
func inner(w string) bool {
	return strings.IndexFunc(w[1:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) >= 0
}

func hanMentions(h *hanText, runes []rune) []mention {
	var out []mention
	x := listedNames()
	f := h.runes
	for i := 0; i < len(f); {
		if !letter.Latin(f[i]) {
			i++
			continue
		}
		end := latinName(f, i)
		if w := string(f[i:end]); nameLike(w) && !functionWords[strings.ToLower(w)] && !letter.Digit(before(f, i)) {
			out = append(out, mention{Span: h.span(i, end), latin: strings.ToLower(w), text: w})
		}
		i = end
	}
	held := make([]int, len(f))
	starts := make([]bool, len(f)+1)
	starts[len(f)] = true
	for i, w := range h.words {
		ids := x.chinese[w.id]
		starts[w.at], starts[w.end] = true, true
		for k := w.at; k < w.end && (ids != nil && w.id >= 0 || w.end-w.at > 2); k++ {
			held[k] = w.end - w.at
		}
		if w.id < 0 || ids == nil || h.chance(i) {
			continue
		}
		s := h.span(w.at, w.end)
		out = append(out, mention{Span: s, ids: ids, text: string(runes[s[0]:s[1]]), part: h.insideForeign(i)})
	}
	out = x.straddling(out, h, runes, held, starts)
	slices.SortFunc(out, func(a, b mention) int { return a.Span[0] - b.Span[0] })
	return out
}

// chance reports whether the word i of two characters was cut from a longer one that
// begins with its second character: 以巴 in 以巴塞罗那.
func (h *hanText) chance(i int) bool {
	w := h.words[i]
	return w.end-w.at == 2 && utf8.RuneCountInString(firstWord(string(h.runes[w.at+1:min(len(h.runes), w.at+9)]))) > 2
}

// straddling adds the names of the word list that stand across the words as they
// were cut: 美国 in 和美|国|所. held gives for each rune the length of its word where
// that is a name or longer than two characters, starts where words begin. A name
// that cuts a word at both of its ends may be chance, 申根 in 重申|根据, as one of two
// characters that cuts the word behind it: 中视 in 中|视觉.
func (x *nameIndex) straddling(out []mention, h *hanText, runes []rune, held []int, starts []bool) []mention {
	folded := h.runes
	for i := 0; i < len(folded); i++ {
		for n := min(x.longest[folded[i]], len(folded)-i); n >= 2; n-- {
			ids := x.listedHan[string(folded[i:i+n])]
			if ids == nil || slices.ContainsFunc(held[i:i+n], func(h int) bool { return h > 0 }) {
				continue
			}
			s := h.span(i, i+n)
			out = append(out, mention{Span: s, ids: ids, text: string(runes[s[0]:s[1]]), part: insideForeign(folded, i, i+n) || !starts[i+n] && (n == 2 || !starts[i])})
			i += n - 1
			break
		}
	}
	return out
}

// insideForeign reports whether the word i is written by its sound and goes on
// beyond in characters that make no words, so that it may be a part of a longer
// name: 里斯本 in 布里斯本, but not 尼泊尔 before 士兵.
func (h *hanText) insideForeign(i int) bool {
	w := h.words[i]
	if !allForeign(h.runes[w.at:w.end]) {
		return false
	}
	single := func(n hanWord) bool { return n.end-n.at == 1 && foreignCharacters()[h.runes[n.at]] }
	return i > 0 && h.words[i-1].end == w.at && single(h.words[i-1]) || i+1 < len(h.words) && h.words[i+1].at == w.end && single(h.words[i+1])
}

// insideForeign reports the same of what stands across words, from a to b.
func insideForeign(text []rune, a, b int) bool {
	foreign := foreignCharacters()
	return allForeign(text[a:b]) && (a > 0 && foreign[text[a-1]] || b < len(text) && foreign[text[b]])
}

// allForeign reports whether all characters are such as foreign names are written with.
func allForeign(text []rune) bool {
	foreign := foreignCharacters()
	return !slices.ContainsFunc(text, func(r rune) bool { return !foreign[r] })
}

// acronymOf reports whether a text holds consecutive words with the letters of
// the acronym for initials: "denial of service" for DoS.
func acronymOf(acronym string, words []word) bool {
	letters := strings.ToLower(acronym)
	if len(letters) < 2 || len(letters) > 8 {
		return false
	}
	for i := range words {
		k := 0
		for j := i; j < len(words) && k < len(letters) && j-i < len(letters)+3; j++ {
			w := strings.ToLower(words[j].text)
			if w[0] == letters[k] {
				k++
			} else if !functionWords[w] {
				break
			}
		}
		if k == len(letters) {
			return true
		}
	}
	return false
}
