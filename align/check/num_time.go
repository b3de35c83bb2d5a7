package check

var numTime = Rule{
	ID: "num.time", Name: "Time differs", Severity: Error, Version: 1,
	Description: "A time of day differs.",
	Needs:       Pair,
	Find:        findClashes,
}
