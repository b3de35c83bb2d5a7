package quantity

import (
	"strings"

	"triptych/align/list"
)

// SameUnit reports whether the units of a and b, where both state one, agree.
func SameUnit(a, b Quantity) bool {
	switch {
	case a.Unit == "" || b.Unit == "" || a.Unit == b.Unit:
		return true
	case localYuan(a, b) || localYuan(b, a):
		return true
	}
	return atSea(a, b) || atSea(b, a) || dollarsOf(a, b) || dollarsOf(b, a)
}

// atSea reports whether a is so many miles, which at sea are those of b.
func atSea(a, b Quantity) bool { return a.Unit == "mile" && b.Unit == "nmile" }

// localYuan reports whether a is so many 元, which in Taiwan and Hong Kong are
// those of the place.
func localYuan(a, b Quantity) bool {
	return a.Unit == "CNY" && strings.HasSuffix(a.Text, "元") && (b.Unit == "TWD" || b.Unit == "HKD")
}

// stated names the unit of a quantity; percent and percentage points are units
// of shares. "" = none.
func stated(q Quantity) string {
	if q.Family() == Shares {
		return string(q.Kind)
	}
	return q.Unit
}

// StatesSame reports whether the units of a and b, where both state one, agree,
// percent and percentage points told apart.
func StatesSame(a, b Quantity) bool {
	if a.Family() == Shares && b.Family() == Shares {
		return a.Kind == b.Kind
	}
	return SameUnit(a, b)
}

// dimension is what the unit of a quantity measures, "" for none.
func dimension(q Quantity) string {
	if q.Family() == Shares {
		return "share"
	}
	return Dimension(q.Unit)
}

// UnitsConflict reports whether two quantities state units of one dimension
// that cannot mean the same amount: 200 miles and 200 km.
func UnitsConflict(a, b Quantity) bool {
	d := dimension(a)
	return d != "" && d == dimension(b) && !StatesSame(a, b) && !Converts(a, b)
}

// OtherUnit returns the last quantity of list that has x's value but another
// unit of the same dimension; nil if there is none, or if one there has both.
func OtherUnit(x Quantity, list []Quantity) (found *Quantity) {
	d := dimension(x)
	if d == "" {
		return nil
	}
	for j := range list {
		y := &list[j]
		if stated(*y) == "" || !Same(x, *y) && !Touch(x, *y) {
			continue
		}
		if StatesSame(x, *y) || Converts(x, *y) {
			return nil
		}
		if dimension(*y) == d {
			found = y
		}
	}
	return found
}

// Arbiter is the third text's word on two quantities of one value with different
// units: the first quantity of list with that value and the unit of one of them.
// ofX says whose; nil = the third text does not say.
func Arbiter(x, y Quantity, list []Quantity) (z *Quantity, ofX bool) {
	for k := range list {
		z := &list[k]
		switch {
		case stated(*z) == "" || !Same(*z, x) && !Same(*z, y):
		case StatesSame(*z, x):
			return z, true
		case StatesSame(*z, y):
			return z, false
		}
	}
	return nil, false
}

// otherDollars are the currencies of that name but that of the United States.
var otherDollars = list.Set(`AUD CAD HKD NZD SGD TWD`)

// BareDollars reports whether a quantity is of dollars that do not say whose.
func BareDollars(q Quantity) bool {
	return q.Unit == "USD" && (strings.HasPrefix(q.Text, "$") || strings.HasSuffix(q.Text, "dollars")) && !strings.Contains(q.Text, "U")
}

// OtherDollars reports whether a quantity is of dollars of another place than the United
// States.
func OtherDollars(q Quantity) bool { return otherDollars[q.Unit] }

// dollarsOf reports whether a is of dollars and b of those of some place, which a
// translation says where the English does not. The dollars of Hong Kong and Taiwan may as
// well be what a translator there took them for.
func dollarsOf(a, b Quantity) bool {
	return BareDollars(a) && OtherDollars(b) && b.Unit != "HKD" && b.Unit != "TWD"
}
