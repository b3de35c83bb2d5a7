package check

// numOrdinal: the place in a sequence differs: the third, 第三.
var numOrdinal = Rule{
	ID: "num.ordinal", Severity: Warning, Version: 3,
	Needs: Pair,
	Find:  findClashes,
}
