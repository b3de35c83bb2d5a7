package quantity

import (
	"math"
	"strings"
)

// Same reports whether a and b can mean the same, whatever their units: equal
// values; a value inside a range of the other; rounded values within 5 % when
// one of them is not meant exactly; a date whose stated parts agree; a
// percentage and the fraction it equals.
func Same(a, b Quantity) bool {
	if a.Kind == Name || b.Kind == Name {
		return a.Kind == b.Kind && a.Code == b.Code
	}
	if a.Kind == Time || b.Kind == Time {
		return sameTime(a, b)
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
	if a.Kind == Ratio && b.Kind == Ratio && (a.Grows || b.Grows) && near(math.Abs(a.Value-b.Value), 1, 0) {
		return true
	}
	return sameValue(a, b)
}

// Ends returns the two ends of a range as quantities of their own; ok is false
// for what is no range, and for mere orders of magnitude such as 数十.
func (q Quantity) Ends() (low, high Quantity, ok bool) {
	if q.Exact != Between || q.Fuzzy {
		return q, q, false
	}
	low, high = q, q
	low.Exact, low.High = Exact, 0
	high.Exact, high.Value, high.High = Exact, q.High, 0
	return low, high, true
}

// perUnit says how much of the second unit one of the first is.
var perUnit = map[[2]string]float64{
	{"mile", "km"}: 1.609, {"ft", "m"}: 0.3048, {"in", "cm"}: 2.54, {"yd", "m"}: 0.9144, {"nmile", "km"}: 1.852,
	{"lb", "kg"}: 0.4536, {"oz", "g"}: 28.35, {"acre", "ha"}: 0.4047, {"sqmile", "sqkm"}: 2.59, {"bbl", "l"}: 159,
}

// Converts reports whether b is a, rounded, in the other system of measures: 60
// miles and 97 km.
func Converts(a, b Quantity) bool {
	f, ok := perUnit[[2]string{a.Unit, b.Unit}]
	if !ok {
		a, b = b, a
		f, ok = perUnit[[2]string{a.Unit, b.Unit}]
	}
	return ok && a.Value != 0 && near(a.Value*f, b.Value, 0.08)
}

// SameUnit reports whether the units of a and b, where both state one, agree.
func SameUnit(a, b Quantity) bool {
	return a.Unit == "" || b.Unit == "" || a.Unit == b.Unit || localYuan(a, b) || localYuan(b, a)
}

// localYuan reports whether a is so many 元, which in Taiwan and Hong Kong are
// those of the place.
func localYuan(a, b Quantity) bool {
	return a.Unit == "CNY" && strings.HasSuffix(a.Text, "元") && (b.Unit == "TWD" || b.Unit == "HKD")
}

// Dimension names what a unit measures: "duration", "money", "length", "mass",
// "data", or "" for the others.
func Dimension(unit string) string {
	for name, units := range dimensions {
		for _, u := range units {
			if u == unit {
				return name
			}
		}
	}
	return ""
}

var dimensions = map[string][]string{
	"duration": {"year", "month", "week", "day", "h", "min", "s", "ms"},
	"money":    {"USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "RUB", "KRW", "CHF", "INR", "AUD", "CAD", "SGD", "UAH", "MXN", "cent"},
	"length":   {"km", "m", "cm", "mm", "mile", "ft", "in", "yd", "nmile", "nm"},
	"mass":     {"kg", "g", "mg", "t", "lb", "oz"},
	"data":     {"B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "bit"},
	"area":     {"sqkm", "sqm", "sqmile", "acre", "ha"},
	"power":    {"W", "kW", "MW", "GW"},
	"voltage":  {"V", "kV"},
}

func percent(q Quantity) bool { return q.Kind == Percent || q.Kind == Points }

// sameShare compares a percentage with a fraction, a multiple or a number:
// 一半 is 50%, 翻倍 is an increase of 100%, 0.25 is 25%.
func sameShare(a, b Quantity) bool {
	if percent(b) {
		a, b = b, a
	}
	share := b.Value * 100
	return near(a.Value, share, 0.02) || b.Kind == Ratio && near(a.Value, share-100, 0.02)
}

func sameValue(a, b Quantity) bool {
	switch {
	case a.Exact == Between && b.Exact == Between:
		if a.Fuzzy || b.Fuzzy {
			return a.Value <= b.High && b.Value <= a.High
		}
		return near(a.Value, b.Value, 0) && near(a.High, b.High, 0)
	case a.Exact == Between:
		return a.Fuzzy && b.Value >= a.Value && b.Value <= a.High
	case b.Exact == Between:
		return sameValue(b, a)
	case a.Exact != Exact || b.Exact != Exact:
		return near(a.Value, b.Value, 0.05)
	}
	return near(a.Value, b.Value, 0)
}

func near(x, y, tolerance float64) bool {
	if tolerance == 0 {
		tolerance = 1e-9
	}
	return math.Abs(x-y) <= tolerance*math.Max(math.Abs(x), math.Abs(y))
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
			return v == a.Year || a.Decade && v == a.Year%100
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
	if a.Month != 0 && b.Month != 0 && a.Month != b.Month || a.Day != 0 && b.Day != 0 && a.Day != b.Day {
		return true
	}
	if a.LastDay != 0 && b.LastDay != 0 && a.LastDay != b.LastDay {
		return true
	}
	if a.Year == 0 || b.Year == 0 || a.Year == b.Year {
		return false
	}
	short := a.Year < 100 || b.Year < 100
	return !short || a.Year%100 != b.Year%100
}

func sameTime(a, b Quantity) bool {
	if a.Kind != Time || b.Kind != Time || a.Minute != b.Minute {
		return false
	}
	if a.Half && b.Half {
		return a.Hour%24 == b.Hour%24
	}
	return a.Hour%12 == b.Hour%12
}
