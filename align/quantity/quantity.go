// Package quantity finds the quantities of a text in English, Simplified or
// Traditional Chinese and gives them values that can be compared across the
// three: "300,000", "0.3 million", 30万 and 三十萬 are one number, "20 percent",
// 百分之二十 and 两成 one percentage, "July 12, 2022" and 2022年7月12日 one date.
//
// A quantity has a kind, a value, an exactness ("nearly 300" is about 300,
// 数十万 lies between 200,000 and 1,000,000), perhaps a unit, and a span. Spans
// are in runes of the text as given. What only looks like a number (万一, 十分,
// "UTF-8", "no one") is left out or marked as a Name.
//
// The one guarantee: Find never fails, whatever the text, and its spans are
// ascending, disjoint and inside the text.
package quantity

import (
	"fmt"
	"strconv"
)

// Lang says by which grammar a text is read.
type Lang uint8

// The two grammars; Chinese reads both scripts.
const (
	English Lang = iota
	Chinese
)

// Kind says what sort of thing a quantity measures.
type Kind string

// The kinds of quantities.
const (
	Number  Kind = "number"  // a count, with or without a unit
	Percent Kind = "percent" // Value 20 = 20 %
	Points  Kind = "points"  // percentage points
	Ratio   Kind = "ratio"   // Value 7 = sevenfold, 0.5 = half
	Date    Kind = "date"    // any of Year, Month, Day
	Time    Kind = "time"    // Hour and Minute of a clock
	Ordinal Kind = "ordinal" // third, 第三
	Money   Kind = "money"   // Unit holds the currency, such as "USD"
	Weekday Kind = "weekday" // Value 1 = Monday to 7 = Sunday
	Name    Kind = "name"    // a name or code with digits in it: UTF-8, 2.2.1, CVE-2019-15845
)

// Exactness says how closely a value is meant.
type Exactness uint8

// The degrees of exactness.
const (
	Exact   Exactness = iota
	About             // nearly 300, 300左右, 近三百
	AtLeast           // over 300, 300多, 三百余
	AtMost            // under 300, 不到300
	Between           // Value to High, both included: 10–20, 数十
)

// Quantity is one quantity of a text.
type Quantity struct {
	Kind  Kind
	Start int // runes
	End   int // runes, behind the last one
	Text  string

	Value float64 // Number, Percent, Points, Ratio, Ordinal, Money; the low end of a range
	High  float64 // the high end when Exact is Between
	Exact Exactness
	Fuzzy bool // a range that was meant as an order of magnitude: 数十, "tens of thousands"
	Grows bool // Ratio: 增加三倍, "three times more", which may mean one more or less

	Unit string // canonical unit or currency: "km", "h", "USD"; "" = none

	Year, Month, Day int  // Date: 0 = not said; Year of a decade ends in 0
	LastDay          int  // Date: the end of a span of days, 7月12日至14日; 0 = one day
	Decade           bool // Date: 1990s, 90年代
	Hour, Minute     int  // Time
	Minus            bool // below zero, or before our era: minus 12, 零下12度, 公元前221年
	Half             bool // Time: the half of the day is known

	Code  string // Name: the folded text
	Words bool   // written in words, not digits
	// Weak marks what often has no counterpart in a good translation: small
	// numbers in words, 第一, "half". It may confirm but should not accuse.
	Weak bool
}

// Find returns the quantities of text, in runes, in order.
func Find(text []rune, lang Lang) []Quantity {
	s := newScanner(text, lang)
	for s.pos < len(s.runes) {
		before := s.pos
		s.step()
		if s.pos <= before {
			s.pos = before + 1
		}
	}
	return s.found
}

// Key names the value: equal keys mean the same value. An ordinal, a year
// alone and a plain number share their keys, since "Chapter 3" is 第三章 and
// "in 2022" is 2022年; units and exactness are left out.
func (q Quantity) Key() string {
	switch q.Kind {
	case Name:
		return "c:" + q.Code
	case Percent, Points:
		return "p:" + q.span()
	case Ratio:
		return "r:" + q.span()
	case Weekday:
		return "w:" + number(q.Value)
	case Time:
		return fmt.Sprintf("t:%02d:%02d", q.Hour, q.Minute)
	case Date:
		if q.Month == 0 && q.Day == 0 {
			return "n:" + strconv.Itoa(q.Year)
		}
		return fmt.Sprintf("d:%d-%d-%d", q.Year, q.Month, q.Day)
	}
	return "n:" + q.span()
}

// sameKey reports whether two quantities of one kind have one Key.
func sameKey(a, b *Quantity) bool {
	switch a.Kind {
	case Name:
		return a.Code == b.Code
	case Time:
		return a.Hour == b.Hour && a.Minute == b.Minute
	case Date:
		return a.Year == b.Year && a.Month == b.Month && a.Day == b.Day
	case Weekday:
		return sameNumber(a.Value, b.Value)
	}
	if a.Exact != b.Exact && (a.Exact == Between || b.Exact == Between) {
		return false
	}
	return sameNumber(a.Value, b.Value) && (a.Exact != Between || sameNumber(a.High, b.High))
}

// sameNumber reports whether two values are written alike.
func sameNumber(a, b float64) bool { return a == b || near(a, b, exactly) && number(a) == number(b) }

func (q Quantity) span() string {
	if q.Exact == Between {
		return number(q.Value) + "~" + number(q.High)
	}
	return number(q.Value)
}
