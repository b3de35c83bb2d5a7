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

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20,
	"twice": 2, "half": .5, "sevenfold": 7, "twofold": 2, "threefold": 3, "tenfold": 10, "fivefold": 5,
}

var scaleWords = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "bn": 1e9, "m": 1e6,
}

var monthWords = map[string]int{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
	"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

func numberKey(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }

// englishNumbers calls f with a key for each number and month of text.
func englishNumbers(text string, f func(key string)) {
	value, open, last := 0.0, false, 0
	flush := func() {
		if open {
			f(numberKey(value))
		}
		value, open = 0, false
	}
	add := func(v float64, start int) {
		if open && !joins(text[last:start]) {
			flush()
		}
		switch {
		case open && v < 10 && value >= 20 && int64(value)%10 == 0 && value == float64(int64(value)):
			value += v
		case open && v < 100 && int64(value)%100 == 0 && value >= 100 && value == float64(int64(value)):
			value += v
		default:
			flush()
			value = v
		}
		open = true
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case letter.Digit(c):
			v, end := digits(text, i)
			add(v, i)
			last, i = end, end
		case letter.ASCII(c):
			end := i
			for end < len(text) && letter.ASCII(text[end]) {
				end++
			}
			word := text[i:end]
			if len(word) <= 11 {
				low := strings.ToLower(word)
				if v, ok := numberWords[low]; ok {
					add(v, i)
					last = end
				} else if s, ok := scaleWords[low]; ok && open && joins(text[last:i]) {
					value *= s
					last = end
				} else if m, ok := monthWords[low]; ok && c < 'a' {
					flush()
					f("m" + strconv.Itoa(m))
				}
			}
			i = end
		default:
			i++
		}
	}
	flush()
}

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
	total, section, current := 0.0, 0.0, -1.0
	run := 0 // digits read one after the other, as in a year
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		if letter.Digit(c) {
			if current >= 0 {
				break
			}
			current, i = digits(text, i)
			continue
		}
		if d, ok := hanDigit[c]; ok {
			if current >= 0 && run == 0 {
				break
			}
			if current < 0 {
				current = 0
			}
			current = current*10 + d
			run++
			i += size
			continue
		}
		s, ok := hanScale[c]
		if !ok {
			break
		}
		if current < 0 {
			current = 1
			if section > 0 || total > 0 {
				current = 0
			}
		}
		if s >= 1e4 {
			if section+current == 0 {
				section = 1
			}
			if s == 1e4 && total >= 1e8 { // 1亿2000万
				total += (section + current) * s
			} else {
				total = (total + section + current) * s
			}
			section = 0
		} else {
			section += current * s
		}
		current, run = -1, 0
		i += size
	}
	return total + section + max(current, 0), i
}
