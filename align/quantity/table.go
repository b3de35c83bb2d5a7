package quantity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed words/english.tsv
var englishFile string

//go:embed words/chinese.tsv
var chineseFile string

//go:embed words/units.tsv
var unitsFile string

// table holds the word lists of a file by their names.
type table map[string][]row

// row is a line of a list: a value and the words that have it, or some words of
// a list whose words have none.
type row struct {
	value string
	words []string
}

// readTable reads lines of "list, value, words", parted by tabs. The files are
// part of the program, so what is wrong in them is a programmer's mistake, and
// it panics.
func readTable(file string) table {
	t := table{}
	for _, line := range strings.Split(strings.TrimSpace(file), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			panic(fmt.Sprintf("quantity: %d columns in %q", len(cols), line))
		}
		t[cols[0]] = append(t[cols[0]], row{cols[1], strings.Fields(cols[2])})
	}
	return t
}

// rows returns a list. A name that no list has is a mistyped one.
func (t table) rows(list string) []row {
	if len(t[list]) == 0 {
		panic("quantity: no list " + list)
	}
	return t[list]
}

// words returns the words of a list in order, whatever their values.
func (t table) words(list string) (out []string) {
	for _, r := range t.rows(list) {
		out = append(out, r.words...)
	}
	return out
}

// byValue returns the words of each value.
func (t table) byValue(list string) map[string][]string {
	out := map[string][]string{}
	for _, r := range t.rows(list) {
		out[r.value] = append(out[r.value], r.words...)
	}
	return out
}

func (t table) set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range t.words(list) {
		out[w] = true
	}
	return out
}

// texts returns the value of each word.
func (t table) texts(list string) map[string]string {
	out := map[string]string{}
	for _, r := range t.rows(list) {
		for _, w := range r.words {
			out[w] = r.value
		}
	}
	return out
}

// numbers returns the value of each word as a number.
func (t table) numbers(list string) map[string]float64 {
	out := map[string]float64{}
	for w, text := range t.texts(list) {
		out[w] = mustNumber(text)
	}
	return out
}

func (t table) integers(list string) map[string]int {
	out := map[string]int{}
	for w, v := range t.numbers(list) {
		out[w] = int(v)
	}
	return out
}

// characters returns the value of each character of a list of single ones.
func (t table) characters(list string) map[rune]float64 {
	out := map[rune]float64{}
	for w, v := range t.numbers(list) {
		for _, r := range w {
			out[r] = v
		}
	}
	return out
}

// pairs returns a list of words of two characters as a map from one to the other.
func (t table) pairs(list string) map[rune]rune {
	out := map[rune]rune{}
	for _, w := range t.words(list) {
		r := []rune(w)
		out[r[0]] = r[1]
	}
	return out
}

// exactnesses returns the value of each word as an exactness.
func (t table) exactnesses(list string) map[string]Exactness {
	out := map[string]Exactness{}
	for _, r := range t.exactRows(list) {
		for _, w := range r.words {
			out[w] = r.exact
		}
	}
	return out
}

// exactRow and numberRow are rows with their value read.
type (
	exactRow struct {
		exact Exactness
		words []string
	}
	numberRow struct {
		value float64
		words []string
	}
)

// exactRows returns the rows of a list in order, for words of which the first
// that fits is taken.
func (t table) exactRows(list string) (out []exactRow) {
	for _, r := range t.rows(list) {
		exact, ok := map[string]Exactness{"about": About, "least": AtLeast, "most": AtMost}[r.value]
		if !ok {
			panic("quantity: no exactness " + r.value)
		}
		out = append(out, exactRow{exact, r.words})
	}
	return out
}

// numberRows returns the rows of a list in order with their numbers, for words
// that are written as they stand: 翻了一番 before its parts.
func (t table) numberRows(list string) (out []numberRow) {
	for _, r := range t.rows(list) {
		out = append(out, numberRow{mustNumber(r.value), r.words})
	}
	return out
}

func mustNumber(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("quantity: " + err.Error())
	}
	return v
}
