package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/zh"
)

var entName = Check{
	ID: "ent.name", Name: "Name differs", Severity: Error, Version: 1,
	Description: "A version has another name than the others.",
	Find:        findNames,
}

// mentionIn reports whether a name of one version has a form in version v.
func (c *Case) mentionIn(m mention, v align.Version) bool {
	if m.group != 0 {
		for _, n := range c.mentions(v) {
			if n.group == m.group || listedNames().stands[[2]int{m.group, n.group}] {
				return true
			}
		}
	}
	if m.latin != "" && c.latinCount(m.latin, v) > 0 {
		return true
	}
	if m.latin == "" {
		return false
	}
	// by what the word means: Google is 谷歌
	for _, t := range c.tokensIn(m) {
		if t.metIn(c.reading(v)) {
			return true
		}
	}
	if v == align.En {
		return acronymOf(m.latin, latinWords(c.runes[v]))
	}
	return false
}

// lower returns the text of v in lower case and half width.
func (c *Case) lower(v align.Version) string {
	if c.lowered[v] == "" {
		text := c.Unit.Text[v]
		if v != align.En {
			text = zh.Fold(text)
		}
		c.lowered[v] = strings.ToLower(text)
	}
	return c.lowered[v]
}

// tokensIn returns the tokens of a Latin name, as other versions may meet them.
func (c *Case) tokensIn(m mention) []token {
	var out []token
	latinTokens(m.text, func(t token) { out = append(out, t) })
	return out
}

// misnamed is a name that version v has in place of another one.
type misnamed struct {
	v       align.Version
	strange mention // of v
	lost    mention // of a
	a       align.Version
	witness bool // the third version has the lost name too
}

// misnamed looks for a version with a name of its own where it lacks one that
// the others have.
func (c *Case) misnamed() []misnamed {
	var out []misnamed
	for _, v := range align.Versions {
		if !c.has(v) {
			continue
		}
		strange := c.strangers(v)
		if len(strange) == 0 {
			continue
		}
		a, b := others(v)
		if !c.has(a) {
			a, b = b, a
		}
		best := misnamed{v: v, strange: strange[0].mention, a: a}
		for _, m := range strange {
			from := a
			lost, witness, ok := c.lostName(m.mention, v, a, b)
			if !witness && c.has(b) {
				if l, w, k := c.lostName(m.mention, v, b, a); w {
					lost, witness, ok, from = l, w, k, b
				}
			}
			if ok && (best.lost.text == "" || witness && !best.witness) && (!m.doubtful || witness && c.verbatimIn(lost, a, b)) {
				best = misnamed{v, m.mention, lost, from, witness}
			}
		}
		if best.lost.text == "" {
			sure := slices.IndexFunc(strange, func(m stranger) bool { return !m.doubtful })
			if sure < 0 {
				continue
			}
			best.strange = strange[sure].mention
		}
		out = append(out, best)
	}
	return out
}

// stranger is a name that no other version has. It is doubtful when it stands in
// brackets or quotation marks, or when a word of its meaning stands elsewhere:
// then it counts only in the place of a name that the others write alike.
type stranger struct {
	mention
	doubtful bool
}

func (c *Case) strangers(v align.Version) []stranger {
	var out []stranger
	a, b := others(v)
	for _, m := range c.mentions(v) {
		if m.first && m.group == 0 {
			continue
		}
		alone, written := true, false
		for _, o := range []align.Version{a, b} {
			if c.has(o) {
				alone = alone && !c.mentionIn(m, o)
				written = written || m.group != 0 && c.mentionIn(m, o) || m.latin != "" && c.latinCount(m.latin, o) > 0
			}
		}
		quoted := v != align.En && m.group == 0 && enclosed(c.runes[v], m.Span)
		if !written && (alone || v != align.En) {
			out = append(out, stranger{m, quoted || !alone})
		}
	}
	return out
}

// verbatimIn reports whether both versions write a name in the same letters.
func (c *Case) verbatimIn(m mention, a, b align.Version) bool {
	return m.latin != "" && c.has(a) && c.has(b) && c.latinCount(m.latin, a) > 0 && c.latinCount(m.latin, b) > 0
}

// lostName returns a name of version a that v lacks and that strange may stand
// for, one that version b has if there is such a one.
func (c *Case) lostName(strange mention, v, a, b align.Version) (mention, bool, bool) {
	var best mention
	found := false
	for _, m := range c.mentions(a) {
		other := (m.group != 0) != (strange.group != 0) && (v == align.En || strange.group != 0)
		if (m.first && m.group == 0 || other) && !c.verbatimIn(m, a, b) {
			continue
		}
		if c.mentionIn(m, v) && !c.fewer(m, v, a, b) {
			continue
		}
		if c.has(b) && c.mentionIn(m, b) {
			return m, true, true
		}
		if !found {
			best, found = m, true
		}
	}
	return best, false, found
}

// fewer reports whether v has a Latin name less often than both others.
func (c *Case) fewer(m mention, v, a, b align.Version) bool {
	if m.latin == "" || !c.has(b) || v == align.En {
		return false
	}
	n := c.latinCount(m.latin, v)
	return n > 0 && n < c.latinCount(m.latin, a) && n < c.latinCount(m.latin, b)
}

// latinCount returns how often a Latin name stands in v, in any case; short
// names only as words of their own.
func (c *Case) latinCount(name string, v align.Version) int {
	text := c.lower(v)
	if len(name) > 4 {
		return strings.Count(text, name)
	}
	n := 0
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return n
		}
		start, end := at+i, at+i+len(name)
		if (start == 0 || !letter(text[start-1])) && (end == len(text) || !letter(text[end]) || text[end] == 's' || len(name) == 4) {
			n++
		}
		at = end
	}
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' }

func findNames(c *Case) {
	if c.aside() || c.unrelated {
		return
	}
	for _, m := range c.misnamed() {
		if !m.witness && c.raised("cmp.sentences") {
			continue
		}
		if m.lost.text == "" && (m.v == align.En || !c.foreign(m.v, m.strange)) {
			continue
		}
		c.reportName(m)
	}
}

// foreign reports whether a Latin name of a Chinese version is a stranger to
// the whole document, and not an original in brackets.
func (c *Case) foreign(v align.Version, m mention) bool {
	return m.latin != "" && c.Stats.latin[m.latin] == 0 && len(m.latin) > 2 && !c.glued(m.latin)
}

// glued reports whether a Latin word is two words of the English run together.
func (c *Case) glued(name string) bool {
	for i := 2; i <= len(name)-2; i++ {
		if c.Stats.latin[name[:i]] > 0 && c.Stats.latin[name[i:]] > 0 {
			return true
		}
	}
	return false
}

func (c *Case) reportName(m misnamed) {
	f := Finding{Pair: both(m.a, m.v), Spans: spans(m.v, m.strange.Span), Key: "ent.name", Severity: Warning,
		Args: args("a", m.a.String(), "b", m.v.String(), "x", m.lost.text, "y", m.strange.text)}
	three := len(c.pairs()) == 3
	switch {
	case m.lost.text == "":
		f.Key = "ent.name.strange"
		if three {
			f.Odd = odd(m.v)
		}
	case m.witness:
		f.Odd, f.Key, f.Severity = odd(m.v), "ent.name.odd", Error
		f.Args["c"] = align.Version(3 - int(m.a) - int(m.v)).String()
	}
	if m.lost.text != "" {
		f.Spans[m.a] = m.lost.Span
		f.Values = map[align.Version]string{m.a: m.lost.text, m.v: m.strange.text}
	}
	c.report(f)
}
