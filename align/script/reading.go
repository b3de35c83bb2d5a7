package script

import (
	"strings"
	"unicode/utf8"
)

// Form is the Traditional character that a Simplified one of a text stands for.
type Form struct {
	Rune rune
	Sure bool // the words of the text leave no other
}

// Reading gives for each rune of a Simplified text its Traditional form, without the
// words of the region; nil without dictionaries.
//
// A form is sure where the character is in a word of two or more characters, or
// stands beside what decides, and every way to cut the text that gives it another
// form costs clearly more.
func Reading(text, region string) []Form {
	t, err := loaded()
	if err != nil {
		return nil
	}
	c := t.cut([]rune(text), Options{})
	out := make([]Form, 0, len(c.text))
	for _, p := range c.pieces {
		_, certain := c.inContext(p.from, p.to)
		decided := certain || p.to-p.from > 1 && (p.word.hant == nil || len(p.word.hant) == 1)
		for i, r := range []rune(c.form(p)) {
			sure := decided && (len(c.table.form[c.text[p.from+i]]) < 2 || c.alone(p))
			out = append(out, Form{r, sure})
		}
	}
	return localForms(out, region)
}

// localForms writes forms as a region does, where that leaves their number the same.
func localForms(forms []Form, region string) []Form {
	runes := make([]rune, len(forms))
	for i, f := range forms {
		runes[i] = f.Rune
	}
	standard := string(runes)
	written, err := local(standard, Options{Region: region})
	if err != nil {
		return nil
	}
	at := []rune(written)
	if len(at) != len(forms) {
		return forms
	}
	for i, r := range at {
		forms[i].Rune = r
	}
	doubtChoices(forms, written)
	return forms
}

// doubtChoices marks the words that writers choose between, 瞭解 and 了解: neither is sure.
func doubtChoices(forms []Form, text string) {
	for _, group := range variants {
		for _, w := range group {
			if utf8.RuneCountInString(w) < 2 {
				continue
			}
			for from := 0; ; {
				k := strings.Index(text[from:], w)
				if k < 0 {
					break
				}
				i := utf8.RuneCountInString(text[:from+k])
				for j := range utf8.RuneCountInString(w) {
					forms[i+j].Sure = false
				}
				from += k + len(w)
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
