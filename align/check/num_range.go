package check

var numRange = Rule{
	ID: "num.range", Name: "Range differs", Severity: Error, Version: 1,
	Description: "An end of a range of numbers differs.",
	Needs:       Pair,
	Find:        findClashes,
}
