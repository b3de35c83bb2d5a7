package pen

// params hold what it takes to find a slip.
type params struct {
	// meaning is the share of a word's meaning from which on an English word is said by it,
	// where there is no other Chinese version.
	meaning float64 `set:"chosen" date:"2026-11-29" min:"0" max:"1"`
	// term is how many words a term has at most; more are a run of English.
	term int `set:"chosen" date:"2026-11-29"`
	// word is how long a word is, in letters, that is taken for one alone.
	word int `set:"chosen" date:"2026-11-29"`
}

var fitted = params{meaning: .5, term: 3, word: 4}
