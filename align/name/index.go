package name

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/zh"
)

// nameID is an English name of the dictionary or the word list.
type nameID int32

// nameIndex finds the names of the dictionary and of the word list.
type nameIndex struct {
	english   map[string][]nameID // as written
	chinese   map[int32][]nameID  // by word of the dictionary
	names     []string            // the English names, lower case
	listedHan map[string][]nameID // of the word list, by folded form
	longest   letter.Table        // first character of those → length of the longest, runes
	words     int                 // of the longest English name
	own       map[string]bool     // English names of the word list
	stands    map[[2]nameID]bool  // those that may stand for each other: Moscow and Russia
}

// nameAliases are short forms that the word list leaves out.
var nameAliases = map[string]string{
	"US": "United States", "USA": "United States", "UK": "United Kingdom", "UAE": "United Arab Emirates", "DPRK": "North Korea", "PRC": "China", "ROC": "Taiwan",
}

// universityKinds stand before "University" and are no names alone.
var universityKinds = list.In(words, "university.txt")

// byChance reports whether a name of two characters is mostly what meets in a sentence: 美的
// is seldom Midea, and 上都 in 几乎任何事情上都 is not Xanadu.
func byChance(w []rune) bool {
	return strings.ContainsRune("的了是在和", w[1]) || w[1] == '都' && strings.ContainsRune("上下里内中外间前后", w[0])
}

// listedNames is the one index, built when it is first asked for.
var listedNames = sync.OnceValue(func() *nameIndex {
	x := &nameIndex{
		english: map[string][]nameID{}, chinese: map[int32][]nameID{}, listedHan: map[string][]nameID{},
		stands: map[[2]nameID]bool{}, own: map[string]bool{},
	}
	lex := lexicon.Shared()
	for _, n := range lexicon.Names() {
		ids := x.name(n.English)
		x.own[n.English] = true
		for _, w := range n.Chinese {
			for _, form := range []string{reading.DictionaryForms.Replace(zh.Fold(w)), zh.Fold(w), w} {
				if id, ok := lex.Find(form); ok && utf8.RuneCountInString(form) >= 2 {
					x.chinese[id] = join(x.chinese[id], ids)
				}
			}
			if form := []rune(reading.DictionaryForms.Replace(zh.Fold(w))); len(form) >= 2 {
				x.listedHan[string(form)] = join(x.listedHan[string(form)], ids)
				x.longest.Raise(form[0], len(form))
			}
		}
	}
	lex.EachName(func(word int32, names []string) {
		w := []rune(lex.Word(word))
		if len(w) > 2 || len(w) == 2 && !byChance(w) {
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
	for place, country := range list.Pairs(words, "capitals.tsv") {
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

// listed returns the longest name of the list that begins at i.
func (x *nameIndex) listed(text []rune, i int) (ids []nameID, end int) {
	if short, e := initials(text, i); len(short) > 1 && x.english[short] != nil {
		return x.english[short], e
	}
	e := i
	for n := 0; n < x.words && e < len(text); n++ {
		for e < len(text) && inName(text, e) {
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

// inName reports whether the character at i goes on with a word of a name: a letter, a
// digit, or a mark before a letter as in AT&T, D’Souza and Franco-German.
func inName(text []rune, i int) bool {
	if letter.Latin(text[i]) || unicode.IsDigit(text[i]) {
		return true
	}
	return strings.ContainsRune("-'’&", text[i]) && i+1 < len(text) && letter.Latin(text[i+1])
}

// straddling adds the names of the word list that stand across the words as they
// were cut: 美国 in 和美|国|所. held gives for each rune the length of its word where
// that is a name or longer than two characters, starts where words begin. A name
// that cuts a word at both of its ends may be chance, 申根 in 重申|根据, as one of two
// characters that cuts the word behind it: 中视 in 中|视觉.
func (x *nameIndex) straddling(out []Mention, h *reading.Han, runes []rune, held []int, starts []bool) []Mention {
	folded := h.Runes
	for i := 0; i < len(folded); i++ {
		for n := min(int(x.longest.Of(folded[i])), len(folded)-i); n >= 2; n-- {
			ids := x.listedHan[string(folded[i:i+n])]
			if ids == nil || slices.ContainsFunc(held[i:i+n], func(h int) bool { return h > 0 }) {
				continue
			}
			s := h.Span(i, i+n)
			chance := !starts[i+n] && (n == 2 || !starts[i])
			out = append(out, Mention{Span: s, ids: ids, Text: string(runes[s[0]:s[1]]), Part: chance || insideForeign(folded, i, i+n)})
			i += n - 1
			break
		}
	}
	return out
}
