package quantity

import (
	"sort"
	"unicode/utf8"

	"triptych/align/letter"
)

// The words and characters of Chinese quantities, in the forms that numeralForms
// leaves; words/chinese.tsv says what each list is for. Where several words of a
// list fit, the first one is found: those of units, money and exactness, and the
// words to skip, are sorted by length, the others stand in the file as they have
// to.
var (
	chineseLists = readTable(chineseFile)

	numeralForms   = chineseLists.pairs("form") // one rune for one, so that one grammar reads both scripts
	financialForms = chineseLists.pairs("financial")

	otherNumerals     = setOf(numeralForms) // what these two maps have, to ask with every character
	financialNumerals = setOf(financialForms)

	hanDigits  = chineseLists.characters("digit")
	hanScales  = chineseLists.characters("scale")
	hanMyriads = chineseLists.characters("myriad")

	notNumbers  = longestFirst(chineseLists.words("not-number"))
	weeksBefore = chineseLists.set("weeks-before")
	weeksBehind = chineseLists.words("weeks-behind")

	hanUnits   = sortUnits(chineseLists.texts("unit"))
	notUnits   = chineseLists.byValue("not-unit")
	halfUnits  = sortUnits(chineseLists.texts("half-unit"))
	notHalf    = chineseLists.words("not-half")
	scaleUnits = chineseLists.words("scale-unit")
	counted    = chineseLists.words("counted")

	hanMoney         = sortUnits(chineseLists.texts("money"))
	notMoney         = chineseLists.byValue("not-money")
	moneyWordsBefore = chineseLists.texts("money-before")

	beforeNumber = longestWords(chineseLists.exactnesses("exact"))
	behindNumber = chineseLists.exactRows("exact-behind")

	shareWords = chineseLists.numberRows("share")
	notTenths  = chineseLists.words("not-tenths")
	notThird   = chineseLists.words("not-third")
	growing    = chineseLists.words("growing")
	larger     = chineseLists.words("larger")

	wholeParts = chineseLists.words("part")
	hourBefore = chineseLists.words("hour-before")
	hourNot    = chineseLists.words("hour-not")
	seasons    = chineseLists.words("season")
	parted     = chineseLists.words("parted")

	rangeMarks = chineseLists.words("range")
	dayMarks   = chineseLists.words("days")
	dayLists   = chineseLists.words("days-and")
	dayParts   = chineseLists.rows("day-part")
	twoClock   = chineseLists.words("two-clock")
	notClock   = chineseLists.words("not-clock")
	notWeekday = chineseLists.words("not-weekday")
)

// setOf returns the characters that a map has.
func setOf(m map[rune]rune) *letter.Set {
	set := letter.SetOf("")
	for r := range m {
		set.Add(r)
	}
	return set
}

// longestFirst sorts words by length and files them under their first rune.
func longestFirst(list []string) map[rune][][]rune {
	var words [][]rune
	for _, w := range list {
		words = append(words, []rune(w))
	}
	sort.SliceStable(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
	index := map[rune][][]rune{}
	for _, w := range words {
		index[w[0]] = append(index[w[0]], w)
	}
	return index
}

// hanUnit is a word for a unit or currency and what it is called everywhere.
type hanUnit struct{ word, unit string }

// sortUnits puts longer words first: 千瓦时 is no 千瓦.
func sortUnits(m map[string]string) []hanUnit {
	var out []hanUnit
	for w, u := range m {
		out = append(out, hanUnit{w, u})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := utf8.RuneCountInString(out[i].word), utf8.RuneCountInString(out[j].word)
		if a != b {
			return a > b
		}
		return out[i].word < out[j].word
	})
	return out
}

// exactWord is a word that says how exactly a number is meant.
type exactWord struct {
	word  []rune
	exact Exactness
}

// longestWords puts longer words first: 不超过 is no 超过.
func longestWords(m map[string]Exactness) []exactWord {
	var out []exactWord
	for w, exact := range m {
		out = append(out, exactWord{[]rune(w), exact})
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := len(out[i].word), len(out[j].word); a != b {
			return a > b
		}
		return string(out[i].word) < string(out[j].word)
	})
	return out
}

// startsNumber holds the characters that a quantity, or a word that only looks
// like one, can begin with. Most characters of a text are none of these, and are
// gone past at once.
var startsNumber = func() *letter.Set {
	set := letter.SetOf("")
	for _, m := range []map[rune]float64{hanDigits, hanScales, hanMyriads} {
		for r := range m {
			set.Add(r)
		}
	}
	for r := range notNumbers {
		set.Add(r)
	}
	first := func(words []string) {
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			set.Add(r)
		}
	}
	first(chineseLists.words("start"))
	first(chineseLists.words("day-part"))
	return set
}()
