package script

import "triptych/align/fit"

// Numbers lists the numbers of the package that were chosen, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("script", &fitted) }

type params struct {
	cost costs `set:"chosen" date:"2026-11-28"`
}

// costs say how unlikely a word is, about as minus the logarithm of its probability:
// a text is cut into the words whose sum is least.
type costs struct {
	// single is the cost of a character by itself; often that of one which often is a
	// word (的 在 被), plain that of a digit or numeral.
	single, often, plain float64
	// two, three and four are the costs of words of two, three, and four or more characters.
	two, three, four float64
	// latin is the cost of a word with Latin letters, which cost nothing by themselves.
	latin float64
	// family is taken off for each word that begins or ends with the word, by their
	// logarithm: a word that others are made of is common (发明 in 发明家).
	family float64
	// foreign is added for a phrase of the conversion that is no word of the
	// dictionary (被发).
	foreign float64
	// sure is how much more any other way to cut must cost where a form is certain.
	sure float64
}

var fitted = params{cost: costs{
	single: 11, often: 6.5, plain: 6.5, two: 11.5, three: 13, four: 14, latin: 1, family: 0.9, foreign: 4, sure: 3,
}}
