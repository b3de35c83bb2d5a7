package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
	"triptych/align/zh"
)

var numStyle = Rule{
	ID: "num.style", Name: "Numbers written in two ways", Severity: Info, Version: 1, State: OnRequest,
	Description: "A Chinese version writes one number of a kind in digits and another in characters: 5000人, 三千人.",
	Find:        findNumberStyle,
}

// styleFrom is the value from which on a number is a matter of style: smaller
// ones are often written in characters among digits.
const styleFrom = 100

func findNumberStyle(c *Case) {
	for _, v := range chineseVersions {
		digits := map[string]quantity.Quantity{} // by unit
		for _, q := range c.amounts(v) {
			if plainNumber(q) && !q.Words {
				digits[q.Unit] = q
			}
		}
		for _, q := range c.amounts(v) {
			other, ok := digits[q.Unit]
			if !ok || !plainNumber(q) || !q.Words {
				continue
			}
			c.report(Finding{Pair: cell(v), Spans: spans(v, Span{q.Start, q.End}),
				Args: args("a", v.String(), "x", q.Text, "y", other.Text)})
			break
		}
	}
}

// plainNumber reports whether a quantity is a count that could be written either
// way.
func plainNumber(q quantity.Quantity) bool {
	return (q.Kind == quantity.Number || q.Kind == quantity.Money) && q.Value >= styleFrom && q.Exact == quantity.Exact && !q.Fuzzy
}

var driftUnreviewed = Rule{
	ID: "drift.unreviewed", Name: "Not approved yet", Severity: Info, Version: 1, State: OnRequest,
	Description: "Nobody has said yet that two versions of this unit say the same.",
	Needs:       Pair,
	Find: func(c *Case) {
		for i, p := range align.Pairs {
			if c.has(p[0]) && c.has(p[1]) && c.Unit.Pairs[i].Status != Approved && c.Unit.Pairs[i].Status != Stale {
				c.report(Finding{Pair: both(p[0], p[1]), Args: args("a", p[0].String(), "b", p[1].String())})
				return // one a unit is enough to find it
			}
		}
	},
}

var driftConverted = Rule{
	ID: "drift.converted", Name: "Converted, not confirmed", Severity: Info, Version: 1,
	Description: "A Chinese version was made from the other one by conversion, and nobody has confirmed it: where the other one is wrong, both are.",
	Aside:       true,
	Find: func(c *Case) {
		for v, made := range c.Unit.Made {
			if made == nil || !c.has(align.Version(v)) {
				continue
			}
			f := Finding{Pair: cell(align.Version(v)), Args: args("a", align.Version(v).String(), "b", made.From.String(), "x", made.Rev)}
			if made.Now != made.Rev {
				f.Key, f.Severity = "drift.converted.behind", Warning
			}
			c.report(f)
		}
	},
}

var cmpIntended = Rule{
	ID: "cmp.intended", Name: "Left out on purpose", Severity: Info, Version: 1, State: OnRequest,
	Description: "A version has no text here, and somebody has said that this is meant.",
	Find: func(c *Case) {
		for _, v := range align.Versions {
			if c.Unit.Want[v] == Absent && !c.has(v) {
				c.report(Finding{Pair: cell(v), Args: args("a", v.String())})
			}
		}
	},
}

var semAttribution = Rule{
	ID: "sem.attribution", Name: "Who says so is missing", Severity: Info, Version: 1, State: OnRequest,
	Description: "The English says that somebody said something, and a Chinese version has no word for saying.",
	Needs:       English,
	After:       []After{{"aln.low", InUnit}, {"cmp.same", OfVersion}},
	Find:        findAttribution,
}

// What tells that somebody says something, in English and in folded Chinese.
var (
	sayEnglish = wordSet("said says told announced argued argues claimed claims declared warned warns insisted insists according")
	sayHan     = strings.Fields("说 称 表示 指出 认为 告诉 宣布 主张 强调 报道 报告 据 警告 坚持 补充 解释 写道 谈到 提到 透露 承认 讲 曰 问 答 回应 言 谓 述 看来 根据 按照 依")
)

func findAttribution(c *Case) {
	for _, w := range c.LatinWords(align.En) {
		if !sayEnglish[w.Text] {
			continue
		}
		says := func(v align.Version) bool {
			text := zh.Fold(c.Unit.Text[v])
			for _, s := range sayHan {
				if strings.Contains(text, s) {
					return true
				}
			}
			return false
		}
		for _, v := range chineseVersions {
			if !c.open(v) || says(v) {
				continue
			}
			f := Finding{Pair: both(align.En, v), Spans: spans(align.En, w.Span), Args: args("a", align.En.String(), "b", v.String(), "x", w.Text)}
			if o := other(v); c.has(o) && says(o) {
				f.Odd = odd(v)
			}
			c.report(f)
		}
		return
	}
}

var typSpaceMixed = Rule{
	ID: "typ.space_mixed", Name: "Space between Chinese and Latin", Severity: Info, Version: 1, State: OnRequest,
	Description: "The document usually writes Chinese beside Latin letters and digits the other way: with a space, or without.",
	Find:        findMixedSpaces,
}

// joint is a place where Chinese meets a Latin letter or digit.
type joint struct {
	Span
	spaced bool
}

func joints(text []rune) []joint {
	var out []joint
	latin := func(r rune) bool { return letter.Latin(r) || unicode.IsDigit(r) && r < 0x80 }
	meet := func(a, b rune) bool { return letter.Han(a) && latin(b) || latin(a) && letter.Han(b) }
	for i := 1; i < len(text); i++ {
		switch {
		case meet(text[i-1], text[i]):
			out = append(out, joint{Span{i - 1, i + 1}, false})
		case i > 1 && text[i-1] == ' ' && meet(text[i-2], text[i]):
			out = append(out, joint{Span{i - 2, i + 1}, true})
		}
	}
	return out
}

// fitSpaces counts the joints without and with a space of each version.
func fitSpaces(cases []*Case) (n [3][2]int) {
	for _, c := range cases {
		for _, v := range chineseVersions {
			for _, j := range joints(c.runes[v]) {
				if n[v][0]++; j.spaced {
					n[v][0]--
					n[v][1]++
				}
			}
		}
	}
	return n
}

// spacesUsual is the share of joints that must be alike to be a house style.
const spacesUsual = 0.8

func findMixedSpaces(c *Case) {
	for _, v := range chineseVersions {
		n := c.Stats.spaces[v]
		most := max(n[0], n[1])
		if most < 5 || float64(most) < spacesUsual*float64(n[0]+n[1]) {
			continue
		}
		for _, j := range joints(c.runes[v]) {
			if j.spaced == (n[1] > n[0]) {
				continue
			}
			left, right := c.slice(v, Span{j.Span[0], j.Span[0] + 1}), c.slice(v, Span{j.Span[1] - 1, j.Span[1]})
			fix := left + " " + right
			if j.spaced {
				fix = left + right
			}
			c.report(Finding{Pair: cell(v), Spans: spans(v, j.Span), Fix: &Fix{v, j.Span, fix},
				Args: args("a", v.String(), "text", c.slice(v, j.Span), "fix", fix)})
			break
		}
	}
}
