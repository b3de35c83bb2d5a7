package check

var numOrdinal = Rule{
	ID: "num.ordinal", Name: "Ordinal differs", Severity: Warning, Version: 1,
	Description: "The place in a sequence differs: the third, 第三.",
	Needs:       Pair,
	Find:        findClashes,
}
