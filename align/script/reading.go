package script

import (
	"slices"

	"triptych/align/letter"
)

// Forms are the Traditional characters that those of a Simplified text stand for, rune
// by rune, without the words of a region. Each sentence is read when a character of it is
// first asked for: no word goes beyond, and few sentences have anything in doubt.
type Forms struct {
	table  *table
	text   []rune
	region string
	from   int // the runes of text that were read last
	to     int

	cut     *cutting
	runes   []rune
	piece   []int32 // that each rune stands in
	decided []bool  // the piece leaves no other form
}

// Reading gives the forms of a Simplified text as a region writes them; nil without
// dictionaries.
func Reading(text []rune, region string) *Forms {
	t, err := loaded()
	if err != nil {
		return nil
	}
	return &Forms{table: t, text: text, region: region}
}

// read reads the sentence in which the rune at i stands.
func (f *Forms) read(i int) {
	if i >= f.from && i < f.to {
		return
	}
	for f.from = i; f.from > 0 && !endsSentence.Has(f.text[f.from-1]); f.from-- {
	}
	for f.to = i + 1; f.to < len(f.text) && !endsSentence.Has(f.text[f.to-1]); f.to++ {
	}
	c := f.table.cut(f.text[f.from:f.to], Options{})
	n := len(c.text)
	f.cut, f.runes, f.piece, f.decided = c, make([]rune, 0, n), make([]int32, 0, n), make([]bool, 0, n)
	for k, p := range c.pieces {
		form, certain := c.inContext(p.from, p.to)
		if p.word == nil && form == "" {
			f.runes, f.piece, f.decided = append(f.runes, c.character(p.from)), append(f.piece, int32(k)), append(f.decided, false)
			continue
		}
		decided := certain || p.to-p.from > 1 && (p.word.hant == nil || len(p.word.hant) == 1)
		if form == "" {
			form = c.plainForm(p)
		}
		for _, r := range form {
			f.runes, f.piece, f.decided = append(f.runes, r), append(f.piece, int32(k)), append(f.decided, decided)
		}
	}
	f.local()
}

// endsSentence are the marks that stand in no word.
var endsSentence = letter.SetOf("。！？；\n")

// At returns the form of the rune at i, 0 beyond the text.
func (f *Forms) At(i int) rune {
	if f == nil || i >= len(f.text) {
		return 0
	}
	if f.read(i); i-f.from >= len(f.runes) {
		return 0
	}
	return f.runes[i-f.from]
}

// Sure reports whether the words of the text leave no other form to the rune at i: it is
// in a word of two or more characters, or stands beside what decides, and every way to cut
// the text that gives it another form costs clearly more.
func (f *Forms) Sure(i int) bool {
	f.read(i)
	i -= f.from
	return f.decided[i] && (len(f.table.form[f.cut.text[i]]) < 2 || f.cut.alone(f.cut.pieces[f.piece[i]]))
}

// local writes the forms as a region does, where that leaves their number the same.
func (f *Forms) local() {
	written, err := local(string(f.runes), Options{Region: f.region})
	if err != nil {
		clear(f.runes) // no form is known
		return
	}
	if at := []rune(written); len(at) == len(f.runes) {
		f.runes = at
		f.doubtChoices()
	}
}

// choices are the words that writers choose between, 瞭解 and 了解, by their first
// characters.
var choices = func() map[rune][][]rune {
	m := map[rune][][]rune{}
	for _, group := range variants {
		for _, w := range group {
			if runes := []rune(w); len(runes) > 1 {
				m[runes[0]] = append(m[runes[0]], runes)
			}
		}
	}
	return m
}()

// doubtChoices marks the words that writers choose between: none of them is sure.
func (f *Forms) doubtChoices() {
	for i, r := range f.runes {
		for _, w := range choices[r] {
			if end := i + len(w); end <= len(f.runes) && slices.Equal(f.runes[i:end], w) {
				clear(f.decided[i:end])
			}
		}
	}
}

// alone reports whether no word across an edge of piece p gives its characters
// another form at nearly the same cost: 年历 in 三十年|历史 must be far worse.
func (c *cutting) alone(p piece) bool {
	from, to := max(0, p.from-wordNear), min(len(c.text), p.to+wordNear)
	best := c.price(from, to)
	for i := from; i < p.to; i++ {
		rival := false
		c.each(i, to, func(end int, e *entry) {
			crosses := i < p.from && end > p.from || i < p.to && end > p.to
			if rival || !crosses || c.agree(p, piece{i, end, e}) {
				return
			}
			rival = c.price(from, i)+e.cost+c.price(end, to)-best < float32(fitted.cost.sure)
		})
		if rival {
			return false
		}
	}
	return true
}

// agree reports whether two words give the characters that they share the same form.
func (c *cutting) agree(p, q piece) bool {
	a, b := []rune(c.form(p)), []rune(c.form(q))
	for i := max(p.from, q.from); i < min(p.to, q.to); i++ {
		if a[i-p.from] != b[i-q.from] {
			return false
		}
	}
	return true
}

// wordNear is how far around a word other ways to cut are looked for, in runes.
const wordNear = 6
