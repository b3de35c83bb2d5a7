package check

var numValue = Rule{
	ID: "num.value", Name: "Number differs", Severity: Error, Version: 1,
	Description: "A number has another value in another version.",
	Needs:       Pair,
	Find:        findClashes,
}
