package align

import "triptych/align/fit"

// Numbers lists every fitted number of the aligner, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("align", &fitted) }

// params holds every number of the aligner that was fitted on texts or chosen
// by judgement. Costs and gains are in nats, the logarithms of likelihoods, so
// that all of them can be added. What is only a bound on memory, or follows
// from a definition, stands as a constant where it is used.
type params struct {
	// paragraphs holds what differs by what is lined up, for the sentences that
	// make up paragraphs: there whole paragraphs are missing or put in.
	paragraphs levelParams `set:"trilingual,half,oped" date:"2026-11-29"`
	// sentences holds it for sentences alone, which are left out one by one.
	sentences levelParams `set:"mac-dev,news" date:"2026-11-29"`
	// gains says what a bead is worth.
	gains gainParams `set:"mac-dev,trilingual" date:"2026-11-29"`
	// shapes says how big a bead may be and how rare each size is.
	shapes shapeParams `set:"mac-dev,trilingual" date:"2026-11-24"`
	// translation is what is known of the lengths of English and Chinese text
	// before any bead was found.
	translation lengthParams `set:"mac-dev,trilingual" date:"2026-11-24"`
	// chinese is the same of text in the two scripts.
	chinese lengthParams `set:"trilingual" date:"2026-11-24"`
	// latinWeight is what a Latin letter counts for in Chinese text, where a
	// character says about as much as three letters: so names, code and passages
	// left in English weigh what they weigh in the English text. In characters.
	latinWeight float64 `set:"mac-dev,trilingual" date:"2026-11-24" min:"0.01"`
	// lengths says how the length model learns from the beads of a pass.
	lengths learnLengthParams `set:"chosen" date:"2026-11-24"`
	// words says how far the dictionary and the sound of names are believed.
	words wordParams `set:"mac-dev,trilingual" date:"2026-11-24"`
	// learning belongs to the word pairs that a document teaches itself.
	learning learnParams `set:"mac-dev,trilingual" date:"2026-11-24"`
	// chain says where the first pass searches a long document.
	chain chainParams `set:"chosen" date:"2026-11-24"`
	// search says how wide and how often is searched.
	search searchParams `set:"mac-dev,trilingual" date:"2026-11-24"`
	// three belongs to the search over three versions at once.
	three threeParams `set:"trilingual" date:"2026-11-24"`
	// trust turns chances into the confidence that people see.
	trust trustParams `date:"2026-11-24"`
	// reasons says which words and lengths are named as reasons.
	reasons reasonParams `set:"chosen" date:"2026-11-24"`
	// renewal compares an old with a new text of one version.
	renewal renewalParams `set:"chosen" date:"2026-11-24"`
	// talk says how far behind a quotation its speaker may be named.
	talk talkParams `set:"chosen" date:"2026-11-24"`
}

// levelParams are the numbers of one level of segments.
type levelParams struct {
	length     float64 // weight of the length cost beside the gain, which has gains.weight
	lengthTail float64 `min:"0.5"` // degrees of freedom of the length cost (Student's t): fewer forgive odd lengths more
	lengthBase float64 `min:"0.1"` // constant part of the length variance, in characters²

	oneToOne float64 `min:"0.01" max:"0.99"` // share of 1:1 beads before anything is known of the document
	both     float64 `min:"0.001" max:"1"`   // how much rarer a bead is for each further segment that both sides have, as a factor
	skip     float64 // cost of leaving a segment alone, where the one before it is not, in nats
	skipMore float64 // cost of leaving the next one alone too, in nats
	heat     float64 `min:"0.1"` // what scores are divided by before chances are summed, as their evidence is not independent
	worth    float64 // chance that a bead must bring to the path to be worth its place

	// The rest belongs to the search over three versions.
	gain3       float64    // weight of the gain there
	length3     float64    // weight of the length cost there
	pairWeight  [3]float64 // weight of each pair's score, in the order of Pairs
	onlyPair    float64    // the same where a document has two versions
	alone       float64    // cost of a segment that no other version has, in nats
	shortAlone  float64    // how much less that is for a segment of no length, in nats
	aloneMore   float64    // cost of the next one after it, in nats
	missing     float64    // cost of a unit that one version lacks, in nats
	missingMore float64    // cost of the next one after it that lacks the same, in nats
	uneven      float64    // cost of a unit whose versions have different numbers of segments, in nats
	split       float64    // cost of each segment that a version has more than the one with least, in nats
	joint       float64    // cost of each segment beyond the first that all versions have, in nats
	heat3       float64    `min:"0.1"` // as heat
	worth3      float64    // as worth
	edge        float64    // cost of the edge of a paragraph that the other versions do not have there, in nats
	within      float64    // cost of a bead that lacks a version and begins inside a paragraph, in nats
	inner       float64    // cost of an edge inside a bead, in nats
	innerOne    float64    // the same where one version alone has it in one paragraph and one has none of it
	edgeWorth   float64    // chance from which on paragraphs are parted where all versions have an edge
	beadShare   float64    // what a bead of sentences counts for beside the edges, when a path is chosen
	maxOps      int        `min:"1" max:"24"` // most of those segments, the joint ones counted twice
}

// gainParams say what it is worth that words explain each other.
type gainParams struct {
	weight     float64 // weight of the translation gain with two versions
	nullLength float64 `min:"0.01"` // tokens added to a bead's length when probabilities are spread over it, so that tiny beads gain little
	meaning    float64 // gain for each standard deviation of closeness and each segment of the smaller side, with embeddings, in nats
	far        float64 // lowest closeness that counts, in standard deviations: how far unlikeness may speak against a bead
	countBase  float32 // added to each type's count for its background probability
	tokensBase float32 // added to all tokens for the same, so that a short text makes no word look frequent
}

// shapeParams are the sizes of beads and how their frequencies are guessed.
type shapeParams struct {
	maxSide int     `min:"1" max:"15"`   // largest number of segments on one side of a bead
	maxSum  int     `min:"2" max:"30"`   // and on both sides together
	uneven  float64 `min:"0.01" max:"1"` // share of 1:2 and 2:1 beads among those that are not 1:1
	more    float64 `min:"0.01" max:"1"` // how much rarer a bead is for each further segment, as a factor
	mass    float64 `min:"0.1"`          // beads that the guess counts for beside those found
}

// lengthParams are the guess at how two lengths go together, and its bounds.
type lengthParams struct {
	ratio    float64 `min:"0.01"` // characters of the second text for one of the first, where a text is empty
	variance float64 `min:"0.01"` // of the second length, for each character expected
	low      float64 `min:"0.01"` // smallest ratio that is believed: a text of which half is missing must not pass for terse
	high     float64 `min:"0.01"` // largest ratio that is believed
}

// learnLengthParams are how strongly beads move the length model.
type learnLengthParams struct {
	ratioMass    float64 `min:"1"`   // characters that the guess at the ratio counts for
	varianceMass float64 `min:"1"`   // beads that the guess at the variance counts for
	varianceBase float64 `min:"0.1"` // characters added to a bead's length when its variance is measured
	clip         float64 `min:"0.1"` // times the variance so far that one bead may count for at most
}

// wordParams are what links of words weigh, 0 to 1.
type wordParams struct {
	dictTotal    float32 // probability mass that the dictionary gives to all translations of a type
	dictSlack    float32 `min:"0.01"` // weight added to a type's sum, so that one that few things speak for keeps less than the mass
	partShare    float32 // weight of the meanings of words inside a word of three characters or more
	charShare    float32 // weight of the meanings of single characters inside a word
	nameShare    float32 // weight of a name that sounds like the characters in pinyin
	syllables    int     `min:"1"` // most syllables of a name in pinyin, and characters of a word that may be one
	shortName    int     // letters from which on a name of one syllable counts though it is an English word ("Chang", not "he")
	likeShare    float32 // weight of two Chinese words that share all their characters
	likeFrequent int     // words that may have a character for it to make words alike
}

// learnParams belong to IBM model 1 and to the project's memory.
type learnParams struct {
	total        float32 // probability mass that learnt pairs give to all translations of a type
	discount     float32 // taken off a learnt pair's count, as one bead's own doing
	kappa        float32 `min:"0.01"` // count at which a learnt pair is half believed
	rounds       int     `min:"1"`    // rounds of training on a document
	memoryTotal  float32 // as total, for the pairs of the project's memory
	memoryKappa  float32 `min:"0.01"`   // as kappa, for the memory
	memoryRounds int     `min:"1"`      // as rounds, when the memory learns approved units
	maxSum       int     `min:"2"`      // segments of a bead, both sides together, up to which it is trained on
	start        float32 `min:"0.0001"` // probability that any pair of a bead starts from
	smooth       float32 // added to a source's count: what was seen seldom is believed less
	least        float32 // expected count below which a pair is forgotten
	null         float32 `min:"0.000001"` // chance that nothing in the bead gave rise to a token
}

// chainParams belong to the first band of a long document.
type chainParams struct {
	gridCells int // a grid of up to so many cells is searched whole
	sparse    int `min:"1"` // the chain is too thin when it has fewer points than one in so many segments
	sparseMay int // and then a grid of up to so many times gridCells is searched whole
	rareWord  int `min:"1"` // segments up to which a word counts wherever it stands
	often     int `min:"1"` // more frequent words count where they stand in at most one of so many segments
	near      int // segments on either side of the diagonal that a rare word counts in
	nearOften int // and a more frequent one
	width     int // columns on either side of the line between two points of the chain
	margin    int // columns searched beside the chain
	window    int // rows over which the chain may bend
}

// searchParams say how much is searched.
type searchParams struct {
	firstSide   int     `min:"1" max:"15"`                        // largest side of a bead in the first pass
	passes      int     `min:"1" max:"6"`                         // passes with a dictionary
	passesAlone int     `min:"1" max:"6"`                         // passes without one, when a document has to teach itself its words
	band        int     `min:"1"`                                 // columns searched beside the path of the pass before
	bandAlone   int     `min:"1" set:"mac-dev" date:"2026-11-29"` // the same without a dictionary
	bandWindow  int     // rows over which that path may bend
	wider       int     `min:"1" set:"chosen" date:"2026-11-29"` // times the cells of its band that a pair may be searched in once more
	hopeless    float64 `max:"-1"`                               // logarithm of the chance below which a position is not pursued
	liveChance  float64 `max:"-1"`                               // logarithm of the chance below which a position is not looked at with three versions
}

// threeParams are the same at both levels.
type threeParams struct {
	shortLine float64 `min:"1"` // Chinese characters from which on a segment is not short
	outside   float64 // cost of a pair of texts that lies outside its band, in nats
}

// trustParams are four logistic functions, and the caps of what goes into them.
// In the fit each set of texts counted by the square root of its units, and
// texts half translated four times that.
type trustParams struct {
	three          trustWeights `set:"trilingual,half,oped,news" date:"2026-11-29"` // for paragraphs of three versions
	threeSentences trustWeights `set:"news" date:"2026-11-29"`                      // for sentences of three versions
	paragraphs     trustWeights `set:"trilingual,half,oped" date:"2026-11-29"`      // for paragraphs of two versions
	sentences      trustWeights `set:"mac-dev,news" date:"2026-11-29"`              // for sentences of two versions

	lowChance  float64 `set:"chosen"`         // lowest logit of a chance that counts
	highChance float64 `set:"chosen"`         // highest logit of a chance that counts
	gainTokens float64 `set:"chosen" min:"0"` // tokens added to a pair's when its gain is spread over them
	gainCap    float64 `set:"chosen"`         // highest gain for each token that counts, in nats
	lengthCap  float64 `set:"chosen"`         // highest length cost that counts, in nats
}

// trustWeights are the weights of one logistic function, in logits for one
// unit of the feature (see features).
type trustWeights struct {
	base   float64 // of a unit without any feature
	chance float64 // for the logit of the chance that the search gave
	near   float64 // for the lowest of that logit and those of the two neighbours
	uneven float64 // when the versions have different numbers of segments
	absent float64 // for each version without text
	odd    float64 // when a neighbour is uneven or has other versions
	gain   float64 // for the gain for each token of the weakest pair
	length float64 // for the square root of the length cost of the worst pair
	joint  float64 // for each segment beyond the first in the smallest side
}

// reasonParams say what is worth telling people.
type reasonParams struct {
	telling float32 // gain from which on a pair of words is a reason, in nats
	words   int     `min:"1"` // most words that are named
	values  int     `min:"1"` // most numbers that are named
	alike   float64 // length cost below which lengths go together, in nats
}

// renewalParams belong to Reanchor.
type renewalParams struct {
	enough     float64 // likeness from which on two texts are one and the same, edited; 0 to 1
	moved      float64 // likeness from which on a text that went and one that came are the same
	refrain    int     `min:"2"` // places up to which a text is looked for at all of them
	sharedWord int     `min:"1"` // segments up to which a word shows where a text may have gone
	longText   int     `min:"1"` // bytes from which on a text weighs no more in the chain
	textUnit   float32 `min:"1"` // bytes that weigh as much as the text does by being there at all
}

// talkParams belong to the splitting of sentences.
type talkParams struct {
	speaker int // most Chinese characters between a quotation and the verb of saying: “走吧。”张爷爷笑着说
	work    int `set:"chosen" date:"2026-11-28"` // most characters between an end mark inside the title of a work and the mark that closes it
}

var fitted = params{
	paragraphs: levelParams{
		length: 1, lengthTail: 16, lengthBase: 23,
		oneToOne: .6, both: .31, skip: 7, skipMore: 1.5, heat: 2.5, worth: .3,
		gain3: .5, length3: 1.3, pairWeight: [3]float64{.82, .82, .78}, onlyPair: 1.2,
		alone: 7.6, aloneMore: 1, shortAlone: 0, missing: 9, missingMore: 1, uneven: 1, split: .6, joint: .8, heat3: 2, worth3: .3, edge: 6.5, within: 0, inner: 5, innerOne: 10, edgeWorth: .3, beadShare: .05, maxOps: 6,
	},
	sentences: levelParams{
		length: 1, lengthTail: 16, lengthBase: 23,
		oneToOne: .6, both: .31, skip: 7, skipMore: 1.5, heat: 2.8, worth: .3,
		gain3: .35, length3: 1, pairWeight: [3]float64{.82, .82, .6}, onlyPair: .82,
		alone: 10, aloneMore: 10, shortAlone: 0, missing: .52, missingMore: 9, uneven: 1, split: .66, joint: .68, heat3: 2, worth3: .21, maxOps: 6,
	},
	gains:       gainParams{weight: .6, nullLength: 1.15, meaning: 3, far: -1, countBase: .5, tokensBase: 50},
	shapes:      shapeParams{maxSide: 6, maxSum: 8, uneven: .8, more: .30, mass: 43},
	translation: lengthParams{ratio: .33, variance: 1, low: .27, high: .42},
	chinese:     lengthParams{ratio: 1, variance: .3, low: .7, high: 1.4},
	latinWeight: .36,
	lengths:     learnLengthParams{ratioMass: 200, varianceMass: 10, varianceBase: 5, clip: 9},
	words: wordParams{
		dictTotal: .5, dictSlack: .86, partShare: .34, charShare: .2,
		nameShare: .8, syllables: 4, shortName: 4, likeShare: .5, likeFrequent: 60,
	},
	learning: learnParams{
		total: .5, discount: .85, kappa: 2.3, rounds: 4, memoryTotal: .25, memoryKappa: 2, memoryRounds: 6,
		maxSum: 6, start: .01, smooth: .5, least: .05, null: 1e-3,
	},
	chain: chainParams{
		gridCells: 8000, sparse: 20, sparseMay: 100, rareWord: 12, often: 40, near: 3, nearOften: 1,
		width: 120, margin: 4, window: 4,
	},
	search: searchParams{firstSide: 5, passes: 2, passesAlone: 3, band: 3, bandAlone: 10, bandWindow: 2, wider: 6, hopeless: -18, liveChance: -10},
	three:  threeParams{shortLine: 24, outside: 12},
	trust: trustParams{
		three:          trustWeights{base: .32, chance: 1.58, near: -.67, uneven: -2.16, absent: .06, odd: .34, gain: .97, length: -.48, joint: -1.29},
		threeSentences: trustWeights{base: 4, chance: 1.1, near: -.18, uneven: -1.08, absent: -1.64, odd: -1.05, gain: 1.01, length: -.62, joint: -.94},
		paragraphs:     trustWeights{base: 2.83, chance: 0, near: .13, uneven: -1.47, absent: .39, odd: -1.98, gain: 2.75, length: .6, joint: -2.49},
		sentences:      trustWeights{base: 2.1, chance: .98, near: .36, uneven: -.16, absent: -.69, odd: .11, gain: -.13, length: -.77, joint: -1.08},
		lowChance:      -4, highChance: 8, gainTokens: 4, gainCap: 2, lengthCap: 8,
	},
	reasons: reasonParams{telling: .35, words: 5, values: 4, alike: 1},
	renewal: renewalParams{enough: .3, moved: .6, refrain: 8, sharedWord: 8, longText: 200, textUnit: 100},
	talk:    talkParams{speaker: 6, work: 30},
}

// forLevel returns the numbers of a level; "" is paragraphs.
func forLevel(l Level) *levelParams {
	if l == BySentence {
		return &fitted.sentences
	}
	return &fitted.paragraphs
}
