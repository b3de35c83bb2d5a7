package check

var numDate = Rule{
	ID: "num.date", Name: "Date differs", Severity: Error, Version: 1,
	Description: "A date has another year, month or day in another version.",
	Needs:       Pair,
	Find:        findClashes,
}
