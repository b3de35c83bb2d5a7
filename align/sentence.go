package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/list"
)

// Level says what segments are.
type Level string

// The levels. Sentences are expected to be joined and split far more often
// than paragraphs are.
const (
	ByParagraph Level = "paragraph"
	BySentence  Level = "sentence"
)

// Sentence is a half-open range of bytes of a text.
type Sentence struct{ Start, End int }

// sentenceMarks may end a sentence.
var sentenceMarks = letter.SetOf(".?!。！？．…｡")

// Sentences splits the text of a segment into sentences. They are in order,
// begin and end with a character that is not white space, and cover all of the
// text but white space. A line break always ends a sentence, so that headings
// and list items stay apart. Only text without any visible character has no
// sentence.
func Sentences(text string, v Version) []Sentence {
	var out []Sentence
	start := 0
	emit := func(end int) {
		s := Sentence{start, end}
		for s.Start < s.End {
			r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
			if !unicode.IsSpace(r) {
				break
			}
			s.Start += size
		}
		for s.Start < s.End {
			r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
			if !unicode.IsSpace(r) {
				break
			}
			s.End -= size
		}
		if s.Start < s.End {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' {
			emit(i)
			continue
		}
		if !sentenceMarks.Has(r) {
			continue
		}
		end := behindMarks(text, i)
		if ends(text, start, i-size, end, v) {
			emit(end)
		}
		i = end
	}
	emit(len(text))
	return out
}

// SplitSentences makes every sentence of doc a segment.
func SplitSentences(doc Document) Document {
	var out Document
	for v, segs := range doc {
		if segs == nil {
			continue
		}
		out[v] = []Segment{}
		for _, s := range segs {
			for _, x := range Sentences(s.Text, Version(v)) {
				out[v] = append(out[v], Segment{Text: s.Text[x.Start:x.End], Kind: s.Kind, Line: s.Line})
			}
		}
	}
	return out
}

// closers may follow an end mark and belong to its sentence. The straight quotes
// and the signs of Markdown among them open as well as close.
const closers = "\"'”’」』）)］]】》〉*_"

// tied are the marks that no sentence begins with: what stands before them is
// not over, as in “Why?”, he asked.
const tied = "，、；：,;:”’」』）)］]】》〉"

// behindMarks returns the offset behind the end marks and closing quotes and
// brackets that follow one another from i on. A straight quote closes only
// when it touches the mark.
func behindMarks(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(".?!。！？．…｡", r) && !strings.ContainsRune(closers, r) {
			break
		}
		i += size
	}
	return i
}

// ends reports whether a sentence that began at start ends with the marks from
// mark (the first end mark) to end.
func ends(text string, start, mark, end int, v Version) bool {
	marks := text[mark:end]
	rest := text[end:]
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
	if next == utf8.RuneError {
		return true // nothing follows
	}
	if strings.ContainsRune(tied, next) {
		return false
	}
	space := unicode.IsSpace([]rune(rest[:min(len(rest), 4)])[0])
	switch first, _ := utf8.DecodeRuneInString(marks); first {
	case '。', '！', '？', '｡', '．':
		// Inside brackets the mark ends the aside, not what is around it, unless
		// the sentence is all in brackets: （完。）
		if aside := strings.TrimLeftFunc(text[start:], unicode.IsSpace); strings.ContainsAny(marks, "）)】") && !space {
			return strings.HasPrefix(aside, "（") || strings.HasPrefix(aside, "(") || strings.HasPrefix(aside, "【")
		}
		return !attribution(marks, rest) && !inTitle(text[start:mark], marks, rest, space)
	case '…':
		// An ellipsis is mostly a pause: it ends a sentence with another mark, at
		// the end of a quotation, or where the next word looks like a beginning.
		quoted := strings.ContainsAny(marks, "”」』")
		if strings.ContainsAny(marks, "。！？.!?") || quoted {
			return !attribution(marks, rest)
		}
		return space && (unicode.IsUpper(next) || !v.IsChinese() && opens(next))
	case '?', '!':
		if letter.HanOrZero(next) {
			return !attribution(marks, rest) && !inTitle(text[start:mark], marks, rest, space)
		}
		return space && starts(next)
	}
	if !space {
		return letter.HanOrZero(next) && letter.HanOrZero(lastRune(text[:mark]))
	}
	if !starts(next) {
		return false
	}
	return !abbreviated(text[start:mark], marks, strings.TrimSpace(rest))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// openers stand before the first word of a sentence, and beforeWords too: the
// dash of a speaker, the bullet of an item, the sign of a currency.
const (
	openers     = "\"'“‘「『（([【《<*_¿¡"
	beforeWords = "-—•$£€"
)

// starts reports whether a sentence can begin with r.
func starts(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsDigit(r) || letter.Han(r) || strings.ContainsRune(openers+beforeWords, r)
}

func opens(r rune) bool { return strings.ContainsRune(openers, r) }

// attribution reports whether a Chinese quotation that ended with a full stop
// goes on with who said it: “走吧。”他说。
func attribution(marks, rest string) bool {
	if !strings.ContainsAny(marks, "”」』\"’") || rest == "" || unicode.IsSpace(rune(rest[0])) {
		return false
	}
	n := 0
	for i, r := range rest {
		if !letter.HanOrZero(r) && r != '·' {
			return false
		}
		if strings.ContainsRune("说說道问問答喊叫称稱", r) {
			return i > 0 || n == 0
		}
		if n++; n > fitted.talk.speaker {
			return false
		}
	}
	return false
}

// inTitle reports whether an end mark belongs to the title of a work, and the sentence
// goes on: 《你好！李焕英》上映, 《谁是英雄？》获奖.
func inTitle(before, marks, rest string, space bool) bool {
	if strings.Count(before, "《") <= strings.Count(before, "》") {
		return false
	}
	if strings.Contains(marks, "》") {
		return !space && !strings.HasSuffix(marks, "。")
	}
	end := strings.Index(rest, "》")
	return end >= 0 && utf8.RuneCountInString(rest[:end]) <= fitted.talk.work && !strings.ContainsAny(rest[:end], "《。\n")
}

// Abbreviations before a full stop that does not end the sentence: titles never,
// others unless one of the beginners follows.
var (
	titles        = list.In(words, "titles.txt")
	abbreviations = list.In(words, "abbreviations.txt")
	beginners     = list.In(words, "beginners.txt")
	dated         = list.In(words, "dated.txt") // also before a number
)

// abbreviated reports whether the full stop behind before belongs to an
// abbreviation rather than to the end of a sentence.
func abbreviated(before, marks, rest string) bool {
	if marks[0] != '.' || strings.HasPrefix(marks, "..") {
		return false
	}
	word := before
	if at := strings.LastIndexFunc(before, func(r rune) bool {
		return unicode.IsSpace(r) || letter.HanOrZero(r) || strings.ContainsRune("([“‘\"—–-", r)
	}); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		word = before[at+size:]
	}
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	next := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }); i >= 0 {
		next = rest[:i]
	}
	switch {
	case len(marks) > 1 && !strings.ContainsAny(marks, ")]"):
		return false // a quotation closes
	case titles[word]:
		return true
	case word == "No" || word == "no" || word == "Nos" || word == "nos":
		return rest != "" && letter.Digit(rest[0])
	case strings.TrimSpace(before) == word && len(word) <= 3 && strings.Trim(word, "0123456789IVXivx") == "":
		return true // "1." before an item of a list
	case dated[word] && rest != "" && letter.Digit(rest[0]):
		return true // Jan. 5, est. 1990
	case abbreviations[word]:
		return !beginners[next] && next != "" && word != "etc"
	case utf8.RuneCountInString(word) == 1 && unicode.IsUpper(lastRune(word)) && word != "I":
		return !beginners[next] && next != "" // an initial
	case len(word) >= 3 && word[1] == '.' && len(word)%2 == 1:
		return !beginners[next] && next != "" // U.S.S.R
	}
	return false
}
