package check

import "triptych/align/fit"

// Numbers lists the fitted numbers of the checks, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("check", &fitted) }

// params holds the numbers of the checks that were fitted on texts or chosen by
// judgement.
type params struct {
	// omission gives the odds that a stretch which both other versions have
	// was left out.
	omission omission `set:"drift" date:"2026-11-25"`
	// addition gives the odds that a stretch which neither other version has
	// was put in.
	addition addition `set:"drift" date:"2026-11-25"`
	// lone gives the odds that a stretch which the only other version has not
	// was left out there.
	lone loneLapse `set:"drift" date:"2026-11-25"`
}

// omission is a logistic fit over what two versions say of a stretch that the
// third seems to lack. As a value of params its fields are weights, in nats for
// one unit of the measure; in omission.odds the other one has the measures. Of
// the two versions "most" is the one that says more, "least" the other.
type omission struct {
	base         float64 // the odds without any measure; as a measure 1
	unmetMost    float64 // square root of the nats by which words of the stretch are unmet, of the version where that is most
	unmetLeast   float64 // nats by which they are unmet, of the other
	unmetShare   float64 // nats for each word, of the version where that is most
	witnessMost  float64 // square root of the nats by which the words are in the other version too
	witnessLeast float64 // those nats, where they are fewer
	clausesLeast float64 // ends of the stretch where a clause ends too, 0 to 2, where they are fewer
	clausesMost  float64 // and where they are more
	whole        float64 // 1 when nearly all its ends are ends of sentences and the version has fewer sentences
	shortLeast   float64 // nats by which the lengths of the cells speak for it, of the version where that is least
	shortMost    float64 // and where it is most
	fewer        float64 // sentences by which the version is short, -1 to 1
	uncovered    float64 // share of its pairs of characters that the other Chinese version has not, times the logarithm of its words
	words        float64 // logarithm of its words, where they are more
	values       float64 // numbers in it that the version says nowhere
	names        float64 // names in it that the version says nowhere
}

// addition is the same for a stretch that one version has for itself.
type addition struct {
	base    float64 // as in omission
	words   float64 // logarithm of its words
	witness float64 // square root of the nats by which the third version has not its words either
	unmet   float64 // square root of the nats by which both others have not
	ends    float64 // ends of the stretch where a sentence ends too, 0 to 2
	whole   float64 // 1 when it is whole sentences and the version has more sentences than either other one
	short   float64 // nats by which the lengths of the cells speak for it, of the pair where that is least
	second  float64 // the same of the pair with the third version
	more    float64 // sentences that the version has more than the shorter other one, -1 to 1
	values  float64 // as in omission
	names   float64 // as in omission
}

// loneLapse is the same with two versions, where no third bears witness.
type loneLapse struct {
	base      float64 // as in omission
	words     float64 // logarithm of its words
	unmet     float64 // square root of the nats by which its words are unmet
	each      float64 // those nats for each word
	ends      float64 // ends of the stretch where a sentence ends too, 0 to 2
	clauses   float64 // and where a clause does
	whole     float64 // 1 when it is whole sentences and the version has fewer of them
	short     float64 // nats by which the lengths of the cells speak for it
	fewer     float64 // as in omission
	uncovered float64 // as in omission
	share     float64 // share of the words of the cell: what is nearly all of it is something else
}

var fitted = params{
	omission: omission{
		base: -9.47, unmetMost: .19, unmetLeast: .19, unmetShare: .62, witnessMost: .22, witnessLeast: .08,
		clausesLeast: .88, clausesMost: 1.32, whole: .63, shortLeast: 1.57, shortMost: 3.11, fewer: .98,
		uncovered: 1.57, words: 1, values: 2.51, names: .47,
	},
	addition: addition{
		base: -9.08, words: 1.96, witness: .69, unmet: 1.26, ends: 1.52, whole: 1.88, short: 2.07, second: 2.38,
		more: 1.59, values: 1.93, names: 1.36,
	},
	lone: loneLapse{
		base: -6.66, words: 1.34, unmet: 1.26, each: .32, ends: .36, clauses: 1.10, whole: 1.64, short: 3.38,
		fewer: .82, uncovered: .24, share: -.84,
	},
}
