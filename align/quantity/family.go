package quantity

// Family groups the kinds of quantities that can contradict each other: a count
// is never the wrong version of a weekday.
type Family uint8

// The families. All that counts, measures or orders is one: "three times" may
// have become 第三次.
const (
	Counts Family = iota
	Shares        // percentages and percentage points
	Dates
	Times
	Weekdays
	Names
)

// Family is the family of the quantity's kind.
func (q Quantity) Family() Family {
	switch q.Kind {
	case Percent, Points:
		return Shares
	case Date:
		return Dates
	case Time:
		return Times
	case Weekday:
		return Weekdays
	case Name:
		return Names
	}
	return Counts
}

// LikeYear reports whether a bare number may be a year, which only its context shows:
// "shared a prize in 1926".
func LikeYear(q Quantity) bool { return q.Kind == Number && q.Unit == "" && likeYear(q.Value) }
