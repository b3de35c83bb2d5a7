package check

var numRatio = Rule{
	ID: "num.ratio", Name: "Multiple differs", Severity: Warning, Version: 1,
	Description: "A multiple or a fraction differs: sevenfold, 七倍, a third.",
	Needs:       Pair,
	Find:        findClashes,
}
