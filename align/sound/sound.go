// Package sound compares foreign names in Latin letters with the Chinese characters
// that they are written with by their sound: Kissinger and 基辛格.
//
// Names are compared by the classes of their consonants that Chinese tells apart,
// since vowels come and go with whoever wrote them. The one guarantee: a likeness is
// between 0 and 1, and 1 for names of which all consonants are alike.
package sound

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
)

// longestForm is how many runes a name that is written by its sound has at most: it
// bounds the work, 斯里巴加湾市 has six.
const longestForm = 7

// All reports whether all characters are such as foreign names are written with.
func All(text []rune) bool {
	foreign := Characters()
	return !slices.ContainsFunc(text, func(r rune) bool { return !foreign.Has(r) })
}

// Runs returns the stretches of a folded text that are written in
// characters that stand for the sounds of foreign names.
func Runs(text string) []string {
	out := []string{}
	start := -1
	for i, r := range text {
		if inName := Characters().Has(r); inName && start < 0 {
			start = i
		} else if !inName && start >= 0 {
			out = append(out, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, text[start:])
	}
	return out
}

// Parts returns all strings of two to seven runes inside the runs: what a name may be
// written as there.
func Parts(runs []string) map[string]bool {
	out := map[string]bool{}
	for _, run := range runs {
		ends := make([]int, 0, 16)
		for i := range run {
			ends = append(ends, i)
		}
		ends = append(ends, len(run))
		for i := 0; i < len(ends)-2; i++ {
			for k := i + 2; k < len(ends) && k <= i+longestForm; k++ {
				out[run[ends[i]:ends[k]]] = true
			}
		}
	}
	return out
}

// Characters are what Chinese writes the sounds of foreign names with,
// but for those that are also little words of every sentence (可, 也, 和).
var Characters = sync.OnceValue(func() *letter.Set {
	return letter.SetOf(strings.Join(list.Words(list.Read(words, "characters.txt")), ""))
})

// SharedInOrder counts the characters (runes) that two texts share in the same order.
func SharedInOrder(a, b string) int {
	x, y := []rune(a), []rune(b)
	return shared(len(x), len(y), func(i, j int) bool { return x[i] == y[j] })
}

// shared is the length of the longest common subsequence of two strings of n and m
// letters, by the usual table of which one row is kept.
func shared(n, m int, same func(i, j int) bool) int {
	row := make([]int, m+1)
	for i := range n {
		diagonal := 0
		for j := range m {
			up := row[j+1]
			if same(i, j) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[m]
}

// barred are letters with a stroke, which do not come apart.
var barred = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ß", "ss", "æ", "e", "œ", "e", "ı", "i", "þ", "th", "ð", "d")

// Spoken returns the words of a name in lower case, without the marks on letters.
func Spoken(latin string) []string {
	if strings.IndexFunc(latin, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		latin = barred.Replace(norm.NFD.String(latin))
		latin = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, latin)
	}
	return strings.FieldsFunc(latin, func(r rune) bool { return !letter.Lower(r) })
}

// Like compares the consonants of a name in Latin letters with those of
// Chinese characters: 1 = all alike, 0 = none, or nothing to compare.
func Like(name, form string) float64 { return Of(name).Like(form) }

// Heard is a name made ready for comparing it with many forms.
type Heard struct {
	all   string // its classes of consonants
	short string // the same without those that may be left out
}

// Of makes a name in lower case ready for comparing.
func Of(name string) Heard {
	all := Consonants(name)
	return Heard{all, strings.ReplaceAll(all, "R", "")}
}

// Mute reports whether a name has no consonant to compare: "Io".
func (h Heard) Mute() bool { return h.all == "" }

// Like is [Like] for the name.
func (h Heard) Like(form string) float64 {
	b := HanConsonants(form)
	x := consonantsAlike(h.all, b)
	if h.short != h.all {
		x = max(x, consonantsAlike(h.short, b))
	}
	return x
}

// consonantsAlike is the share of the longer of two lists of classes that both have in
// the same order.
func consonantsAlike(a, b string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	same := func(i, j int) bool {
		switch a[i] {
		case 'H':
			return b[j] == 'T' || b[j] == 'S' // 史密斯, 费丝, 斯蒂, 崔
		case 'K', 'S':
			return a[i] == b[j] || b[j] == 'J'
		case 'R':
			return b[j] == 'L'
		}
		return a[i] == b[j]
	}
	return float64(shared(len(a), len(b), same)) / float64(max(len(a), len(b)))
}

// Consonants returns the classes of consonants of a name in lower case: those that
// Chinese tells apart when it writes a sound. H is th or tr, which are written in two
// ways; R is an r behind a vowel, which may be left out. Doubled letters count once.
func Consonants(name string) string {
	var out []byte
	for i := 0; i < len(name); i++ {
		if class := consonant(name, i); class != 0 && (i == 0 || name[i] != name[i-1]) {
			out = append(out, class)
		}
	}
	return string(out)
}

// consonant returns the class of the consonant at i of a name, 0 for none.
func consonant(name string, i int) byte {
	next := byte(0)
	if i+1 < len(name) {
		next = name[i+1]
	}
	switch name[i] {
	case 'b':
		return 'P'
	case 'p':
		if next == 'h' {
			return 'F'
		}
		return 'P'
	case 'd', 't':
		return dental(name, i, next)
	case 'c', 'g', 'k', 'q', 'x':
		if hissing(name[i], next, i == 0) {
			return 'S'
		}
		return 'K'
	case 's', 'z', 'j':
		return 'S'
	case 'l':
		return 'L'
	case 'r':
		if i > 0 && vowel(name[i-1]) && closes(next) { // Carter, but not Carol
			return 'R'
		}
		return 'L'
	case 'm', 'n':
		return 'N'
	case 'f', 'v', 'w':
		return 'F'
	}
	return 0
}

// dental returns the class of a d or t at i: none before a final s, with which it is
// one sound, as in 罗兹 and 茨.
func dental(name string, i int, next byte) byte {
	if name[i] == 't' && (next == 'h' || next == 'r') {
		return 'H'
	}
	if rest := name[i+1:]; rest == "s" || rest == "es" {
		return 0
	}
	return 'T'
}

// hissing reports whether c, g, k, q or x sounds like s or j before the letter next:
// Cicero, Chad, Roger. A g that begins a name stays hard: Gerhard.
func hissing(letter, next byte, first bool) bool {
	soft := next != 0 && strings.IndexByte("eiy", next) >= 0
	switch letter {
	case 'c':
		return soft || next == 'h'
	case 'g':
		return soft && !first
	}
	return false
}

// closes reports whether a syllable ends before the letter next (0 = the end).
func closes(next byte) bool { return next == 0 || !vowel(next) && next != 'r' }

func vowel(b byte) bool { return strings.IndexByte("aeiouy", b) >= 0 }

// HanConsonants returns the classes of consonants of Chinese characters by the first
// sound that the dictionary has of each, those at the end of a syllable (n, ng) too;
// "" without a dictionary.
func HanConsonants(form string) string {
	lex := lexicon.Shared()
	if lex == nil {
		return ""
	}
	var out []byte
	for _, r := range form {
		sounds := lex.Sounds(r)
		if len(sounds) == 0 {
			continue
		}
		s := sounds[0] // pinyin without its tone
		switch s[0] {
		case 'b', 'p':
			out = append(out, 'P')
		case 'd', 't':
			out = append(out, 'T')
		case 'g', 'k':
			out = append(out, 'K')
		case 'j':
			out = append(out, 'J') // 加, 基, 吉 also stand for a hard g
		case 'q', 'x', 'z', 'c', 's':
			out = append(out, 'S')
		case 'l', 'r':
			out = append(out, 'L')
		case 'm', 'n':
			out = append(out, 'N')
		case 'f', 'w':
			out = append(out, 'F')
		case 'e':
			if s == "er" {
				out = append(out, 'L')
			}
		}
		if len(s) > 1 && (strings.HasSuffix(s, "n") || strings.HasSuffix(s, "ng")) {
			out = append(out, 'N')
		}
	}
	return string(out)
}
