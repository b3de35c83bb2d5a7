package quantity

import "strings"

// Decimal reports whether a quantity is a bare number with decimals, in digits,
// which may be the version of a program: 3.20.
func (q Quantity) Decimal() bool {
	if q.Kind != Number || q.Unit != "" || q.Exact != Exact {
		return false
	}
	return strings.ContainsRune(q.Text, '.') && strings.Trim(q.Narrow(), "0123456789.") == ""
}

// Worth returns the first bare number of list with the value of q, nil for none.
func Worth(q Quantity, list []Quantity) *Quantity {
	for i := range list {
		if x := &list[i]; x.Kind == Number && x.Unit == "" && x.Value == q.Value {
			return x
		}
	}
	return nil
}

// Spelled returns the first number of list with the digits of q, nil for none:
// 3.20 is worth 3.2 but not spelled so.
func Spelled(q Quantity, list []Quantity) *Quantity {
	for i := range list {
		if x := &list[i]; x.Kind == Number && x.Narrow() == q.Narrow() {
			return x
		}
	}
	return nil
}

// Only returns the quantity of list with the family and value of q, if there is
// just one; nil when there is none, or more than one.
func Only(q Quantity, list []Quantity) (found *Quantity) {
	for i := range list {
		if x := &list[i]; x.Family() == q.Family() && x.Value == q.Value {
			if found != nil {
				return nil
			}
			found = x
		}
	}
	return found
}

// Bounds reports whether q says that its value is the least or the most.
func (q Quantity) Bounds() bool { return q.Exact == AtLeast || q.Exact == AtMost }
