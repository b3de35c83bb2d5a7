package check

import (
	"strings"
	"sync"
	"unicode"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/zh"
)

// mention is a name in a text. Names of the word list have a group, in which
// all their English and Chinese forms meet ("EU", "European Union", 欧盟); the
// others are known by their Latin letters.
type mention struct {
	Span
	group int    // 0 = not of the list
	latin string // lower case, for names in Latin letters
	text  string
	first bool // English: at the beginning of a sentence, where capitals say nothing
}

// nameIndex finds the names of the word list.
type nameIndex struct {
	english map[string]int  // as written → group
	chinese map[string]int  // folded → group
	longest map[rune]int    // first character of a Chinese name → length of the longest, runes
	words   int             // of the longest English name
	stands  map[[2]int]bool // groups that may stand for each other: Moscow and Russia
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
	x := &nameIndex{english: map[string]int{}, chinese: map[string]int{}, longest: map[rune]int{}}
	groups := []int{0}
	root := func(g int) int {
		for groups[g] != g {
			g = groups[g]
		}
		return g
	}
	for _, n := range lexicon.Names() {
		g := len(groups)
		groups = append(groups, g)
		for _, w := range n.Chinese {
			folded := zh.Fold(w)
			length := len([]rune(folded))
			if length < 2 {
				continue
			}
			if old, ok := x.chinese[folded]; ok {
				groups[root(g)] = root(old)
			}
			x.chinese[folded] = g
			first := []rune(folded)[0]
			x.longest[first] = max(x.longest[first], length)
		}
		x.english[n.English] = g
		x.words = max(x.words, strings.Count(n.English, " ")+1)
	}
	for alias, name := range nameAliases {
		if g, ok := x.english[name]; ok {
			x.english[alias] = g
		}
	}
	for _, m := range []map[string]int{x.english, x.chinese} {
		for w, g := range m {
			m[w] = root(g)
		}
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
			c.named[v] = hanMentions(c.Unit.Text[v], c.runes[v])
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

// listed returns the longest name of the list that begins at i.
func (x *nameIndex) listed(text []rune, i int) (group, end int) {
	e := i
	for n := 0; n < x.words && e < len(text); n++ {
		for e < len(text) && (isLatin(text[e]) || unicode.IsDigit(text[e]) || strings.ContainsRune("-'’&", text[e]) && e+1 < len(text) && isLatin(text[e+1])) {
			e++
		}
		w := string(text[i:e])
		if g, ok := x.english[w]; ok {
			group, end = g, e
		} else if g, ok := x.english[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")]; ok {
			group, end = g, e
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

func hanMentions(text string, runes []rune) []mention {
	var out []mention
	x := listedNames()
	folded, from := zh.FoldMap(text)
	f := []rune(folded)
	for i := 0; i < len(f); {
		if isLatin(f[i]) {
			end := latinName(f, i)
			if w := string(f[i:end]); nameLike(w) && !functionWords[strings.ToLower(w)] {
				out = append(out, mention{Span: Span{from[i], from[end-1] + 1}, latin: strings.ToLower(w), text: w})
			}
			i = end
			continue
		}
		n := min(x.longest[f[i]], len(f)-i)
		for ; n >= 2; n-- {
			if g, ok := x.chinese[string(f[i:i+n])]; ok {
				s := Span{from[i], from[i+n-1] + 1}
				out = append(out, mention{Span: s, group: g, text: string(runes[s[0]:s[1]])})
				break
			}
		}
		i += max(n, 1)
	}
	return out
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
