package quantity

import (
	"strings"

	"triptych/align/letter"
)

// Opposable reports whether two quantities that differ can be about the same
// thing, so that one of them may be wrong: "300,000" and 三百万, not "300,000" and
// 星期三. The ends of a range do not contradict it.
func Opposable(x, y Quantity) bool {
	fx, fy := x.Family(), y.Family()
	switch {
	case Touch(x, y):
		return false
	case fx == Names || fy == Names:
		return fx == fy && skeleton(x.Code) == skeleton(y.Code)
	case fx == Dates && fy == Dates:
		return Conflict(x, y)
	case fx == Dates:
		return x.Month == 0 && x.Day == 0 && yearLike(y)
	case fy == Dates:
		return y.Month == 0 && y.Day == 0 && yearLike(x)
	case x.Kind == Ordinal && y.Kind != Ordinal:
		return numbering(x, y)
	case y.Kind == Ordinal && x.Kind != Ordinal:
		return numbering(y, x)
	case x.Kind == Ratio && y.Kind != Ratio && fy == fx:
		return repeating(x, y)
	case y.Kind == Ratio && x.Kind != Ratio && fy == fx:
		return repeating(y, x)
	}
	return fx == fy && (!x.Weak || !y.Weak || x.Kind == y.Kind)
}

// skeleton writes a name with # for each run of digits: cve-#-#. Names that
// differ in more are two names.
func skeleton(s string) string { return digitRun.ReplaceAllString(s, "#") }

// numbering reports whether an ordinal and a plain number may both give the
// place in a sequence, as "Article 5" and 第六条, "30th anniversary" and 30周年
// do. "For the first time" counts nothing, whatever number is left over in the
// other version.
func numbering(ordinal, q Quantity) bool {
	if q.Kind != Number || q.Exact != Exact || q.Value >= fitted.contrast.place {
		return false
	}
	return !ordinal.Words || letter.HasHan(ordinal.Text) && q.Unit == "" && !q.Words
}

// repeating reports whether a multiple and a number may both say how often, as
// "twice" and 三次 do. A fraction, or a count of things, says something else.
func repeating(ratio, q Quantity) bool {
	plain := q.Kind == Number && q.Unit == "" && q.Exact == Exact
	return plain && q.Value < fitted.contrast.often && ratio.Value > 1
}

// yearLike reports whether a plain number, or both ends of a range, look like
// years: 2022, not 2,022.
func yearLike(q Quantity) bool {
	if q.Kind != Number || q.Unit != "" || q.Words || !likeYear(q.Value) {
		return false
	}
	if q.Exact == Between {
		return !q.Fuzzy && likeYear(q.High) && !strings.ContainsAny(q.Text, ",，")
	}
	return len(q.Text) == 4
}

// BothShares reports whether two quantities both say how large a part is: a
// fifth, 三成.
func BothShares(x, y Quantity) bool {
	if x.Kind == Percent {
		x, y = y, x
	}
	return x.Kind == Ratio && x.Value < 1 && y.Kind == Percent && y.Value <= 100
}

// Closeness ranks what a quantity may have been changed to: the more, the more
// alike the two are but for their value. The kind weighs most: a slip in a
// percentage leaves a percentage.
func Closeness(x, y Quantity) int {
	n := 0
	if x.Kind == y.Kind {
		n += fitted.contrast.kindAlike
	}
	if x.Words == y.Words {
		n += fitted.contrast.wordsAlike
	}
	return n
}

// Tenfold reports whether two numbers differ by a power of ten: a slip between
// 万 and thousand, or a zero lost. Small numbers differ so by chance.
func Tenfold(a, b Quantity) bool {
	x, y := a.Value, b.Value
	if a.Weak || b.Weak || a.Kind == Name || b.Kind == Name {
		return false
	}
	if x < 10 || y < 10 {
		return false
	}
	if x < y {
		x, y = y, x
	}
	whole := x
	for x > y*(1+fitted.contrast.tenfold) {
		x /= 10
	}
	return x < whole && x > y*(1-fitted.contrast.tenfold)
}
