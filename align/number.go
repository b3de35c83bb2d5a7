package align

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// Alignment counts numbers as shared evidence by value. This reading is much
// lighter than package quantity's, which judges every span for the checks: it
// runs over every segment of every document and may err now and then.

var (
	numberWords = values("numbers.tsv")
	scaleWords  = values("scales.tsv")
	monthWords  = values("months.tsv")
)

// numberKey writes a value so that 0.3 million and 300,000 are one key.
func numberKey(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }

// englishNumbers calls f with a key for each number and month of text.
func englishNumbers(text string, f func(key string)) {
	n := englishSum{text: text, f: f}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			v, end := digits(text, i)
			n.add(v, i)
			n.last, i = end, end
		case latin(c):
			end := i
			for end < len(text) && latin(text[end]) {
				end++
			}
			n.word(i, end)
			i = end
		default:
			i++
		}
	}
	n.flush()
}

// latin reports whether a byte is a letter of English; accents do not occur in numbers.
func latin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// englishSum is a number of several parts as it is read: "three hundred and
// twenty-two" adds up to 322, while "in 1994, 12 lanes" is two numbers.
type englishSum struct {
	text  string
	f     func(key string)
	value float64
	open  bool // a number has begun, and value is what it has come to
	last  int  // offset behind its last part
}

func (n *englishSum) flush() {
	if n.open {
		n.f(numberKey(n.value))
	}
	n.value, n.open = 0, false
}

// add takes the number v that begins at start: as a part of the one that is
// open, or as the first part of the next.
func (n *englishSum) add(v float64, start int) {
	if n.open && !joins(n.text[n.last:start]) {
		n.flush()
	}
	unit := v < 10 && n.value >= 20 && multiple(n.value, 10)    // "twenty" "two"
	rest := v < 100 && n.value >= 100 && multiple(n.value, 100) // "three hundred" "and twenty"
	if n.open && (unit || rest) {
		n.value += v
	} else {
		n.flush()
		n.value = v
	}
	n.open = true
}

// word takes the word from start to end, which is no part of a number most of
// the time. A scale counts only behind a number ("hundreds of people" says
// none), a month only with a capital ("may").
func (n *englishSum) word(start, end int) {
	if end-start > longestNumber {
		return
	}
	low := strings.ToLower(n.text[start:end])
	if v, ok := numberWords[low]; ok {
		n.add(v, start)
		n.last = end
	} else if s, ok := scaleWords[low]; ok && n.open && joins(n.text[n.last:start]) {
		n.value *= s
		n.last = end
	} else if m, ok := monthWords[low]; ok && n.text[start] < 'a' {
		n.flush()
		n.f("m" + numberKey(m))
	}
}

// longestNumber is the length in bytes of the longest word that is looked up.
const longestNumber = 11

func multiple(v float64, of int64) bool { return v == float64(int64(v)) && int64(v)%of == 0 }

// joins reports whether what stands between two parts of a number lets them be
// one: nothing, a space, a hyphen or "and".
func joins(between string) bool {
	switch strings.TrimSpace(between) {
	case "", "-", "and", "a":
		return len(between) <= 5
	}
	return false
}

// digits reads the number at i: digits with commas between groups of three and
// a decimal point. It returns the value and the offset behind it.
func digits(text string, i int) (float64, int) {
	var buf [24]byte
	n, end, point := 0, i, false
	for end < len(text) {
		c := text[end]
		next := end+1 < len(text) && letter.Digit(text[end+1])
		switch {
		case letter.Digit(c):
		case c == ',' && next && !point && threeDigits(text[end+1:]):
			end++
			continue
		case c == '.' && next && !point:
			point = true
		default:
			v, _ := strconv.ParseFloat(string(buf[:n]), 64)
			return v, end
		}
		if n < len(buf) {
			buf[n] = c
			n++
		}
		end++
	}
	v, _ := strconv.ParseFloat(string(buf[:n]), 64)
	return v, end
}

func threeDigits(s string) bool {
	n := 0
	for n < len(s) && letter.Digit(s[n]) {
		n++
	}
	return n == 3
}

var hanDigit = map[rune]float64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var hanScale = map[rune]float64{'十': 10, '百': 100, '千': 1e3, '万': 1e4, '亿': 1e8}

// chineseNumbers calls f with a key for each number and month of text, which
// is in Simplified script. A single 一 is passed over: it is seldom a number.
func chineseNumbers(text string, f func(key string)) {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		_, digit := hanDigit[c]
		_, scale := hanScale[c]
		if !(letter.Digit(c) || digit || scale && c == '十') {
			i += size
			continue
		}
		v, end := hanNumber(text, i)
		if strings.HasPrefix(text[end:], "月") && v >= 1 && v <= 12 {
			f("m" + numberKey(v))
		} else if text[i:end] != "一" {
			f(numberKey(v))
		}
		i = end
	}
}

// hanNumber reads the number at i, in digits, characters or both (3.5万, 三十,
// 二〇二二). It returns the value and the offset behind it.
func hanNumber(text string, i int) (float64, int) {
	n := hanSum{current: -1}
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		if c >= '0' && c <= '9' {
			if n.current >= 0 {
				break
			}
			n.current, i = digits(text, i)
			continue
		}
		if d, ok := hanDigit[c]; ok {
			if n.current >= 0 && n.run == 0 {
				break // digits of two kinds are two numbers: 3五
			}
			n.digit(d)
		} else if s, ok := hanScale[c]; ok {
			n.scale(s)
		} else {
			break
		}
		i += size
	}
	return n.total + n.section + max(n.current, 0), i
}

// hanSum is a Chinese number as it is read, 一亿二千三百万: what lies behind the
// last 万 or 亿, what has been multiplied since, and the digit that waits for its
// scale, -1 for none.
type hanSum struct {
	total, section, current float64
	run                     int // digits read one after the other, as in a year
}

func (n *hanSum) digit(d float64) {
	n.current = max(n.current, 0)*10 + d
	n.run++
}

func (n *hanSum) scale(s float64) {
	if n.current < 0 { // 十二 is 12, but in 一百万 the 万 has no digit of its own
		n.current = 1
		if n.section > 0 || n.total > 0 {
			n.current = 0
		}
	}
	if s >= 1e4 && n.section+n.current == 0 {
		n.section = 1
	}
	switch {
	case s < 1e4:
		n.section += n.current * s
	case s == 1e4 && n.total >= 1e8: // 1亿2000万
		n.total += (n.section + n.current) * s
		n.section = 0
	default:
		n.total = (n.total + n.section + n.current) * s
		n.section = 0
	}
	n.current, n.run = -1, 0
}
