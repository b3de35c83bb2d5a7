package check

// numDate: a date has another year, month or day in another version.
var numDate = Rule{
	ID: "num.date", Severity: Error, Version: 4,
	Needs: Pair,
	Find:  findClashes,
}
