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

	lapse       lapseLimits `set:"drift" date:"2026-11-25"`
	stretch     stretching  `set:"drift" date:"2026-11-25"`
	length      lengthRatio `set:"drift" date:"2026-11-24"`
	apart       apartness   `set:"drift" date:"2026-11-25"`
	likeness    likeliness  `set:"trilingual" date:"2026-11-25"`
	order       straying    `set:"chosen" date:"2026-11-24"`
	dup         doubling    `set:"chosen" date:"2026-11-24"`
	tandem      stutter     `set:"chosen" date:"2026-11-25"`
	habit       habits      `set:"chosen" date:"2026-11-24"`
	region      regionality `set:"chosen" date:"2026-11-25"`
	arith       arithmetic  `set:"chosen" date:"2026-11-24"`
	spell       spelling    `set:"chosen" date:"2026-11-24"`
	boilerplate repeatLine  `set:"chosen" date:"2026-11-25"`
	opposite    opposing    `set:"chosen" date:"2026-11-29"`
	tiers       tiers       `set:"chosen" date:"2026-11-28"`
}

// opposing says which sentences of two versions are compared for opposites.
type opposing struct {
	evidence  float64 // nats, both ways, where there are several sentences
	sentences int     // how many at most, in either version
}

// tiers say from which probability on a finding is told how. The probabilities
// themselves come from odds.tsv.
type tiers struct {
	sure    float64 `min:"0" max:"1"` // from which it is shown without being asked for
	blocker float64 `min:"0" max:"1"` // below which nothing blocks
	unknown float64 `min:"0" max:"1"` // of a rule that nobody has judged findings of: it states what is plain to see
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

// lapseLimits say at which odds a missing or added sentence is told.
type lapseLimits struct {
	warning   float64 // logarithm of the odds from which it is a warning, where a third version bears witness
	two       float64 // the same where none does
	error     float64 // logarithm of the odds from which it is an error
	share     float64 `min:"0.01" max:"1"` // of the units of a free translation that may have a finding; others need better odds
	most      float64 // nats by which such a translation can raise the odds that are asked, at the most
	units     int     `min:"1"` // units below which a document says nothing of how free it is
	text      int     // runes above which a cell is not looked at: the time grows with their number
	short     float64 // nats above which the lengths say no more, either way
	shortLow  float64 // nats below which the better of two lengths says no more
	uncovered float64 // above which the share of characters says no more
	whole     float64 `min:"0" max:"1"` // of the characters of a stretch that its sibling has not, from which its own place is shown
}

// stretching says how the words are found that a version most likely lacks.
type stretching struct {
	end     float64 // nats for an end of the stretch where a sentence ends: what is left out is mostly whole sentences
	clause  float64 // nats where a clause ends
	whole   float64 // nats against a stretch that is all of the cell
	limit   int     `min:"1"` // words of a stretch, at the most
	witness float64 // weight of the third version's word beside that of the version which may lack it
	unsaid  float64 // nats by which a quantity that is said nowhere counts more than a word
	weak    float64 // of a quantity, for a small number in words
	part    float64 `min:"0" max:"0.99"` // of a cell that a stretch is taken to be, at the most, when lengths are compared
	width   float64 `min:"0.1"`          // spreads of the document by which lengths of single cells vary
	tail    float64 `min:"0.1"`          // characters of the length at which that is half as much again
	against float64 // nats by which lengths speak against a stretch, at the most
	toward  float64 // and for it
}

// lengthRatio says how long a translation is, and from where on it is unusual.
type lengthRatio struct {
	english     float64 // characters of the English below which lengths prove nothing
	han         float64 // likewise for Chinese against Chinese
	band        float64 // spreads from the middle from which a length is unusual
	prior       float64 `min:"0.1"`  // units of the document that the usual ratio weighs as much as
	ratio       float64 `min:"0.01"` // Chinese characters for one of the English, usually: texts have .20 to .45
	spread      float64 `min:"0.01"` // of its logarithm
	hanSpread   float64 `min:"0.01"` // of that of the two Chinese versions, which are about as long as each other
	spreadLeast float64 `min:"0.01"` // below which no document is taken to vary
	letter      float64 // a Latin letter in a Chinese text, in characters
	short       float64 `min:"0.1"` // characters of the text at which lengths vary half as much again
	odd         float64 // spreads within which two versions agree against the third
}

// apartness says when a version has nothing to do with the others. All but the
// last are nats.
type apartness struct {
	score     float64 // against two versions saying the same, both ways together
	together  float64 // what two versions have in common when a third may be no part of them
	outside   float64 // what a Chinese one lacks in common with each of them, in units too short for score
	english   float64 // and the English: a dictionary may fail on a few words, but two Chinese texts are easily alike
	likeBonus float64 // for Chinese versions that share at least likeShare of their pairs of characters
	likeShare float64 `min:"0" max:"1"` // see likeBonus
	words     int     // up to which one shared character is too much for texts that have nothing in common
}

// likeliness says how alike the two Chinese versions of a unit are, from 0 to 1,
// and what that says of a document.
type likeliness struct {
	letters    int     `min:"1"` // characters below which a unit says nothing
	same       float64 // from which words that differ are the region's, or the house's
	converted  float64 `min:"0" max:"1"` // of the units that must be the same where one version was made from the other
	middle     float64 // likeness that is expected of a document which is too short to say
	adapted    float64 // median from which a document's versions were made from each other and then adapted
	worded     float64 // of a unit, from which its differences in wording are shown
	comparable float64 // of a unit, from which it is compared character by character
	many       int     // differences that mean something, above which their number says no more
	nats       float64 // above which evidence for a word says no more
}

// straying says when a paragraph stands in another place of a version.
type straying struct {
	evidence float64 // nats, in either direction, from which two cells are the same paragraph
	most     int     // units that are compared, at the most
	least    int     // words of a paragraph
}

// doubling says when a paragraph stands twice.
type doubling struct {
	letters int     // from which a paragraph counts
	alike   float64 `min:"0" max:"1"` // share of short runs that two paragraphs have in common when they may translate the same text
	run     [2]int  `min:"1"`         // letters of such a run in English and in Chinese: about a word
	most    int     `min:"0"`         // earlier paragraphs that one is compared with
}

// stutter says when words stand twice running.
type stutter struct {
	letters [3]int `min:"1"` // of each version, from which it is a slip and no figure of speech: 一次又一次, "again and again"
	hops    int    // earlier places of a run that are looked at
}

// habits say what a document does so often that it is meant.
type habits struct {
	share       float64 `min:"0" max:"1"` // of a version's units, from which a way of writing is a habit
	least       int     // units that it takes
	borrowed    int     // units in which a form of the other script must stand to be this document's own
	variant     int     // units with a form of a character, from which the other form is a slip
	variantTime int     // times as many units as have the other form
	spaces      float64 `min:"0" max:"1"` // of the places where Chinese meets Latin that are alike in a house style
	joints      int     // such places, from which there is a style
	digits      float64 // from which on a number is a matter of style: smaller ones often stand in words among digits
}

// regionality says by whose words a text is judged.
type regionality struct {
	least int // words of a region that a text must have to be of it
	times int // times as many as of the mainland's
	slip  int // units with the local word, from which the mainland's is a slip
	often int // times as many units as have the mainland's
	sense int // units with the local word in the same sense, where the word has others
}

// arithmetic says how far a change may be from what it is called.
type arithmetic struct {
	slack float64 // of the number: a tenth is 9.5 to 10.5 percent
	fold  float64 // of a multiple: "sevenfold" for 6.5 to 7.5 times
	small float64 // of a multiple below four
	about float64 // of the number, more where the text says "about"
}

// spelling says which English words may be slips.
type spelling struct {
	letters int `min:"3"` // from which a word counts
	usual   int // times that the word must stand which is meant
}

// repeatLine says which lines come along with an article.
type repeatLine struct {
	long  int // runes, at the most, in every version
	times int // that it stands in the document
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

	lapse: lapseLimits{
		warning: 1.2, two: 1.8, error: 2.4, share: .025, most: .8, units: 20, text: 20000,
		short: .7, shortLow: .3, uncovered: 2, whole: .6,
	},
	stretch: stretching{
		end: 3, clause: 1.2, whole: 3, limit: 60, witness: .5, unsaid: 2, weak: .5,
		part: .95, width: 1.3, tail: 20, against: 3, toward: 6,
	},
	length: lengthRatio{
		english: 40, han: 12, band: 3.5, prior: 12, ratio: .32, spread: .22, hanSpread: .12, spreadLeast: .08,
		letter: .35, short: 30, odd: 2,
	},
	apart: apartness{score: 5, together: 3, outside: 1.5, english: 6, likeBonus: 4, likeShare: .3, words: 4},
	likeness: likeliness{
		letters: 10, same: .5, converted: .85, middle: .7, adapted: .9, worded: .8, comparable: .3, many: 6, nats: 6,
	},
	order:  straying{evidence: 12, most: 200, least: 4},
	dup:    doubling{letters: 30, alike: .4, run: [2]int{5, 2}, most: 8},
	tandem: stutter{letters: [3]int{24, 6, 6}, hops: 4},
	habit: habits{
		share: .1, least: 3, borrowed: 4, variant: 3, variantTime: 4, spaces: .8, joints: 5, digits: 100,
	},
	region:      regionality{least: 2, times: 3, slip: 3, often: 4, sense: 2},
	arith:       arithmetic{slack: .05, fold: .4999, small: .3, about: .15},
	spell:       spelling{letters: 6, usual: 3},
	boilerplate: repeatLine{long: 60, times: 3},
	opposite:    opposing{evidence: 6, sentences: 3},
	tiers:       tiers{sure: .6, blocker: .95, unknown: .97},
}
