package check

// numPercent: a percentage has another value in another version.
var numPercent = Rule{
	ID: "num.percent", Severity: Error, Version: 3,
	Needs: Pair,
	Find:  findClashes,
}
