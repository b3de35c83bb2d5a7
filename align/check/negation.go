package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
)

var semNegation = Rule{
	ID: "sem.negation", Name: "Negation differs", Severity: Warning, Version: 2,
	Description: "A version denies what the others affirm, or the reverse.",
	Needs:       Pair,
	After:       []After{{"aln.low", InUnit}, {"cmp.sentences", ForSome}},
	Find:        findNegation,
}

// flip is a denial that one version has and another lacks.
type flip struct {
	denies, affirms align.Version
	at              Span // of the denial
	odd             *align.Version
}

// findNegation looks for something that one version denies and another affirms.
//
// That a version has a "not" where another has none proves nothing: 不超过 is "up
// to", "remains" is 尚未. So each denial is followed to where another version says
// the same words, and what counts is whether it denies them there. A version that
// says it in other words is no witness.
func findNegation(c *Case) {
	f, ok := c.denials().flipped()
	if !ok {
		return
	}
	wanting := f.affirms
	if f.odd != nil {
		wanting = *f.odd
	}
	if !c.spokeOf("cmp.sentences", wanting) { // else what was left out or put in may hold the denial
		c.reportFlip(f)
	}
}

// twice finds a denial of the English that was typed into another one.
var twice = regexp.MustCompile(`(?i)\bnot['’]t\b|\bnot (?:not|no longer|never|cannot)\b|n['’]t not\b`)

// doubledNot returns the place where the English denies twice over, as nobody means
// to: "can not't", "is not no longer". Version o is Chinese.
func (c *denying) doubledNot(o align.Version) (flip, bool) {
	text := c.text[align.En]
	if !strings.Contains(text, "not") {
		return flip{}, false
	}
	at := places(text, twice)
	if len(at) == 0 {
		return flip{}, false
	}
	return flip{align.En, o, at[0], odd(align.En)}, true
}

func (c *denying) flipped() (flip, bool) {
	var shown []align.Version // versions in their own language
	for _, v := range align.Versions {
		if c.has(v) && (!c.has(align.En) || !c.english[v]) {
			shown = append(shown, v)
		}
	}
	if len(shown) > 1 && shown[0] == align.En {
		if f, ok := c.doubledNot(shown[1]); ok {
			return f, true
		}
	}
	if len(shown) == 3 || len(shown) == 2 && shown[0] != align.En {
		for _, v := range chineseVersions {
			if f, ok := c.removed(v); ok {
				return f, true
			}
		}
	}
	switch len(shown) {
	case 3:
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			if f, ok := c.outvoted(v); ok {
				return f, true
			}
		}
		if f, ok := c.outweighed(); ok {
			return f, true
		}
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			if f, ok := c.lost(v, silent); ok {
				return f, true
			}
		}
	case 2:
		return c.opposed(shown[0], shown[1])
	}
	return flip{}, false
}

// outvoted looks for a denial of the two others that version v affirms, or one
// of its own that both others affirm.
func (c *denying) outvoted(v align.Version) (flip, bool) {
	a, b := others(v)
	for _, d := range c.denying(v).sure {
		x, _ := c.stanceOf(d, v, a)
		y, _ := c.stanceOf(d, v, b)
		if x == affirms && (y == affirms || y == silent && c.free(d, v, b)) || x == silent && y == affirms && c.free(d, v, a) {
			return flip{v, a, d.Span, odd(v)}, true
		}
	}
	return c.lost(v, denies)
}

// lost looks for a denial of one of the others, to which the second one stands as
// said, that version v affirms.
func (c *denying) lost(v align.Version, second stance) (flip, bool) {
	a, b := others(v)
	if v != align.En {
		a, b = b, a // the other Chinese text shows best what is missing
	}
	for _, from := range [2][2]align.Version{{a, b}, {b, a}} {
		for _, d := range c.denying(from[0]).sure {
			here, evidence := c.stanceOf(d, from[0], v)
			if here != affirms || evidence < stanceAmid && !c.free(d, from[0], v) {
				continue
			}
			if there, _ := c.stanceOf(d, from[0], from[1]); there != second {
				continue
			}
			if second == silent { // it must deny as much in its own way
				if n, m := c.denialsBeside(d, from[0], from[1], -1); m < n {
					continue
				}
			}
			return flip{from[0], v, d.Span, odd(v)}, true
		}
	}
	return flip{}, false
}

// free reports whether nothing denies, in any way, in the sentences of o that
// belong to a denial of v.
func (c *denying) free(d denial, v, o align.Version) bool {
	return !slices.ContainsFunc(c.beside(d, v, o), func(w weak) bool { return !(w.near && w.word) })
}

// beside returns what may deny in the sentences of o that belong to that of d, a
// denial of version v.
func (c *denying) beside(d denial, v, o align.Version) []weak {
	home := c.clauses(v)[d.clause].sentence
	partner, _ := c.counterpart(v, home, o)
	var out []weak
	for _, w := range c.denying(o).weak {
		if s := c.clauses(o)[w.clause].sentence; s == partner || c.belong(v, home, o, s) {
			out = append(out, w)
		}
	}
	return out
}

// opposed looks, where there are but two versions, for a denial of one that the
// other surely affirms.
func (c *denying) opposed(a, b align.Version) (flip, bool) {
	for _, from := range [2][2]align.Version{{a, b}, {b, a}} {
		for _, d := range c.denying(from[0]).sure {
			if s, evidence := c.stanceOf(d, from[0], from[1]); s == affirms && evidence >= stanceSure {
				return flip{denies: from[0], affirms: from[1], at: d.Span}, true
			}
		}
	}
	return flip{}, false
}

// removed finds a denial of v whose surroundings stand in the other Chinese
// version without it: 你不可以 against 你可以.
func (c *denying) removed(v align.Version) (flip, bool) {
	sure := c.denying(v).sure
	if len(sure) == 0 {
		return flip{}, false
	}
	o := other(v)
	h, there := c.hanText(v), c.hanText(o).folded
	folded, from, text := h.folded, h.from, h.runes
	n := 0
	for _, d := range sure {
		for n < len(from) && from[n] < d.Span[0] {
			n++
		}
		if n == len(from) || !withoutIt(text, n, folded, there) {
			continue
		}
		if d.idiom || idiom(folded, n) {
			return flip{v, o, d.Span, odd(o)}, true
		}
		f := flip{denies: v, affirms: o, at: d.Span}
		if c.has(align.En) {
			switch s, _ := c.stanceOf(d, v, align.En); s {
			case denies:
				f.odd = odd(o)
			case affirms:
				f.odd = odd(v)
			default:
				f.odd = c.oddBySentence(d, v, o)
			}
		}
		return f, true
	}
	return flip{}, false
}

// oddBySentence asks the English sentences that belong to a denial of v, which the
// other Chinese version o lacks, whether they deny as much as v or as o.
func (c *denying) oddBySentence(d denial, v, o align.Version) *align.Version {
	home := c.clauses(v)[d.clause].sentence
	if 2*c.weighBeside(d, v, align.En) >= c.weighDenials(v, home)+c.weighBeside(d, v, o) {
		return odd(o)
	}
	return odd(v)
}

// withoutIt reports whether four characters or more around place n of text
// stand in the other text with the one at n left out, and not here too; at the
// beginning of a sentence the three characters behind it are enough.
func withoutIt(text []rune, n int, here, there string) bool {
	if (n == 0 || strings.ContainsRune("。！？", text[n-1])) && n+4 <= len(text) {
		if next := string(text[n+1 : n+4]); strings.HasPrefix(there, next) || strings.Contains(there, "。"+next) {
			return true
		}
	}
	for l := 1; l <= 3; l++ {
		for r := max(1, 4-l); r <= 3; r++ {
			if n-l < 0 || n+1+r > len(text) {
				continue
			}
			joined := string(text[n-l:n]) + string(text[n+1:n+1+r])
			if strings.Contains(there, joined) && !strings.Contains(here, joined) {
				return true
			}
		}
	}
	return false
}

// idiom reports whether the denial at rune n belongs to a longer word of the
// dictionary, inside it (得不偿失) or before what is no word alone (不失为): leaving
// it out is then the slip.
func idiom(folded string, n int) bool {
	inside := false
	at := runeCounter{text: folded}
	dictionary().EachHan(folded, func(_ int32, start, end int) {
		a := at.rune(start)
		b := a + utf8.RuneCountInString(folded[start:end])
		inside = inside || a < n && n < b-1 && b-a >= 3
	})
	if inside {
		return true
	}
	behind := string([]rune(folded)[n:])
	word := firstWord(behind)
	_, size := utf8.DecodeRuneInString(behind)
	return utf8.RuneCountInString(word) >= 3 && firstWord(word[size:]) != word[size:]
}

// firstWord is the longest word of the dictionary that a text begins with.
func firstWord(text string) string {
	if runes := []rune(text); len(runes) > 8 {
		text = string(runes[:8])
	}
	word := ""
	dictionary().EachHan(text, func(id int32, start, end int) {
		if start == 0 && id >= 0 {
			word = text[:end]
		}
	})
	return word
}

func (c *Case) reportFlip(f flip) {
	o := f.affirms
	g := Finding{
		Odd: f.odd, Spans: spans(f.denies, f.at), Pair: both(f.denies, o), Key: "sem.negation",
		Args: args("a", f.denies.String(), "b", o.String(), "text", c.around(f.denies, f.at)),
	}
	if f.odd != nil && *f.odd == f.denies && f.denies != align.En {
		g.Pair = both(align.Hans, align.Hant)
	}
	if f.odd != nil && len(c.pairs()) == 3 {
		third := align.Version(3 - int(f.denies) - int(o))
		g.Args["c"] = third.String()
		if *f.odd == f.denies {
			g.Key = "sem.negation.extra"
		} else {
			g.Key = "sem.negation.lost"
		}
	}
	c.report(g)
}
