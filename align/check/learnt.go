package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

var entUnknown = Rule{
	ID: "ent.unknown", Name: "Name in a new form", Severity: Warning, Version: 1,
	Description: "A foreign name is written in other characters than elsewhere in the document, or than in pairs that were approved.",
	Needs:       English,
	After:       []After{{"aln.low", InUnit}},
	Find:        findUnknownName,
}

// Names is how foreign names were seen to be written in Chinese: what nobody
// put into a glossary, learnt from texts. It may be read by many at a time.
type Names struct {
	forms map[nameIn]nameForm
}

// nameIn is a name in Latin letters, lower case, and a Chinese version.
type nameIn struct {
	latin string
	v     align.Version
}

// nameForm is the way a version writes a name.
type nameForm struct {
	text  string // folded
	shown string // as written where it stands first
	units int    // in how many it stands
}

const (
	learnFrom     = 3   // units in which a document must write a name alike
	learnApproved = 2   // pairs that people approved
	learnShare    = 0.6 // of the units with the name that have the form
	learnSound    = 0.5 // of the consonants of name and form that are alike
)

// longestForm is how many runes a name that is written by its sound has at most.
const longestForm = 7

// LearnNames learns from units whose texts people approved as saying the same.
func LearnNames(units []Unit) *Names {
	s := &Stats{}
	cases := make([]*naming, len(units))
	for i := range units {
		cases[i] = newCase(units[i], s).names
	}
	return fitNames(cases, learnApproved)
}

// Len is the number of names and versions that a form is known of.
func (n *Names) Len() int {
	if n == nil {
		return 0
	}
	return len(n.forms)
}

func (n *Names) form(latin string, v align.Version) (nameForm, bool) {
	if n == nil {
		return nameForm{}, false
	}
	f, ok := n.forms[nameIn{latin, v}]
	return f, ok
}

// foreignNames are the single names of the English that could be written by
// their sound: no acronyms, none of the word list.
func (c *naming) foreignNames() []mention {
	var out []mention
	for _, m := range c.mentions(align.En) {
		if !m.listed() && len(m.latin) >= 4 && !inner(m.text) && strings.IndexFunc(m.latin, func(r rune) bool { return !letter.Lower(r) }) < 0 {
			out = append(out, m)
		}
	}
	return out
}

// fitNames learns the forms that stand in at least so many units and, of the
// units that have the name, in most.
func fitNames(cases []*naming, least int) *Names {
	where := map[string][]int{} // name → units
	sure := map[string]bool{}   // stands inside a sentence with a capital letter
	for i, c := range cases {
		seen := map[string]bool{}
		for _, m := range c.foreignNames() {
			sure[m.latin] = sure[m.latin] || !m.first
			if !seen[m.latin] {
				seen[m.latin] = true
				where[m.latin] = append(where[m.latin], i)
			}
		}
	}
	var names []string
	for name, units := range where {
		if len(units) >= least && sure[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	out := &Names{map[nameIn]nameForm{}}
	for _, v := range chineseVersions {
		learnForms(out, cases, names, where, v, least)
	}
	return out
}

// proposal is a form that may be a name's.
type proposal struct {
	name string
	text string
	both int // units that have the name and the form
}

func learnForms(out *Names, cases []*naming, names []string, where map[string][]int, v align.Version, least int) {
	runs := make([][]string, len(cases)) // of the units with a name
	var proposals []proposal
	units := map[string]int{} // name → units that write it in Chinese
	for _, name := range names {
		both := map[string]int{}
		for _, i := range where[name] {
			c := cases[i]
			if !c.has(v) || c.latinCount(name, v) > 0 {
				continue
			}
			units[name]++
			if runs[i] == nil {
				runs[i] = foreignRuns(zh.Fold(c.text[v]))
			}
			for part := range parts(runs[i]) {
				both[part]++
			}
		}
		for part, n := range both {
			if n >= least && float64(n) >= learnShare*float64(units[name]) && soundsLike(name, part) >= learnSound {
				proposals = append(proposals, proposal{name, part, n})
			}
		}
	}
	total, shown := occurrences(cases, proposals, v)
	sort.Slice(proposals, func(i, j int) bool {
		a, b := proposals[i], proposals[j]
		if a.name != b.name {
			return a.name < b.name
		}
		if x, y := soundsLike(a.name, a.text), soundsLike(b.name, b.text); x != y {
			return x > y
		}
		if len(a.text) != len(b.text) {
			return len(a.text) > len(b.text)
		}
		return a.text < b.text
	})
	decided := map[string]bool{}
	for _, p := range proposals {
		if decided[p.name] || 2*float64(p.both) < learnShare*float64(units[p.name]+total[p.text]) {
			continue
		}
		decided[p.name] = true
		if !wordOfDictionary(p.text) { // for a word, whoever wrote it did not go by the sound
			out.forms[nameIn{p.name, v}] = nameForm{p.text, shown[p.text], p.both}
		}
	}
}

// occurrences counts the units in which the proposed forms stand, and tells how
// they are written there.
func occurrences(cases []*naming, proposals []proposal, v align.Version) (map[string]int, map[string]string) {
	wanted := map[string]bool{}
	for _, p := range proposals {
		wanted[p.text] = true
	}
	total, shown := map[string]int{}, map[string]string{}
	if len(wanted) == 0 {
		return total, shown
	}
	for _, c := range cases {
		if !c.has(v) {
			continue
		}
		text, from := zh.FoldMap(c.text[v])
		for part := range parts(foreignRuns(text)) {
			if !wanted[part] {
				continue
			}
			if total[part]++; shown[part] == "" {
				shown[part] = c.slice(v, spanOf(part, text, from))
			}
		}
	}
	return total, shown
}

// wordOfDictionary reports whether a form is a Chinese word like any other.
func wordOfDictionary(text string) bool {
	return dictionary() != nil && firstWord(text) == text
}

func findUnknownName(c *Case) {
	for _, m := range c.names.foreignNames() {
		for _, v := range chineseVersions {
			if !c.has(v) || c.latinCount(m.latin, v) > 0 {
				continue
			}
			usual, ok := c.Stats.settings.Names.form(m.latin, v)
			if !ok {
				usual, ok = c.Stats.learnt.form(m.latin, v)
			}
			if !ok {
				continue
			}
			if s, found := c.names.otherForm(m.latin, usual, v, c.Stats.learnt, c.Stats.settings.Names); found {
				f := Finding{Pair: both(align.En, v), Spans: map[align.Version]Span{align.En: m.Span, v: s},
					Values: map[align.Version]string{align.En: m.text, v: c.slice(v, s)},
					Args:   args("a", v.String(), "x", c.slice(v, s), "y", usual.shown, "name", m.text), Fix: &Fix{v, s, usual.shown}}
				if o := other(v); c.has(o) {
					if there, ok := c.Stats.learnt.form(m.latin, o); ok && strings.Contains(zh.Fold(c.Unit.Text[o]), there.text) {
						f.Odd = odd(v)
					}
				}
				c.report(f)
			}
		}
	}
}

// otherForm looks in a text without the usual form of a name for one that sounds
// like it and is written with some of the same characters.
func (c *naming) otherForm(name string, usual nameForm, v align.Version, known ...*Names) (Span, bool) {
	text, from := zh.FoldMap(c.text[v])
	if strings.Contains(text, usual.text) {
		return Span{}, false
	}
	length := utf8.RuneCountInString(usual.text)
	best, found := "", 0.0
	runs := foreignRuns(text)
	for part := range parts(runs) {
		n := utf8.RuneCountInString(part)
		if n < length-1 || n > length+1 || !endsOne(runs, part) || wordOfDictionary(part) {
			continue
		}
		alike := sharedInOrder(part, usual.text)
		sound := soundsLike(name, part)
		if 2*alike < length || sound < learnSound || namedBy(part, v, name, known) {
			continue
		}
		if score := float64(alike) + sound - 0.3*float64(max(n-length, length-n)); score > found || score == found && part < best {
			best, found = part, score
		}
	}
	if best == "" {
		return Span{}, false
	}
	return spanOf(best, text, from), true
}

// endsOne reports whether a form goes to the end of a run: else it is the
// beginning of a longer name, as in 卡尔加里.
func endsOne(runs []string, form string) bool {
	return slices.ContainsFunc(runs, func(run string) bool { return strings.HasSuffix(run, form) })
}

// spanOf is where a part of a folded text stands in the text itself.
func spanOf(part, folded string, from []int) Span {
	start := utf8.RuneCountInString(folded[:strings.Index(folded, part)])
	return Span{from[start], from[start+utf8.RuneCountInString(part)-1] + 1}
}

// namedBy reports whether a form is that of another name.
func namedBy(form string, v align.Version, except string, known []*Names) bool {
	for _, n := range known {
		if n == nil {
			continue
		}
		for key, f := range n.forms {
			if key.v == v && key.latin != except && (strings.Contains(f.text, form) || strings.Contains(form, f.text)) {
				return true
			}
		}
	}
	return false
}
