package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
)

// cmpTruncated: a version breaks off: in the middle of a word, in dots that the
// others do not have, or without a final mark and without their last words.
// Headings and list items have no mark to lose.
var cmpTruncated = Rule{
	ID: "cmp.truncated", Severity: Warning, Version: 3,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"cmp.same", OfVersion}},
	Find:  findTruncated,
}

func findTruncated(c *Case) {
	for _, v := range align.Versions {
		a, b := v.Others()
		if !c.open(v) || !c.cutShort(v, a, b) {
			continue
		}
		n := len(c.runes[v])
		last := Span{max(0, n-6), n}
		c.report(Finding{Pair: cell(v), Odd: odd(v), Spans: spans(v, last), Args: args("a", v.String(), "text", c.around(v, last))})
	}
}

// cutShort reports whether version v breaks off where a and b go on.
func (c *Case) cutShort(v, a, b align.Version) bool {
	ends := [3]rune{endClass(c.runes[align.En]), endClass(c.runes[align.Hans]), endClass(c.runes[align.Hant])}
	e := ends[v]
	if e == '…' {
		trails := func(o align.Version) bool { return ends[o] == '…' || c.holdsDots(o) } // 他什么也没说……
		return !trails(a) && !trails(b) && len(c.runes[v]) > 6
	}
	if final(e) || e == ':' || !wordEnd(c.runes[v]) {
		return false
	}
	if c.brokenWord(v, a, b) || final(ends[a]) && final(ends[b]) && c.unfinished(v) {
		return true
	}
	return c.lengthMatters() && final(ends[a]) && final(ends[b]) && c.tailMissing(v)
}

// holdsDots reports whether a version has dots of omission anywhere.
func (c *Case) holdsDots(v align.Version) bool {
	text := c.Unit.Text[v]
	return strings.Contains(text, "…") || strings.Contains(text, "...")
}

// brokenWord reports whether the last Latin word or number of v is the beginning
// of one that the others write, and no word of its own.
func (c *Case) brokenWord(v, a, b align.Version) bool {
	text := c.runes[v]
	end := len(text)
	for end > 0 && unicode.IsSpace(text[end-1]) {
		end--
	}
	start := end
	part := func(r rune) bool { return letter.Latin(r) || letter.Digit(r) }
	for start > 0 && (part(text[start-1]) || text[start-1] == '.' && start < end) {
		start--
	}
	if start == end {
		return false
	}
	w := strings.ToLower(string(text[start:end]))
	whole, longer := false, false
	for _, o := range []align.Version{a, b} {
		for _, x := range strings.FieldsFunc(c.Lower(o), func(r rune) bool { return !letter.Latin(r) && !letter.Digit(r) && r != '.' }) {
			x = strings.TrimRight(x, ".")
			whole = whole || x == w || x == w+"s" // Chinese has no plural
			longer = longer || len(x) > len(w) && strings.HasPrefix(x, w)
		}
	}
	if whole {
		return false
	}
	if longer && (len(w) > 2 || v != align.En) {
		return true
	}
	finished := final(endClass(c.runes[a])) && final(endClass(c.runes[b]))
	return v == align.En && finished && w == string(text[start:end]) && c.noWord(w)
}

// noWord reports whether a string in lower case is neither a word of English nor
// one of the document's own, nor a number: "exhib" is none, "kubectl" is where the
// document has it twice.
func (c *Case) noWord(w string) bool {
	_, known := lexicon.Shared().StemID(lexicon.Stem(w))
	return !known && c.Stats.spellings.Latin[w] <= 1 && !letter.Digit(rune(w[0]))
}

// unfinished reports whether v ends in a word or mark that something must follow.
func (c *Case) unfinished(v align.Version) bool {
	text := strings.TrimRightFunc(c.Unit.Text[v], unicode.IsSpace)
	if v == align.En {
		words := c.LatinWords(v)
		if len(words) == 0 {
			return false
		}
		last := words[len(words)-1]
		return strings.HasSuffix(text, last.Text) && openWords[strings.ToLower(last.Text)] || strings.HasSuffix(text, ",")
	}
	r := []rune(text)
	return len(r) > 0 && strings.ContainsRune("和与與及或并並在为為对對把被将將让讓给給从從向由于於是因但而若如应應请請更很最不没沒未其该該这這那每各以之，、（「『“《(", r[len(r)-1])
}

// openWords do not end an English sentence.
var openWords = list.In(words, "open.txt")

// short reports whether v is shorter than the others make it likely.
func (c *Case) short(v align.Version) bool {
	a, b := v.Others()
	x, _, _ := c.lengthOff(a, v)
	y, _, _ := c.lengthOff(b, v)
	return x+y < 0
}

func wordEnd(text []rune) bool {
	for i := len(text) - 1; i >= 0; i-- {
		if unicode.IsSpace(text[i]) {
			continue
		}
		return unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]) || strings.ContainsRune(",，、-（(「『“《[", text[i])
	}
	return false
}

// tailMissing reports whether v is short and the last words of the others have no
// counterpart in it: what is cut off is not only a mark.
func (c *Case) tailMissing(v align.Version) bool {
	if !c.short(v) {
		return false
	}
	words := &c.Stats.words
	a, b := v.Others()
	sum := 0.0
	for _, o := range []align.Version{a, b} {
		tokens, _, _ := c.Words(o).All()
		tail := tokens[max(0, len(tokens)-3):]
		sum += words.Support(tail, c.Words(o), o, v, c.Words(v))
	}
	return sum < 0
}
