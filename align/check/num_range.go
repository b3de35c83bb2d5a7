package check

// numRange: an end of a range of numbers differs.
var numRange = Rule{
	ID: "num.range", Severity: Error, Version: 3,
	Needs: Pair,
	Find:  findClashes,
}
