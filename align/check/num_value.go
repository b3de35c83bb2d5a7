package check

// numValue: a number has another value in another version.
var numValue = Rule{
	ID: "num.value", Severity: Error, Version: 10,
	Needs: Pair,
	Find:  findClashes,
}
