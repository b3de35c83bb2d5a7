package quantity

import "triptych/align/fit"

// Numbers lists the numbers of the package that were chosen, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("quantity", &fitted) }

// params holds the tolerances and limits of reading and comparing. What a number
// is by definition (twelve months, 0.3048 m to the foot) stands where it is used.
type params struct {
	reading  readingParams  `set:"chosen" date:"2026-11-24"`
	same     sameParams     `set:"chosen" date:"2026-11-25"`
	contrast contrastParams `set:"chosen" date:"2026-11-24"`
	near     nearParams     `set:"chosen" date:"2026-11-28"`
}

// nearParams bound how much of a very long list is looked through.
type nearParams struct {
	// all is how many quantities, or sentences, are looked through wherever they
	// stand: more than any paragraph or page has.
	all int `min:"1"`
	// reach is how many are looked at before and behind the place in longer lists.
	reach int `min:"1"`
}

// readingParams belong to the grammars.
type readingParams struct {
	// yearFrom and yearTo bound the plain numbers that are most likely years,
	// the second one excluded: 1949, 2022.
	yearFrom float64
	yearTo   float64
	// small is the largest number in words that a good translation often
	// leaves out or turns round: "two of them", 三者.
	small float64
	// power is from how many 度 on they are kilowatt-hours and no degrees.
	power float64
	// reach is how far before a number 最多 and 至少 are looked for, in runes:
	// 最多同时容纳30人 has them six before.
	reach int `min:"1"`
}

// sameParams say how far two values of one meaning may be apart.
type sameParams struct {
	// share is the relative distance of a percentage and a fraction: 33% is a
	// third. So may two measures be of one system, where one of them is not meant
	// exactly: "about 1.5 days" and 36小时.
	share float64
	// tenths is that of a percentage said in tenths and a fraction, in percent:
	// 三成 is a third.
	tenths float64
	// dozen is the part of a value that one in dozens may be off.
	dozen float64
	// rounded is the largest part of a value that "about" may be off.
	rounded float64
	// across is the relative distance of a measure and its rounded value in
	// another system: 60 miles and 97 km.
	across float64
	// degrees is the distance of rounded temperatures, in degrees Fahrenheit.
	degrees float64
}

// contrastParams say what may have been changed into what.
type contrastParams struct {
	// place is the number from which nothing is taken for a place in a
	// sequence: nobody writes 第1000条 for "1,000 articles".
	place float64
	// often is the number from which nothing is taken for how often something
	// was done.
	often float64
	// tenfold is the relative distance from a power of ten that two values may
	// keep and still be a zero apart.
	tenfold float64
	// kindAlike and wordsAlike are what it counts in favour of a pair of numbers
	// that they have one kind, and are both in words or digits.
	kindAlike  int
	wordsAlike int
}

var fitted = params{
	near:     nearParams{all: 512, reach: 128},
	reading:  readingParams{yearFrom: 1000, yearTo: 2200, small: 12, power: 1000, reach: 6},
	same:     sameParams{dozen: .2, share: 0.02, tenths: 4, rounded: 0.1, across: 0.08, degrees: 1.5},
	contrast: contrastParams{place: 1000, often: 100, tenfold: 0.0001, kindAlike: 4, wordsAlike: 1},
}

// likeYear reports whether a number in digits is most likely a year.
func likeYear(v float64) bool { return v >= fitted.reading.yearFrom && v < fitted.reading.yearTo }
