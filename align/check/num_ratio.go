package check

// numRatio: a multiple or a fraction differs: sevenfold, 七倍, a third.
var numRatio = Rule{
	ID: "num.ratio", Severity: Warning, Version: 5,
	Needs: Pair,
	Find:  findClashes,
}
