package reading

import "triptych/align/fit"

// Numbers lists the fitted numbers of reading, for `triptych tune`.
func Numbers() []fit.Number { return fit.Of("reading", &fitted) }

// params holds what evidence is weighed with.
type params struct {
	// rateDictionary and rateChinese are the shares of tokens that a translation
	// meets, between English and Chinese and between the Chinese versions, before
	// the document has said better.
	rateDictionary float64 `set:"trilingual" date:"2026-11-24"`
	rateChinese    float64 `set:"trilingual" date:"2026-11-24"`
	// rateWeight is how many tokens these shares weigh.
	rateWeight float64 `set:"chosen" date:"2026-11-24"`
	// rateLeast and rateMost bound what a document may say of its share.
	rateLeast float64 `set:"chosen" date:"2026-11-24"`
	rateMost  float64 `set:"chosen" date:"2026-11-24"`
	// rareCount is how often a concept counts that a document has not seen, and
	// rareTotal the tokens that are added to those of the document for it.
	rareCount float64 `set:"trilingual" date:"2026-11-24"`
	rareTotal float64 `set:"trilingual" date:"2026-11-24"`
	// chanceMost is the highest probability with which a token is met by chance.
	chanceMost float64 `set:"chosen" date:"2026-11-24"`
	// missFloor is added to the probabilities of missing, so that one word that is
	// not met never decides alone.
	missFloor float64 `set:"chosen" date:"2026-11-24"`
}

var fitted = params{
	rateDictionary: 0.5,
	rateChinese:    0.7,
	rateWeight:     100,
	rateLeast:      0.3,
	rateMost:       0.97,
	rareCount:      0.3,
	rareTotal:      400,
	chanceMost:     0.95,
	missFloor:      0.02,
}
