package quantity

import (
	"math"
	"strings"
)

// measure says what a unit measures and how much of the first unit of its
// dimension it is. Units of one system convert exactly, those of two roughly.
type measure struct {
	dimension string
	size      float64 // 0: units of this dimension do not convert
	system    string  // "metric", "imperial", "chinese"; "-" = does not matter
}

// measures are those of words/units.tsv.
var measures = func() map[string]measure {
	m := map[string]measure{}
	for _, line := range strings.Split(strings.TrimSpace(unitsFile), "\n") {
		if !strings.HasPrefix(line, "#") {
			cols := strings.Split(line, "\t")
			m[cols[0]] = measure{cols[1], mustNumber(cols[2]), cols[3]}
		}
	}
	return m
}()

// Dimension names what a unit measures: "duration", "money", "length", "mass",
// "data" and so on, or "" for a unit that nothing is known of.
func Dimension(unit string) string {
	if currencies[unit] {
		return "money"
	}
	return measures[unit].dimension
}

// currencies are the units of all words for money.
var currencies = func() map[string]bool {
	set := map[string]bool{}
	for _, unit := range moneyWords {
		set[unit] = true
	}
	for _, m := range moneyMarks {
		if m.unit != "" {
			set[m.unit] = true
		}
	}
	for _, m := range hanMoney {
		set[m.unit] = true
	}
	return set
}()

// Converts reports whether b is a in another unit: 700 MW and 700,000 kW, or,
// rounded, 60 miles and 97 km.
func Converts(a, b Quantity) bool {
	if a.Unit == b.Unit || a.Value == 0 {
		return false
	}
	if a.Unit == "degC" && b.Unit == "degF" {
		return sameHeat(a.Value, b.Value)
	}
	if a.Unit == "degF" && b.Unit == "degC" {
		return sameHeat(b.Value, a.Value)
	}
	x, y := measures[a.Unit], measures[b.Unit]
	if x.dimension == "" || x.dimension != y.dimension {
		return false
	}
	if a.Unit == "year" || b.Unit == "year" {
		if a.Unit != "year" {
			a, b = b, a
		}
		return b.Unit == "month" && near(a.Value*12, b.Value, exactly)
	}
	if a.Unit == "month" || b.Unit == "month" {
		return inMonths(a, b)
	}
	if x.size == 0 || y.size == 0 {
		return false
	}
	tolerance := fitted.same.across
	if x.system == y.system {
		tolerance = 1e-9 // what computing loses
		if a.Exact != Exact || b.Exact != Exact {
			tolerance = fitted.same.share
		}
	}
	return near(a.Value*x.size, b.Value*y.size, tolerance)
}

// inMonths reports whether one of two durations is so many months and the other one
// the same in days, of 28 to 31 to the month: 60 days, 两个月. Weeks are of seven.
func inMonths(a, b Quantity) bool {
	if a.Unit != "month" {
		a, b = b, a
	}
	// A month has no length of its own; people say 60 days for two of them.
	days := b.Value
	switch b.Unit {
	case "week":
		days *= 7
	case "day":
	default:
		return false
	}
	return a.Exact == Exact && b.Exact == Exact && days >= 28*a.Value && days <= 31*a.Value
}

// sameHeat reports whether a temperature in degrees Celsius is one in degrees
// Fahrenheit, rounded. A difference of temperatures has no 32 in it: "2°C warmer".
func sameHeat(c, f float64) bool {
	return math.Abs(c*1.8+32-f) <= fitted.same.degrees || math.Abs(c*1.8-f) <= fitted.same.degrees
}
