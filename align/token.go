package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/zh"
)

// vocab numbers the token types of one version in the order in which they
// first occur. A type is a string: an English stem or a Chinese word, or,
// marked by its first byte, something that is written alike in all languages.
type vocab struct {
	ids     map[string]int32
	names   []string
	count   []int32          // occurrences
	surface map[int32]string // the form in which an English stem first occurred
}

// The marks of types that are shared by the languages.
const (
	markLatin    = '=' // a run of Latin letters in Chinese text: "=nato"
	markQuantity = '#' // a value: "#300000", "#%2", "#m7"
	markSign     = '~' // a punctuation mark of one class: "~?"
)

func newVocab() *vocab { return &vocab{ids: map[string]int32{}, surface: map[int32]string{}} }

func (v *vocab) add(name string) int32 {
	id, ok := v.ids[name]
	if !ok {
		id = int32(len(v.names))
		v.ids[name] = id
		v.names = append(v.names, name)
		v.count = append(v.count, 0)
	}
	v.count[id]++
	return id
}

// side is one version made ready for comparing.
type side struct {
	vocab  *vocab
	from   []int32   // segment → its first token in toks; one more than segments
	toks   []int32   // types, in the order of the text
	chars  []float64 // segment → length: letters and digits, Chinese characters, marks; no spaces
	aside  []bool    // segment → non-content
	han    bool
	total  int              // tokens
	prob   []float32        // type → share of all tokens, smoothed
	posts  [][]int32        // type → segments that have it, ascending, once each
	proper map[int32]string // type → the capitalised word it was first seen as, in lower case
}

func (s *side) len() int             { return len(s.chars) }
func (s *side) tokens(i int) []int32 { return s.toks[s.from[i]:s.from[i+1]] }

// run returns how many segments up to i, itself included and at most limit, are
// all text or all non-content.
func (s *side) run(i, limit int) int {
	n := 0
	for n < limit && i-n >= 0 && s.aside[i-n] == s.aside[i] {
		n++
	}
	return n
}

// stem returns the type of an English stem, as this side writes it.
func (s *side) stem(stem string) (int32, bool) {
	if s.han {
		stem = string(markLatin) + stem
	}
	id, ok := s.vocab.ids[stem]
	return id, ok
}

// readSide tokenises the segments of one version.
func readSide(segs []Segment, v Version, lex *lexicon.Lexicon) *side {
	s := &side{vocab: newVocab(), from: []int32{0}, han: v.IsChinese(), proper: map[int32]string{}}
	r := reader{side: s, lex: lex, stems: map[string]int32{}}
	for _, seg := range segs {
		if s.han {
			r.chinese(zh.Fold(seg.Text))
		} else {
			r.english(seg.Text)
		}
		s.from = append(s.from, int32(len(s.toks)))
		s.chars = append(s.chars, textLength(seg.Text, s.han))
		s.aside = append(s.aside, seg.Kind == NonContent)
	}
	s.count()
	return s
}

// count fills what follows from the tokens.
func (s *side) count() {
	s.total = len(s.toks)
	types := len(s.vocab.names)
	g := &fitted.gains
	s.prob = make([]float32, types)
	for t, c := range s.vocab.count {
		s.prob[t] = (float32(c) + g.countBase) / (float32(s.total) + g.countBase*float32(types) + g.tokensBase)
	}
	s.posts = make([][]int32, types)
	// All lists share one array, each with room for all occurrences of its type.
	room := make([]int32, s.total)
	for t, c := range s.vocab.count {
		s.posts[t], room = room[:0:c], room[c:]
	}
	for i := 0; i < s.len(); i++ {
		for _, t := range s.tokens(i) {
			if p := s.posts[t]; len(p) == 0 || p[len(p)-1] != int32(i) {
				s.posts[t] = append(p, int32(i))
			}
		}
	}
}

// textLength is the length that the length model compares, without white
// space: in English text letters, in Chinese text Chinese characters.
func textLength(text string, chinese bool) float64 {
	wide, narrow := 0, 0
	for _, r := range text {
		switch {
		case r >= 0x2e80:
			wide++
		case !unicode.IsSpace(r):
			narrow++
		}
	}
	if chinese {
		return float64(wide) + fitted.latinWeight*float64(narrow)
	}
	return float64(narrow) + float64(wide)/fitted.latinWeight
}

// reader turns text into tokens of a side.
type reader struct {
	side  *side
	lex   *lexicon.Lexicon
	stems map[string]int32 // raw English word → type, to stem each form once
}

func (r *reader) token(name string) { r.side.toks = append(r.side.toks, r.side.vocab.add(name)) }

func (r *reader) english(text string) {
	lexicon.EachWord(text, func(word string, start, end int) {
		if c := word[0]; letter.Digit(c) {
			if strings.Trim(word, "0123456789") != "" {
				r.token(string(markLatin) + word)
			}
			return // plain digits: quantities see to them
		}
		id, ok := r.stems[word]
		if !ok {
			id = r.side.vocab.add(lexicon.Stem(word))
			r.side.vocab.count[id]--
			r.stems[word] = id
			if _, ok := r.side.vocab.surface[id]; !ok {
				r.side.vocab.surface[id] = text[start:end]
			}
		}
		r.side.vocab.count[id]++
		r.side.toks = append(r.side.toks, id)
		if c := text[start]; c >= 'A' && c <= 'Z' {
			if _, ok := r.side.proper[id]; !ok {
				r.side.proper[id] = word
			}
		}
	})
	englishNumbers(text, r.quantity)
	r.signs(text)
}

func (r *reader) chinese(text string) {
	r.lex.EachHan(text, func(_ int32, start, end int) { r.token(text[start:end]) })
	lexicon.EachWord(text, func(word string, start, end int) {
		if strings.Trim(word, "0123456789") == "" {
			return
		}
		if c := word[0]; c < '0' || c > '9' {
			word = lexicon.Stem(word)
		}
		r.token(string(markLatin) + word)
		r.side.vocab.surface[r.side.toks[len(r.side.toks)-1]] = text[start:end]
	})
	chineseNumbers(text, r.quantity)
	r.signs(text)
}

func (r *reader) quantity(key string) { r.token(string(markQuantity) + key) }

// signs adds the punctuation marks that tell something: English and Chinese
// marks of one kind are one type.
func (r *reader) signs(text string) {
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		if name := signClass(c); name != "" {
			r.token(name)
		}
		i += size
	}
}

func signClass(c rune) string {
	switch c {
	case '?', '？':
		return "~?"
	case '!', '！':
		return "~!"
	case ':', '：':
		return "~:"
	case ';', '；':
		return "~;"
	case '(', '（':
		return "~("
	case '"', '“', '「', '『', '”', '」', '』':
		return "~q"
	case '—', '–':
		return "~-"
	case '…':
		return "~."
	case '%', '％':
		return "~%"
	case '《', '〈':
		return "~<"
	}
	return ""
}
