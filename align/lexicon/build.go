package lexicon

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// variantOf finds the word that an entry is only a variant of: "old variant of
// 裡|里[li3]".
var variantOf = regexp.MustCompile(`^(?:\(.*\) ?)?(?:(?:old|Japanese|archaic|unofficial|erhua) )?(?:variant of|also written|abbr\. for|see also|see|equivalent to|same as) ?(?:[^\s|\[\],;()]+\|)?([^\s|\[\],;()]+)\[`)

// build makes a lexicon of entries: words in the order of their code points,
// meanings in the order in which the glosses name them.
func build(name string, entries []entry) *Lexicon {
	glosses := map[string][]string{}
	for _, e := range entries {
		glosses[e.simp] = append(glosses[e.simp], e.glosses...)
	}
	l := &Lexicon{name: name, sounds: sounds(entries), stemID: map[string]int32{}, proper: map[int32][]string{}, denial: map[int32]bool{}}
	for w := range glosses {
		if first, _ := utf8.DecodeRuneInString(w); letter.HanOrZero(first) && utf8.RuneCountInString(w) <= maxWord {
			l.words = append(l.words, w)
		}
	}
	sort.Strings(l.words)
	l.from = append(l.from, 0)
	proper := properWords(entries)
	for id, w := range l.words {
		if names := proper[w]; len(names) > 0 {
			l.proper[int32(id)] = names
		}
		if denies(w, glosses[w]) {
			l.denial[int32(id)] = true
		}
		for _, m := range meanings(withVariants(w, glosses)) {
			n, ok := l.stemID[m.stem]
			if !ok {
				n = int32(len(l.stems))
				l.stemID[m.stem] = n
				l.stems = append(l.stems, m.stem)
			}
			l.stem = append(l.stem, n)
			l.weight = append(l.weight, float32(int(m.weight*100+.5))/100)
		}
		l.from = append(l.from, uint32(len(l.stem)))
	}
	l.index()
	return l
}

// withVariants returns the glosses of w, and of the words that they refer to.
func withVariants(w string, glosses map[string][]string) []string {
	out := glosses[w]
	for _, g := range glosses[w] {
		m := variantOf.FindStringSubmatch(g)
		if m == nil || m[1] == w {
			continue
		}
		if more := glosses[m[1]]; len(more) > 0 {
			out = append(out[:len(out):len(out)], more...)
		}
	}
	return out
}

// sounds gathers the readings of single characters.
func sounds(entries []entry) map[rune][]string {
	out := map[rune][]string{}
	for _, e := range entries {
		r, size := utf8.DecodeRuneInString(e.simp)
		if size != len(e.simp) || !letter.HanOrZero(r) {
			continue
		}
		s := strings.ToLower(strings.TrimRight(e.pinyin, "12345"))
		s = strings.ReplaceAll(s, "u:", "v")
		known := s == "" || strings.ContainsAny(s, " xX123456789") && !strings.HasPrefix(s, "x")
		for _, have := range out[r] {
			known = known || have == s
		}
		if !known {
			out[r] = append(out[r], s)
		}
	}
	return out
}
