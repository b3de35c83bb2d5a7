package check

var numPercent = Rule{
	ID: "num.percent", Name: "Percentage differs", Severity: Error, Version: 1,
	Description: "A percentage has another value in another version.",
	Needs:       Pair,
	Find:        findClashes,
}
