package check

import (
	"regexp"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/list"
)

// typEnd: a version ends in a question or exclamation mark and another does not.
// A question that ends in 。 is often a slip of the hand, but an indirect question ends so
// by right.
var typEnd = Rule{
	ID: "typ.end", Severity: Warning, Version: 2,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"cmp.truncated", InUnit}},
	Find:  findEnd,
}

// endClass classes the final mark of a text: '.', '?', '!', ':', '…', ',' or 0
// for none. Closing brackets and quotation marks are looked through.
func endClass(text []rune) rune {
	for i := len(text) - 1; i >= 0; i-- {
		r := text[i]
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune("”\"’'」』）)】]》*_`~", r):
			continue
		case strings.ContainsRune(".。．｡", r):
			if i > 1 && text[i-1] == '.' && text[i-2] == '.' {
				return '…'
			}
			return '.'
		case r == '?' || r == '？':
			return '?'
		case r == '!' || r == '！':
			return '!'
		case strings.ContainsRune(":：;；", r):
			return ':'
		case r == '…':
			return '…'
		case strings.ContainsRune(",，、", r):
			return ','
		}
		return 0
	}
	return 0
}

func final(class rune) bool { return class == '.' || class == '?' || class == '!' }

func findEnd(c *Case) {
	if !c.lengthMatters() {
		return
	}
	for _, v := range []align.Version{align.Hans, align.Hant, align.En} {
		a, b := v.Others()
		e, ea, eb := endClass(c.runes[v]), endClass(c.runes[a]), endClass(c.runes[b])
		agree := ea == eb && e != ea && final(e) && final(ea)
		asks := e == '?' || ea == '?' // "Really!" may be 真的。
		if !agree || !asks || c.asksOtherwise(v, e) {
			continue
		}
		n := len(c.runes[v])
		c.report(Finding{Pair: cell(v), Odd: odd(v), Spans: spans(v, Span{n - 1, n}), Args: args("a", v.String(), "x", string(e), "y", string(ea))})
		return
	}
}

// asksOtherwise reports whether version v, which ends in the mark e unlike the others,
// may ask, or not, in its own way: an indirect question of the English, or what only
// Chinese puts as a question, 谁还会去排队呢？
func (c *Case) asksOtherwise(v align.Version, e rune) bool {
	if !c.has(align.En) {
		return false
	}
	text := c.Unit.Text[align.En]
	if v != align.En {
		return e == '?' && indirect(text)
	}
	return e == '.' && (indirect(text) || !asking(text))
}

// leads reports whether a word may stand before a question: "So what is it?"
func leads(w string) bool {
	switch w {
	case "and", "but", "so", "or", "then":
		return true
	}
	return false
}

// asking reports whether the last sentence of an English text begins as a question.
func asking(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(".!?;:“”\"", r) })
	for i := len(parts) - 1; i >= 0; i-- {
		if w := strings.Fields(parts[i]); len(w) > 0 {
			return questionWords[w[0]] || len(w) > 1 && questionWords[w[1]] && leads(w[0])
		}
	}
	return false
}

var questionWords = list.In(words, "question.txt")

// indirect reports whether the last sentence of an English text holds a question
// that Chinese would ask with a question mark.
func indirect(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == '.' || r == '!' || r == '?' || r == ';' })
	return len(parts) > 0 && indirectQuestion.MatchString(parts[len(parts)-1])
}

var indirectQuestion = regexp.MustCompile(`\bwhether\b|\b(?:ask|asks|asked|asking|wonder|wonders|wondered|wondering|question|know|knows|see)\b.*\b(?:if|who|what|why|how|where|when|which)\b`)
