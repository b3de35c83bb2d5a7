package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/zh"
)

// mention is a name in a text. Names that the dictionary or the word list knows
// have a group, in which all their English and Chinese forms meet ("EU", "European
// Union", 欧盟); the others are known by their Latin letters, or by the sounds that
// their characters stand for.
type mention struct {
	Span
	group int    // 0 = not known
	latin string // lower case, for names in Latin letters
	text  string
	first bool // English: at the beginning of a sentence, where capitals say nothing
	part  bool // Chinese: perhaps only a part of a longer foreign name, or chance
}

// nameIndex finds the names of the dictionary and of the word list.
type nameIndex struct {
	english   map[string]int   // as written → group
	chinese   map[int32]int    // word of the dictionary → group
	names     map[int][]string // group → its English names, lower case
	listedHan map[string]int   // of the word list: folded → group
	longest   map[rune]int     // first character of those → length of the longest, runes
	words     int              // of the longest English name
	stands    map[[2]int]bool  // groups that may stand for each other: Moscow and Russia
}

// nameAliases are short forms that the word list leaves out.
var nameAliases = map[string]string{
	"US": "United States", "USA": "United States", "UK": "United Kingdom", "UAE": "United Arab Emirates", "DPRK": "North Korea", "PRC": "China", "ROC": "Taiwan",
}

// capitals are seats of government that stand for their country in the news.
const capitals = `Moscow=Russia;Kremlin=Russia;Beijing=China;Washington=United States;White House=United States;Pentagon=United States;
Brussels=European Union;Brussels=NATO;London=United Kingdom;Paris=France;Berlin=Germany;Tokyo=Japan;Seoul=South Korea;Pyongyang=North Korea;
Kyiv=Ukraine;Kiev=Ukraine;Tehran=Iran;Taipei=Taiwan;New Delhi=India;Delhi=India;Ankara=Turkey;Canberra=Australia;Ottawa=Canada;Warsaw=Poland;
Rome=Italy;Madrid=Spain;Jerusalem=Israel;Tel Aviv=Israel;Riyadh=Saudi Arabia;Cairo=Egypt;Pretoria=South Africa;Hanoi=Vietnam;Manila=Philippines;
Jakarta=Indonesia;Bangkok=Thailand;Islamabad=Pakistan;Minsk=Belarus;Vienna=Austria;Stockholm=Sweden;Helsinki=Finland;Oslo=Norway;
Copenhagen=Denmark;Budapest=Hungary;Athens=Greece;Lisbon=Portugal;Baghdad=Iraq;Damascus=Syria;Kabul=Afghanistan;Havana=Cuba;Caracas=Venezuela;
Europe=European Union;EU=Europe;America=United States;American=United States;Britain=United Kingdom;British=United Kingdom`

var listedNames = sync.OnceValue(func() *nameIndex {
	x := &nameIndex{english: map[string]int{}, chinese: map[int32]int{}, listedHan: map[string]int{}, longest: map[rune]int{}}
	lex := dictionary()
	groups := []int{0}
	root := func(g int) int {
		for groups[g] != g {
			g = groups[g]
		}
		return g
	}
	add := func(english []string, chinese []int32) {
		g := len(groups)
		groups = append(groups, g)
		join := func(old int, ok bool) {
			if ok {
				groups[root(old)] = root(g)
			}
		}
		for _, name := range english {
			old, ok := x.english[name]
			join(old, ok)
			x.english[name] = g
			x.words = max(x.words, strings.Count(name, " ")+1)
		}
		for _, id := range chinese {
			old, ok := x.chinese[id]
			join(old, ok)
			x.chinese[id] = g
		}
	}
	for _, n := range lexicon.Names() {
		var ids []int32
		for _, w := range n.Chinese {
			for _, form := range []string{dictionaryForms.Replace(zh.Fold(w)), zh.Fold(w), w} {
				if id, ok := lex.Find(form); ok && utf8.RuneCountInString(form) >= 2 {
					ids = append(ids, id)
				}
			}
		}
		add([]string{n.English}, ids)
		for _, w := range n.Chinese {
			form := []rune(dictionaryForms.Replace(zh.Fold(w)))
			if len(form) >= 2 {
				x.listedHan[string(form)] = len(groups) - 1
				x.longest[form[0]] = max(x.longest[form[0]], len(form))
			}
		}
	}
	lex.EachName(func(id int32, names []string) {
		if utf8.RuneCountInString(lex.Word(id)) >= 2 {
			add(names, []int32{id})
		}
	})
	for alias, name := range nameAliases {
		if g, ok := x.english[name]; ok {
			x.english[alias] = g
		}
	}
	for w, g := range x.english {
		x.english[w] = root(g)
	}
	for id, g := range x.chinese {
		x.chinese[id] = root(g)
	}
	for w, g := range x.listedHan {
		x.listedHan[w] = root(g)
	}
	x.names = map[int][]string{}
	for name, g := range x.english {
		x.names[g] = append(x.names[g], strings.ToLower(name))
	}
	x.stands = map[[2]int]bool{}
	for _, pair := range strings.Split(capitals, ";") {
		place, country, _ := strings.Cut(strings.TrimSpace(pair), "=")
		a, b := x.english[place], x.english[country]
		if a != 0 && b != 0 {
			x.stands[[2]int{a, b}], x.stands[[2]int{b, a}] = true, true
		}
	}
	return x
})

// mentions returns the names of version v in order.
func (c *Case) mentions(v align.Version) []mention {
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
	for i < len(text) && (isLatin(text[i]) || unicode.IsDigit(text[i])) {
		i++
	}
	return i
}

func englishMentions(text []rune) []mention {
	var out []mention
	x := listedNames()
	first := true
	for i := 0; i < len(text); {
		if !isLatin(text[i]) {
			first = first || strings.ContainsRune(".?!:\n\"“‘(•", text[i])
			i++
			continue
		}
		end := latinName(text, i)
		if unicode.IsUpper(text[i]) {
			if g, e := x.listed(text, i); g != 0 {
				out = append(out, mention{Span: Span{i, e}, group: g, text: string(text[i:e]), latin: strings.ToLower(string(text[i:e]))})
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
func (x *nameIndex) listed(text []rune, i int) (group, end int) {
	if short, e := initials(text, i); len(short) > 1 && x.english[short] != 0 {
		return x.english[short], e
	}
	e := i
	for n := 0; n < x.words && e < len(text); n++ {
		for e < len(text) && (isLatin(text[e]) || unicode.IsDigit(text[e]) || strings.ContainsRune("-'’&", text[e]) && e+1 < len(text) && isLatin(text[e+1])) {
			e++
		}
		w := string(text[i:e])
		if g, ok := x.english[w]; ok {
			group, end = g, e
		} else if owner := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"); x.english[owner] != 0 {
			group, end = x.english[owner], i+utf8.RuneCountInString(owner)
		} else if head, _, ok := strings.Cut(w, "-"); ok && n == 0 && x.english[head] != 0 { // French-led
			return x.english[head], i + utf8.RuneCountInString(head)
		}
		if e >= len(text) || text[e] != ' ' {
			break
		}
		e++
	}
	return group, end
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
		if !isLatin(f[i]) {
			i++
			continue
		}
		end := latinName(f, i)
		if w := string(f[i:end]); nameLike(w) && !functionWords[strings.ToLower(w)] && !asciiDigit(before(f, i)) {
			out = append(out, mention{Span: h.span(i, end), latin: strings.ToLower(w), text: w})
		}
		i = end
	}
	held := make([]int, len(f))
	starts := make([]bool, len(f)+1)
	starts[len(f)] = true
	for _, w := range h.words {
		g := x.chinese[w.id]
		starts[w.at], starts[w.end] = true, true
		for k := w.at; k < w.end && (g != 0 && w.id >= 0 || w.end-w.at > 2); k++ {
			held[k] = w.end - w.at
		}
		if w.id < 0 || g == 0 {
			continue
		}
		s := h.span(w.at, w.end)
		out = append(out, mention{Span: s, group: g, text: string(runes[s[0]:s[1]]), part: insideForeign(f, w.at, w.end)})
	}
	out = x.straddling(out, h, runes, held, starts)
	slices.SortFunc(out, func(a, b mention) int { return a.Span[0] - b.Span[0] })
	return out
}

// straddling adds the names of the word list that stand across the words as they
// were cut: 美国 in 和美|国|所. held gives for each rune the length of its word where
// that is a name or longer than two characters, starts where words begin. A name
// that cuts a word at both of its ends may be chance: 申根 in 重申|根据.
func (x *nameIndex) straddling(out []mention, h *hanText, runes []rune, held []int, starts []bool) []mention {
	folded := h.runes
	for i := 0; i < len(folded); i++ {
		for n := min(x.longest[folded[i]], len(folded)-i); n >= 2; n-- {
			g := x.listedHan[string(folded[i:i+n])]
			if g == 0 || slices.ContainsFunc(held[i:i+n], func(h int) bool { return h > 0 }) {
				continue
			}
			s := h.span(i, i+n)
			out = append(out, mention{Span: s, group: g, text: string(runes[s[0]:s[1]]), part: insideForeign(folded, i, i+n) || !starts[i] && !starts[i+n]})
			i += n - 1
			break
		}
	}
	return out
}

// insideForeign reports whether what stands from a to b is written by its sound
// and goes on beyond, so that it may be a part of a longer name: 里斯本 in 布里斯本.
func insideForeign(text []rune, a, b int) bool {
	foreign := foreignCharacters()
	for _, r := range text[a:b] {
		if !foreign[r] {
			return false
		}
	}
	return a > 0 && foreign[text[a-1]] || b < len(text) && foreign[text[b]]
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
