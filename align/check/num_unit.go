package check

// numUnit: the same number is followed by another unit or currency.
var numUnit = Rule{
	ID: "num.unit", Severity: Error, Version: 4,
	Needs: Pair,
	Find:  findClashes,
}
