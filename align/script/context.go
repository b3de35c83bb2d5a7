package script

import (
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/list"
)

// rule says which form a word has where certain words stand before and after it.
type rule struct {
	form          string
	doubtful      bool // the form is usual here, and not certain
	before, after condition
}

// condition is what stands beside a word: one of some texts, a number, or not.
type condition struct {
	any, not, number, title bool
	texts                   []string
}

// contexts are the rules of context.txt by word, those of a word in the order of the file.
var contexts = func() map[string][]rule {
	m := map[string][]rule{}
	for _, line := range list.Lines(words, "context.txt") {
		f := strings.Split(line, "\t")
		form, doubtful := strings.CutSuffix(f[1], "?")
		m[f[0]] = append(m[f[0]], rule{form, doubtful, parseCondition(f[2]), parseCondition(f[3])})
	}
	return m
}()

// contextBegins holds what the words of contexts begin with.
var contextBegins = func() *letter.Set {
	set := letter.SetOf("")
	for w := range contexts {
		r, _ := utf8.DecodeRuneInString(w)
		set.Add(r)
	}
	return set
}()

func parseCondition(s string) condition {
	c := condition{any: s == "-"}
	if c.any {
		return c
	}
	s, c.not = strings.CutPrefix(s, "!")
	for _, w := range strings.Split(s, "/") {
		switch w {
		case "NUMBER":
			c.number = true
		case "TITLE":
			c.title = true
		default:
			c.texts = append(c.texts, w)
		}
	}
	return c
}

// titles stand behind the name of a person.
var titles = list.Words(list.Read(words, "titles.txt"))

func (c condition) before(text string, last rune) bool {
	if c.any {
		return true
	}
	ok := c.number && numeral(last)
	for _, w := range c.texts {
		ok = ok || strings.HasSuffix(text, w)
	}
	return ok != c.not
}

func (c condition) after(text string) bool {
	if c.any {
		return true
	}
	ok := false
	for _, w := range c.texts {
		ok = ok || strings.HasPrefix(text, w)
	}
	if c.title {
		for _, w := range titles {
			ok = ok || strings.HasPrefix(text, w)
		}
	}
	return ok != c.not
}

func numeral(r rune) bool {
	return letter.Digit(r) || r >= '０' && r <= '９' || strings.ContainsRune("〇零一二三四五六七八九十百千万亿两几数多", r)
}

// inContext returns the form of the word between two runes by the rules; "" for none.
// It is certain unless the rule is doubtful.
func (c *cutting) inContext(from, to int) (form string, certain bool) {
	if !contextBegins.Has(c.text[from]) {
		return "", false
	}
	rules := contexts[c.bytes[c.at[from]:c.at[to]]]
	if rules == nil {
		return "", false
	}
	last := rune(0)
	if from > 0 {
		last = c.text[from-1]
	}
	for _, r := range rules {
		if r.before.before(c.bytes[:c.at[from]], last) && r.after.after(c.bytes[c.at[to]:]) {
			return r.form, !r.doubtful
		}
	}
	return "", false
}
