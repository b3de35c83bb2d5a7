package quantity

import (
	"strconv"
	"strings"
	"unicode"

	"triptych/align/letter"
)

// scanner reads one text from left to right. runes is the text with
// full-width letters, digits and marks made half-width, one rune for one, so
// that positions are those of the text.
type scanner struct {
	lang  Lang
	runes []rune
	raw   []rune
	pos   int
	found []Quantity
	words [2]scanned // the last ones read, at even and at odd places
}

// scanned is a Latin word in lower case and where it stands.
type scanned struct {
	text    string
	at, end int
}

func newScanner(text string, lang Lang) *scanner {
	raw := []rune(text)
	runes := make([]rune, len(raw))
	for i, r := range raw {
		switch {
		case letter.Narrow(r) != r:
			r = letter.Narrow(r)
		case r == 0xA0 || r == 0x3000 || r == 0x202F || r == 0x2009:
			r = ' '
		case lang == Chinese:
			if s, ok := numeralForms[r]; ok {
				r = s
			}
		}
		runes[i] = r
	}
	if lang == Chinese {
		foldFinancial(runes)
	}
	return &scanner{lang: lang, runes: runes, raw: raw}
}

// foldFinancial replaces financial numerals that stand beside another numeral.
func foldFinancial(runes []rune) {
	numeral := func(i int) bool {
		if i < 0 || i >= len(runes) {
			return false
		}
		r := runes[i]
		_, digit := hanDigits[r]
		return digit || hanScales[r] != 0 || hanMyriads[r] != 0 || financialForms[r] != 0
	}
	for i := 0; i < len(runes); i++ {
		if financialForms[runes[i]] == 0 || !numeral(i+1) {
			continue
		}
		for ; numeral(i); i++ {
			if f := financialForms[runes[i]]; f != 0 {
				runes[i] = f
			}
		}
	}
}

// at returns the rune at i, 0 outside the text.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

func (s *scanner) skipSpaces(i int) int {
	for s.at(i) == ' ' {
		i++
	}
	return i
}

// has reports whether the text at i begins with word.
func (s *scanner) has(i int, word string) bool {
	for _, r := range word {
		if s.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// hasAny returns the length in runes of the first of words that stands at i.
func (s *scanner) hasAny(i int, words ...string) int {
	for _, w := range words {
		if s.has(i, w) {
			return len([]rune(w))
		}
	}
	return 0
}

// emit appends a quantity that spans start to end and goes on behind it.
func (s *scanner) emit(q Quantity, start, end int) {
	q.Start, q.End = start, end
	q.Text = string(s.raw[start:end])
	q.Value, q.High = clean(q.Value), clean(q.High)
	s.found = append(s.found, q)
	s.pos = end
}

// step reads one quantity at pos, or goes past one word or mark.
func (s *scanner) step() {
	if end := s.address(s.pos); end > 0 {
		s.pos = end
		return
	}
	if s.name() || s.shared() {
		return
	}
	if s.lang == Chinese {
		s.chinese()
		return
	}
	s.english()
}

// address returns the end of a web or mail address that begins at i, else 0.
func (s *scanner) address(i int) int {
	if isWord(s.at(i-1)) || s.hasAny(i, "http://", "https://", "www.", "ftp://") == 0 {
		return 0
	}
	for i < len(s.runes) && s.runes[i] > ' ' && s.runes[i] < 0x2E80 && !strings.ContainsRune("<>\"）", s.runes[i]) {
		i++
	}
	return i
}

// isWord reports whether r is a Latin letter or a digit.
func isWord(r rune) bool {
	return letter.Digit(r) || letter.PlainLatin(r)
}

// name takes a run of letters, digits and inner marks in which letters and
// digits meet in a way that no number has: UTF-8, x86, 2.2.1, CVE-2019-15845.
func (s *scanner) name() bool {
	i := s.pos
	if !isWord(s.at(i)) || isWord(s.at(i-1)) {
		return false
	}
	end, letters, digits, dots := s.chunk(i)
	if !digits {
		return false
	}
	text := strings.ToLower(string(s.runes[i:end]))
	switch {
	case !letters && dots >= 2 && strings.Trim(text, "0123456789.") == "":
	case !letters:
		return false
	case letter.Digit(s.at(i)) && s.numeric(text):
		return false
	case !letter.Digit(s.at(i)) && s.prefixed(text):
		s.pos = i + strings.IndexByte(text, '-') + 1
		return true
	case currencyPrefix(text):
		return false
	}
	s.emit(Quantity{Kind: Name, Code: text}, i, end)
	return true
}

// maxName bounds how far a name is followed, in runes.
const maxName = 200

// chunk returns the end of the run of word characters and inner marks at i,
// whether it has letters and digits, and how many dots stand between digits.
func (s *scanner) chunk(i int) (end int, letters, digits bool, dots int) {
	for end = i; end < len(s.runes) && end-i < maxName; end++ {
		r := s.runes[end]
		switch {
		case letter.Digit(r):
			digits = true
		case letter.PlainLatin(r):
			letters = true
		case r == '.' && s.at(end+1) == '.' && letter.Digit(s.at(end-1)) && letter.Digit(s.at(end+2)): // 3..0
			dots += 2
			end++
		case strings.ContainsRune("-_./+#:", s.raw[end]) && isWord(s.at(end+1)) && isWord(s.at(end-1)):
			if r == '.' && letter.Digit(s.at(end-1)) && letter.Digit(s.at(end+1)) {
				dots++
			}
			if (r == '/' || r == ':') && !letters {
				return end, letters, digits, dots
			}
		default:
			return end, letters, digits, dots
		}
	}
	return end, letters, digits, dots
}

// numeric reports whether a chunk that begins with a digit is a number with
// something behind it ("21st", "5bn", "10-year", "3pm", "1990s") and not a name.
func (s *scanner) numeric(text string) bool {
	i := 0
	for i < len(text) && (letter.Digit(text[i]) || text[i] == '.') {
		i++
	}
	rest := text[i:]
	if strings.HasPrefix(rest, "-") {
		word := rest[1:]
		for len(word) > 0 && (letter.Digit(word[0]) || word[0] == '.') {
			word = word[1:] // a range: 10-20km
		}
		if word == rest[1:] { // 10-year-old
			return len(word) > 1 && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz-") == ""
		}
		rest = word
	}
	if slash := strings.IndexAny(rest, "/-"); slash > 0 {
		rest = rest[:slash]
	}
	return rest == "" || attached[rest]
}

// prefixed reports whether a chunk is a number behind a prefix word: mid-2019.
func (s *scanner) prefixed(text string) bool {
	head, rest, ok := strings.Cut(text, "-")
	return ok && datePrefixes[head] && rest != "" && letter.Digit(rest[0])
}

// digits reads a number in digits at i: 1,234.5 or 1234. ok is false when no
// digit stands there.
func (s *scanner) digits(i int) (v float64, end int, ok bool) {
	if !letter.Digit(s.at(i)) {
		return 0, i, false
	}
	var b strings.Builder
	end = i
	for letter.Digit(s.at(end)) {
		b.WriteRune(s.at(end))
		end++
	}
	if end-i > 300 {
		return 0, i, false
	}
	if end-i <= 3 {
		for s.at(end) == ',' && s.threeDigits(end+1) {
			b.WriteString(string(s.runes[end+1 : end+4]))
			end += 4
		}
	}
	if s.at(end) == '.' && letter.Digit(s.at(end+1)) {
		b.WriteByte('.')
		end++
		for letter.Digit(s.at(end)) {
			b.WriteRune(s.at(end))
			end++
		}
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if f := vulgar[s.at(end)]; f != 0 && !strings.Contains(b.String(), ".") {
		return v + f, end + 1, err == nil
	}
	return v, end, err == nil
}

// vulgar are fractions of one character; they count behind a whole number: 2½.
var vulgar = map[rune]float64{'½': 1.0 / 2, '¼': 1.0 / 4, '¾': 3.0 / 4, '⅓': 1.0 / 3, '⅔': 2.0 / 3, '⅛': 1.0 / 8, '⅜': 3.0 / 8, '⅝': 5.0 / 8, '⅞': 7.0 / 8}

func (s *scanner) threeDigits(i int) bool {
	return letter.Digit(s.at(i)) && letter.Digit(s.at(i+1)) && letter.Digit(s.at(i+2)) && !letter.Digit(s.at(i+3))
}

// integer reads up to most digits at i as a whole number.
func (s *scanner) integer(i, most int) (v, end int) {
	for end = i; letter.Digit(s.at(end)); end++ {
		if end-i >= most {
			return 0, i
		}
		v = v*10 + int(s.at(end)-'0')
	}
	return v, end
}

// shared reads what is written alike in all languages: 2022-07-12, 2022/7/12,
// 15:30.
func (s *scanner) shared() bool {
	i := s.pos
	if !letter.Digit(s.at(i)) || letter.Digit(s.at(i-1)) {
		return false
	}
	if year, end := s.integer(i, 4); end-i == 4 && year >= 1000 && strings.ContainsRune("-/", s.at(end)) {
		mark := s.at(end)
		month, e2 := s.integer(end+1, 2)
		if month >= 1 && month <= 12 && !letter.Digit(s.at(e2)) && e2-end == 3 || month >= 1 && month <= 12 && s.at(e2) == mark {
			q := Quantity{Kind: Date, Year: year, Month: month}
			if s.at(e2) == mark {
				if day, e3 := s.integer(e2+1, 2); day >= 1 && day <= 31 && !letter.Digit(s.at(e3)) {
					q.Day, e2 = day, e3
				}
			}
			if q.Day != 0 || mark == '-' {
				s.emit(q, i, e2)
				return true
			}
		}
	}
	hour, end := s.integer(i, 2)
	if end == i || s.at(end) != ':' || hour > 24 {
		return false
	}
	minute, e2 := s.integer(end+1, 2)
	if e2-end != 3 || minute > 59 {
		return false
	}
	q := Quantity{Kind: Time, Hour: hour, Minute: minute, Half: hour > 12 || hour == 0}
	if s.at(e2) == ':' && letter.Digit(s.at(e2+1)) {
		_, e2 = s.integer(e2+1, 2)
	}
	s.clock(&q, i, e2)
	return true
}

// clock emits a time with the half of the day that stands before or behind it.
func (s *scanner) clock(q *Quantity, start, end int) {
	if half, e := s.halfOfDay(end); e > end {
		q.setHalf(half)
		end = e
	} else if s.lang == Chinese {
		if half, from := s.halfBefore(start); from < start {
			q.setHalf(half)
			start = from
		}
	}
	s.emit(*q, start, end)
}

// setHalf moves the hour to the half of the day that was named: 'a' or 'p'.
func (q *Quantity) setHalf(half byte) {
	q.Half = true
	switch {
	case half == 'p' && q.Hour < 12:
		q.Hour += 12
	case half == 'a' && q.Hour == 12:
		q.Hour = 0
	}
}

// halfOfDay reads am, a.m., pm, p.m. at i.
func (s *scanner) halfOfDay(i int) (half byte, end int) {
	j := s.skipSpaces(i)
	r := unicode.ToLower(s.at(j))
	if r != 'a' && r != 'p' {
		return 0, i
	}
	k := j + 1
	if s.at(k) == '.' {
		k++
	}
	if unicode.ToLower(s.at(k)) != 'm' {
		return 0, i
	}
	k++
	if isWord(s.at(k)) {
		return 0, i
	}
	if s.at(k) == '.' && s.at(k-2) == '.' {
		k++
	}
	return byte(r), k
}
