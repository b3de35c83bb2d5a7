package quantity

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// String shows the value to people, in digits: "300,000", "20%", "2022-07-12".
func (q Quantity) String() string {
	show := Group(q.Value)
	// A year is no amount: 2,022 would look like one.
	bare := q.Kind == Number && q.Unit == "" && q.Exact != Between && !q.Words
	if bare && likeYear(q.Value) && !strings.ContainsAny(q.Text, ",，") {
		show = number(q.Value) // most likely a year
	}
	if q.Exact == Between {
		show += "–" + Group(q.High)
	}
	switch q.Kind {
	case Percent:
		return show + "%"
	case Points:
		return show + " points"
	case Ratio:
		return "×" + strconv.FormatFloat(q.Value, 'g', 4, 64)
	case Name:
		return q.Text
	case Time:
		return fmt.Sprintf("%d:%02d", q.Hour, q.Minute)
	case Weekday:
		return time.Weekday(int(q.Value) % 7).String()[:3]
	case Date:
		return q.date()
	}
	if q.Unit != "" {
		return show + " " + cmp.Or(signs[q.Unit], q.Unit)
	}
	return show
}

// signs are how people write units whose names here are plain letters.
var signs = map[string]string{"degC": "°C", "degF": "°F", "sqkm": "km²", "sqm": "m²", "cum": "m³", "cukm": "km³"}

// date writes the parts that are stated, the longest first, so that dates in two
// languages look alike: 2022-07-12, 07-12, 1990s, "day 12", "month 7".
func (q Quantity) date() string {
	var parts []string
	if q.Year != 0 {
		year := strconv.Itoa(q.Year)
		if q.Decade {
			year += "s"
		}
		parts = append(parts, year)
	}
	if q.Month != 0 {
		parts = append(parts, fmt.Sprintf("%02d", q.Month))
	}
	if q.Day != 0 {
		if q.Month == 0 {
			return "day " + strconv.Itoa(q.Day)
		}
		day := fmt.Sprintf("%02d", q.Day)
		if q.LastDay != 0 {
			day += fmt.Sprintf("–%02d", q.LastDay)
		}
		parts = append(parts, day)
	}
	if q.Year == 0 && q.Day == 0 {
		return "month " + strconv.Itoa(q.Month)
	}
	return strings.Join(parts, "-")
}

// Group writes a number with commas between the thousands.
func Group(v float64) string {
	s := strconv.FormatFloat(clean(v), 'f', -1, 64)
	whole, frac, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		return sign + whole + "." + frac
	}
	return sign + whole
}

// clean rounds to 15 significant digits, so that 1.1 × 10⁸ is a whole number.
func clean(v float64) float64 {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return v // nearly all are whole
	}
	r, err := strconv.ParseFloat(number(v), 64)
	if err != nil {
		return v
	}
	return r
}

// number writes a value with 15 digits, which is as many as are sure.
func number(v float64) string { return strconv.FormatFloat(v, 'g', 15, 64) }
