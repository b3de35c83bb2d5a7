package quantity

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

// meetEnds pairs off the ranges of a with two numbers of b that are their ends:
// "from 40,000 to 300,000" with 从4万人增至30万人.
func meetEnds(a, b []Quantity, metA, metB []bool) {
	for i := range a {
		low, high, ok := a[i].Ends()
		if !ok || metA[i] {
			continue
		}
		from, to := Near(i, len(a), len(b))
		near := b[:to]
		l, h := firstSame(low, near, metB, from), -1
		if l >= 0 {
			h = firstSame(high, near, metB, l+1)
		}
		if h < 0 { // the other order: 增至30万人，原为4万人
			if h = firstSame(high, near, metB, from); h >= 0 {
				l = firstSame(low, near, metB, h+1)
			}
		}
		if l >= 0 && h >= 0 {
			metA[i], metB[l], metB[h] = true, true, true
		}
	}
}

// firstSame returns the first quantity of b, from start on, that is not met yet
// and can mean the same as q; -1 for none.
func firstSame(q Quantity, b []Quantity, met []bool, start int) int {
	for j := start; j < len(b); j++ {
		if !met[j] && b[j].Exact != Between && sameEnd(q, b[j]) {
			return j
		}
	}
	return -1
}

// sameEnd reports whether the end of a range and a quantity can mean the same:
// the ends of "between 1990 and 2000" are the years 1990年 and 2000年.
func sameEnd(end, q Quantity) bool {
	return Same(end, q) && (end.Family() == q.Family() || q.Family() == Dates)
}

// inEnds reports whether both ends of a range stand in b as numbers of their
// own, or one of them as the same end of another range: 10–20 against 10至30, 20.
func inEnds(q Quantity, b []Quantity) bool {
	low, high, ok := q.Ends()
	if !ok {
		return false
	}
	hasLow, hasHigh := false, false
	for i := range b {
		hasLow = hasLow || sameEnd(low, b[i]) || b[i].Value == q.Value
		hasHigh = hasHigh || sameEnd(high, b[i]) || b[i].Value == q.High || b[i].High == q.High
	}
	return hasLow && hasHigh
}

// endOf reports whether q is an end of the range r.
func endOf(q, r Quantity) bool {
	low, high, ok := r.Ends()
	return ok && q.Exact != Between && (sameEnd(low, q) || sameEnd(high, q))
}

// Touch reports whether one of two quantities is an end of the other, a range:
// 20 and "10 to 20".
func Touch(x, y Quantity) bool { return endOf(x, y) || endOf(y, x) }
