package align

// params are the numbers that the model is tuned by. All costs are in nats.
type params struct {
	maxSide, maxSum int // largest bead: segments on one side, on both

	dictTotal, dictSlack float32 // probability mass that the dictionary gives to all translations of a type
	partShare, charShare float32 // weight of the meanings of words and characters inside a word
	gain                 float64 // weight of the translation gain
	nullLength           float64 // tokens added to a bead's length when probabilities are spread over it
	meaning              float64 // gain for each standard deviation of closeness and segment of the smaller side, with embeddings

	length     float64 // weight of the length cost
	lengthTail float64 // degrees of freedom of the length cost
	lengthBase float64 // constant part of the length variance, in characters²

	oneToOne  float64 // share of 1:1 beads before anything is known
	both      float64 // how much rarer a bead is for each further segment that both sides have
	skip      float64 // cost of leaving a segment alone
	skipMore  float64 // and the next one after it
	priorMass float64 // pseudo-counts of the prior

	ibmTotal                             float32
	ibmCount                             float32 // discount of a learnt pair's count
	ibmKappa                             float32 // count at which a learnt pair is half believed
	ibmRounds                            int
	memoryTotal, memoryKappa             float32 // as ibmTotal and ibmKappa, for the project's memory
	band, bandWindow                     int     // columns and rows searched beside the path of the pass before
	firstSide                            int     // largest side of a bead in the first pass
	gridCells                            int     // a grid of up to so many cells is searched whole
	chainWidth, chainMargin, chainWindow int     // columns beside the line between two points of the chain; columns and rows beside the chain
	passes                               int
	heat, worth                          float64 // of the final choice: what scores are divided by; what a bead must be worth
	liveChance                           float64 // logarithm of the chance below which a position is not looked at with three versions

	// three versions
	gain3, length3 float64    // weights of gain and length when three versions are searched
	pairWeight     [3]float64 // of the pairs, in the order of Pairs
	alone          float64    // cost of a segment that no other version has
	shortAlone     float64    // how much less the shortest costs
	shortLine      float64    // Chinese characters from which on a segment is not short
	missing        float64    // cost of a unit that one version lacks
	uneven         float64    // cost of a unit whose versions have different numbers of segments
	split          float64    // and for each segment more or less
	joint          float64    // cost of each segment beyond the first that all versions have
	outside        float64    // cost of a pair of texts that lies outside its band
	maxOps         int
	heat3, worth3  float64 // as heat and worth, for three versions
}

func defaults() *params {
	return &params{
		maxSide: 6, maxSum: 8,
		dictTotal: 0.5, dictSlack: 0.86, partShare: 0.34, charShare: .2,
		gain: .5, nullLength: 1.15, meaning: 3,
		length: 2.4, lengthTail: 8, lengthBase: 20,
		oneToOne: .9, both: .1, skip: 3.4, skipMore: 2, priorMass: 43,
		ibmTotal: .5, ibmCount: 0.85, ibmKappa: 2.3, ibmRounds: 4, memoryTotal: .25, memoryKappa: 2,
		band: 6, bandWindow: 4, firstSide: 5, gridCells: 8000, chainWidth: 120, chainMargin: 7, chainWindow: 6, passes: 2, heat: 1.6, worth: .2, liveChance: -10,
		gain3: .7, length3: 1.5, pairWeight: [3]float64{.82, .82, 2.5}, alone: 8.5, shortAlone: 2, shortLine: 24, missing: 7.5, uneven: 4, split: 4.5, joint: 7.5, outside: 12, maxOps: 6, heat3: 2, worth3: .3,
	}
}

// paramsFor returns the numbers for a level. Without a dictionary the document
// has to teach itself its words, which takes a pass more.
func paramsFor(level Level, dictionary bool) *params {
	p := defaults()
	if level == BySentence {
		p.oneToOne, p.both, p.skip, p.skipMore = .6, .31, 7, 1.5
		p.length, p.lengthTail, p.lengthBase = 1, 16, 23
		p.heat, p.worth = 2.5, .3
		p.gain3, p.length3, p.pairWeight[2] = .5, 1, .6
		p.alone, p.shortAlone, p.missing, p.uneven, p.split, p.joint, p.maxOps = 10, 0, 9, 1, .6, .8, 12
	}
	if !dictionary {
		p.passes = 3
	}
	return p
}
