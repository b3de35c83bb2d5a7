package quantity

import (
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// The words of English quantities, all lower case; words/english.tsv says what
// each list is for.
var (
	english = readTable(englishFile)

	smallWords    = english.numbers("small")
	tenWords      = english.numbers("ten")
	scaleWords    = english.numbers("scale")
	pluralScales  = english.numbers("order")
	scaleMarks    = english.numbers("mark")
	ordinalWords  = english.numbers("ordinal")
	fractionWords = english.numbers("fraction")
	timesWords    = english.numbers("times")

	monthWords   = english.integers("month")
	weekdayWords = english.integers("weekday")
	beforeMonth  = english.set("before-month")
	beforeDay    = english.set("before-day")
	datePrefixes = english.set("prefix")

	zones       = english.set("zone")
	clockBefore = english.set("before-hours")

	unitWords  = english.texts("unit")
	longYears  = english.numbers("years")
	moneyWords = english.texts("money")
	dollars    = english.texts("dollar")
	aboutWords = english.exactnesses("exact")
	thanWords  = english.exactnesses("than")
)

type moneyMark struct{ mark, unit string }

// moneyMarks stand before the digits. None begins with another one, so that
// their order does not matter: "US$" does not begin with "$".
var moneyMarks = func() (out []moneyMark) {
	for _, r := range english.rows("money-mark") {
		if r.value == "-" {
			r.value = ""
		}
		for _, m := range r.words {
			out = append(out, moneyMark{m, r.value})
		}
	}
	return out
}()

// moneyBegins holds what currency marks begin with.
var moneyBegins = func() *letter.Set {
	set := letter.SetOf("")
	for _, m := range moneyMarks {
		r, _ := utf8.DecodeRuneInString(m.mark)
		set.Add(r)
	}
	return set
}()

// openingWords holds the words that a quantity can begin with: what the grammar asks for
// at the place where it stands. Those of a currency mark are its letters: the us of US$.
var openingWords = func() map[string]bool {
	set := map[string]bool{"a": true, "an": true, "half": true, "quarter": true, "several": true, "few": true, "noon": true, "midday": true, "midnight": true}
	for _, list := range []map[string]float64{smallWords, tenWords, pluralScales, ordinalWords, timesWords} {
		for w := range list {
			set[w] = true
		}
	}
	for _, list := range []map[string]int{monthWords, weekdayWords} {
		for w := range list {
			set[w] = true
		}
	}
	for _, m := range moneyMarks {
		w := strings.ToLower(m.mark)
		if i := strings.IndexFunc(w, func(r rune) bool { return !letter.PlainLatin(r) }); i >= 0 {
			w = w[:i]
		}
		set[w] = true
	}
	return set
}()

// attached holds what may stand directly behind the digits of a number.
var attached = func() map[string]bool {
	set := english.set("attached")
	for w := range unitWords {
		set[w] = true
	}
	for w := range scaleMarks {
		set[w] = true
	}
	return set
}()

// currencyPrefix reports whether a folded chunk is a currency code with digits
// directly behind it: rmb500.
func currencyPrefix(text string) bool {
	if len(text) < 4 || !letter.Digit(text[3]) {
		return false
	}
	_, ok := moneyWords[text[:3]]
	return ok
}
