package check

// numUnit: the same number is followed by another unit or currency.
var numUnit = Rule{
	ID: "num.unit", Severity: Error, Version: 5,
	Needs: Pair,
	Find:  findClashes,
}
