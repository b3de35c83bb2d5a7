package check

var numUnit = Rule{
	ID: "num.unit", Name: "Unit differs", Severity: Error, Version: 1,
	Description: "The same number is followed by another unit or currency.",
	Needs:       Pair,
	Find:        findClashes,
}
