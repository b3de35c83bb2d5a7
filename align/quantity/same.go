package quantity

import (
	"math"
	"strconv"
	"strings"
)

// Same reports whether a and b can mean the same, whatever their units: equal
// values; a value inside a range of the other; the same value rounded, when one of
// them is not meant exactly; a date whose stated parts agree; a
// percentage and the fraction it equals.
func Same(a, b Quantity) bool {
	if a.Kind == Name || b.Kind == Name {
		return a.Kind == b.Kind && a.Code == b.Code
	}
	if a.Kind == Time || b.Kind == Time {
		return sameTime(a, b)
	}
	if a.Kind == Weekday || b.Kind == Weekday {
		return a.Kind == b.Kind && a.Value == b.Value
	}
	if a.Kind == Date || b.Kind == Date {
		return sameDate(a, b)
	}
	pa, pb := percent(a), percent(b)
	if pa != pb {
		return sameShare(a, b)
	}
	if Converts(a, b) {
		return true
	}
	if a.Kind == Ratio && b.Kind == Ratio && turned(a, b) {
		return true
	}
	if a.Kind == Ratio && b.Kind == Ratio && (a.Grows || b.Grows) {
		// 增加三倍 and "three times more" mean three or four times as much
		return near(math.Abs(a.Value-b.Value), 1, exactly) || sameValue(a, b)
	}
	return sameValue(a, b)
}

// Alike is Same for going through lists: most pairs are two plain numbers that differ, and
// are told apart at a glance.
func Alike(a, b *Quantity) bool { return !unlike(a, b) && Same(*a, *b) }

// unlike reports whether a and b are two numbers in digits, meant exactly and of units that do not
// convert, that surely cannot mean the same.
func unlike(a, b *Quantity) bool {
	if a.Kind != b.Kind || a.Kind != Number && a.Kind != Money || a.Exact != Exact || b.Exact != Exact || a.Words || b.Words || byDozens(a) || byDozens(b) {
		return false
	}
	if a.Unit != b.Unit && Dimension(a.Unit) == Dimension(b.Unit) { // km and miles
		return false
	}
	return !near(a.Value, b.Value, exactly) && !sinceRepublic(a.Value, b.Value)
}

// turned reports whether one of two ratios is said from the other side: this is a fifth of
// that, 那是这的五倍. A half and a double are opposites too often.
func turned(a, b Quantity) bool {
	return max(a.Value, b.Value) > 2 && near(a.Value*b.Value, 1, exactly)
}

func percent(q Quantity) bool { return q.Kind == Percent || q.Kind == Points }

// sameShare compares a percentage with a fraction, a multiple or a number:
// 一半 is 50%, 翻倍 is an increase of 100%, 0.25 is 25%. What is said in tenths is
// rounded: a third is 三成.
func sameShare(a, b Quantity) bool {
	if percent(b) {
		a, b = b, a
	}
	share := b.Value * 100
	if b.Kind == Ratio && strings.ContainsRune(a.Text, '成') && math.Abs(a.Value-share) <= fitted.same.tenths {
		return true
	}
	return near(a.Value, share, fitted.same.share) || b.Kind == Ratio && near(a.Value, share-100, fitted.same.share)
}

// sameValue compares values by how exactly they are meant. Two ranges need the
// same ends; an order of magnitude (数十万) is met by whatever lies in it, and two
// of them by lying on each other in part.
func sameValue(a, b Quantity) bool {
	switch {
	case a.Exact == Between && b.Exact == Between:
		if a.Fuzzy || b.Fuzzy {
			return a.Value < b.High && b.Value < a.High // 几百万 only touches "hundreds of thousands"
		}
		return near(a.Value, b.Value, exactly) && near(a.High, b.High, exactly)
	case a.Exact == Between:
		return (a.Fuzzy || strings.HasSuffix(b.Text, "dozen")) && b.Value >= a.Value && b.Value <= a.High
	case b.Exact == Between:
		return sameValue(b, a)
	}
	return near(a.Value, b.Value, exactly) || byTheDozen(a, b) || byTheDozen(b, a) || rounded(a, b) || yearOfRepublic(a, b) || yearOfRepublic(b, a)
}

// sinceRepublic reports whether two years are one, counted from the founding of the
// Republic and from our era: 113 and 2024.
func sinceRepublic(x, y float64) bool {
	return math.Abs(x-y) == republic && math.Min(x, y) > 0 && math.Min(x, y) < 200
}

// republic is the year before the first one of the Republic.
const republic = 1911

// yearOfRepublic reports whether a, so many 年 in digits, is the year b: 110年度 and 2021.
func yearOfRepublic(a, b Quantity) bool {
	return a.Unit == "year" && b.Unit == "" && !a.Words && yearLike(b) && sinceRepublic(a.Value, b.Value)
}

// exactly allows for what computing with fractions loses.
const exactly = 1e-13

// near allows a relative distance, as large values are rounded by more.
func near(x, y, tolerance float64) bool {
	return math.Abs(x-y) <= tolerance*math.Max(math.Abs(x), math.Abs(y))
}

// byTheDozen reports whether a is so many dozen and b about as much: "half a dozen" is 五六个,
// "two dozen" 二十多.
func byTheDozen(a, b Quantity) bool {
	return byDozens(&a) && near(a.Value, b.Value, fitted.same.dozen)
}

func byDozens(q *Quantity) bool { return strings.HasSuffix(q.Text, "dozen") }

// rounded reports whether one of two values, meant inexactly, is the other one
// rounded: "over 60,000" for 63,512, "about 5,500" for 5,480. It is off by less
// than a step of its last digit, and by a tenth at most.
func rounded(a, b Quantity) bool {
	if a.Exact == Exact || b.Exact != Exact && step(b.Value) > step(a.Value) {
		a, b = b, a
	}
	if a.Exact == Exact {
		return false
	}
	off := b.Value - a.Value
	most := math.Min(step(a.Value), fitted.same.rounded*math.Abs(a.Value)) * (1 + exactly)
	switch a.Exact {
	case AtLeast:
		return off >= 0 && off < most
	case AtMost:
		return off <= 0 && off > -most
	}
	return math.Abs(off) <= most/2
}

// step is what one more in the last digit of a value means: 100 for 5,500.
func step(v float64) float64 {
	digits := strings.TrimLeft(strconv.FormatFloat(math.Abs(clean(v)), 'e', -1, 64), "-")
	mantissa, exponent, _ := strings.Cut(digits, "e")
	e, err := strconv.Atoi(exponent)
	if err != nil || v == 0 {
		return 0
	}
	_, fraction, _ := strings.Cut(mantissa, ".")
	return math.Pow10(e - len(fraction))
}

// sameDate compares dates that state the same parts, but for the year, which
// one of them may leave out; a number stands for a year, a month or a day.
func sameDate(a, b Quantity) bool {
	if a.Kind != Date {
		a, b = b, a
	}
	if b.Kind != Date {
		v := int(b.Value)
		if float64(v) != b.Value || b.Exact == Between || b.Kind != Number && b.Kind != Ordinal {
			return false
		}
		switch {
		case a.Year != 0 && a.Month == 0:
			return v == a.Year || b.Unit == "year" && sinceRepublic(float64(v), float64(a.Year)) || a.Decade && v == a.Year%100
		case a.Month != 0 && a.Year == 0 && a.Day == 0:
			return v == a.Month
		case a.Day != 0 && a.Month == 0:
			return v == a.Day
		}
		return false
	}
	if (a.Month == 0) != (b.Month == 0) || (a.Day == 0) != (b.Day == 0) || a.Decade != b.Decade || Conflict(a, b) {
		return false
	}
	return a.Year != 0 && b.Year != 0 || a.Month != 0 || a.Day != 0
}

// Conflict reports whether two dates cannot be the same day, month or year:
// some part that both state differs.
func Conflict(a, b Quantity) bool {
	if differ(a.Month, b.Month) || differ(a.Day, b.Day) || differ(a.LastDay, b.LastDay) {
		return true
	}
	if a.Year == 0 || b.Year == 0 || a.Year == b.Year {
		return false
	}
	if sinceRepublic(float64(a.Year), float64(b.Year)) { // 113年5月20日 in Taiwan
		return false
	}
	short := a.Year < 100 || b.Year < 100
	return !short || a.Year%100 != b.Year%100
}

// differ reports whether two parts of dates, both stated, differ.
func differ(x, y int) bool { return x != 0 && y != 0 && x != y }

// sameTime compares times of a clock. Where one of them does not say which half of
// the day, 3:30 and 15:30 are the same.
func sameTime(a, b Quantity) bool {
	if a.Kind != Time || b.Kind != Time || a.Minute != b.Minute {
		return false
	}
	if a.Half && b.Half {
		return a.Hour%24 == b.Hour%24
	}
	return a.Hour%12 == b.Hour%12
}
