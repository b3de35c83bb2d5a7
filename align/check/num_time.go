package check

// numTime: a time of day differs.
var numTime = Rule{
	ID: "num.time", Severity: Error, Version: 3,
	Needs: Pair,
	Find:  findClashes,
}
