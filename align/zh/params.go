package zh

import "triptych/align/fit"

// Numbers lists the numbers of the package that were chosen, for `triptych tune`.
// They work when a set of characters is first asked for.
func Numbers() []fit.Number { return fit.Of("zh", &fitted) }

type params struct {
	mostly mostlyParams `set:"chosen" date:"2026-11-25"`
}

// mostlyParams say when a character belongs mostly to the other script.
type mostlyParams struct {
	// share is how often the phrases of a script may have a character at most,
	// in proportion to the form that it stands for: 万 in 万俟 against 萬.
	share float64
	// count is how often they must have that form, so that the proportion says
	// something.
	count int
}

var fitted = params{mostly: mostlyParams{share: 0.08, count: 18}}
