package lexicon

import (
	"strings"
	"unicode"
)

// properNames returns the English names that an entry of CC-CEDICT gives: those
// with which its glosses begin, where the pinyin says by a capital letter that the
// word is a name. "Oslo, capital of Norway" gives Oslo.
func properNames(e entry) []string {
	if !named(e) {
		return nil
	}
	var out []string
	for _, g := range e.glosses {
		if name := leadingName(g); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// named reports whether the pinyin of an entry begins with a capital letter.
func named(e entry) bool {
	return e.pinyin != "" && e.pinyin[0] >= 'A' && e.pinyin[0] <= 'Z'
}

// leadingName returns the capitalised words that a gloss begins with, "" for none.
func leadingName(gloss string) string {
	if rest, ok := strings.CutPrefix(gloss, "("); ok { // (name) David
		if _, name, ok := strings.Cut(rest, ") "); ok {
			gloss = name
		}
	}
	var words []string
	fields := strings.Fields(gloss)
	for i, w := range fields {
		bare := strings.TrimRight(w, ",;:")
		if w == "of" && len(words) > 0 && i+1 < len(fields) && unicode.IsUpper([]rune(fields[i+1])[0]) { // Technical University of Berlin
			words = append(words, w)
			continue
		}
		if bare == "" || strings.IndexFunc(bare, func(r rune) bool { return !nameRune(r) }) >= 0 || !unicode.IsUpper([]rune(bare)[0]) {
			break
		}
		words = append(words, strings.TrimSuffix(bare, "'s"))
		if bare != w {
			break
		}
	}
	if len(words) == 0 || len(words) > fitted.nameWords || len(words) == 1 && len(words[0]) < fitted.nameLetters {
		return ""
	}
	return strings.Join(words, " ")
}

func nameRune(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune("-'’.", r) }

// plainWords are the words that the glosses of entries use in lower case: a name
// that is one of them says nothing at the beginning of a sentence (Reading, Nice).
func plainWords(entries []entry) map[string]bool {
	m := map[string]bool{}
	for _, e := range entries {
		for _, g := range e.glosses {
			for _, w := range strings.FieldsFunc(g, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if unicode.IsLower([]rune(w)[0]) {
					m[w] = true
				}
			}
		}
	}
	return m
}

// ProperNames returns the English names that word id stands for; nil when it is,
// or is also, a word that is no name.
func (l *Lexicon) ProperNames(id int32) []string { return l.proper[id] }

// EachName calls f with every word that is nothing but a name, by number, and
// its English names.
func (l *Lexicon) EachName(f func(id int32, english []string)) {
	if l == nil {
		return
	}
	for id := range int32(len(l.words)) {
		if names := l.proper[id]; len(names) > 0 {
			f(id, names)
		}
	}
}

// properWords gives the names of each word that is nothing but a name.
func properWords(entries []entry) map[string][]string {
	plain := plainWords(entries)
	names := map[string][]string{}
	ordinary := map[string]bool{}
	for _, e := range entries {
		if e.pinyin == "" {
			continue // of our own list
		}
		found := properNames(e)
		ordinary[e.simp] = ordinary[e.simp] || !named(e)
		for _, n := range found {
			single := !strings.Contains(n, " ")
			if single && plain[strings.ToLower(n)] {
				continue
			}
			names[e.simp] = append(names[e.simp], n)
		}
	}
	for w := range ordinary {
		if ordinary[w] {
			delete(names, w)
		}
	}
	for _, e := range entries { // 济南, which is "see 济南市"
		if !named(e) || ordinary[e.simp] || names[e.simp] != nil || len(e.glosses) == 0 {
			continue
		}
		if m := variantOf.FindStringSubmatch(e.glosses[0]); m != nil {
			if meant := names[m[1]]; len(meant) > 0 {
				names[e.simp] = meant
			}
		}
	}
	return names
}
