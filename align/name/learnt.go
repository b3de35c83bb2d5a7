package name

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/reading"
	"triptych/align/sound"
	"triptych/align/zh"
)

// Forms is how foreign names were seen to be written in Chinese: what nobody
// put into a glossary, learnt from texts. It may be read by many at a time.
type Forms struct {
	forms map[nameIn]Form
}

// nameIn is a name in Latin letters, lower case, and a Chinese version.
type nameIn struct {
	latin string
	v     align.Version
}

// Form is the way a version writes a name.
type Form struct {
	Text  string // folded
	Shown string // as written where it stands first
	units int    // in how many it stands
}

const (
	LearnFrom     = 3   // units in which a document must write a name alike
	LearnApproved = 2   // pairs that people approved
	learnShare    = 0.6 // of the units with the name that have the form
	learnSound    = 0.5 // of the consonants of name and form that are alike
)

// Len is the number of names and versions that a form is known of.
func (n *Forms) Len() int {
	if n == nil {
		return 0
	}
	return len(n.forms)
}

func (n *Forms) Form(latin string, v align.Version) (Form, bool) {
	if n == nil {
		return Form{}, false
	}
	f, ok := n.forms[nameIn{latin, v}]
	return f, ok
}

// Foreign are the single names of the English that could be written by
// their sound: no acronyms, none of the word list.
func (u *Unit) Foreign() []Mention {
	var out []Mention
	for _, m := range u.Mentions(align.En) {
		if !m.Listed() && len(m.Latin) >= 4 && !InnerCapital(m.Text) && strings.IndexFunc(m.Latin, func(r rune) bool { return !letter.Lower(r) }) < 0 {
			out = append(out, m)
		}
	}
	return out
}

// FitForms learns the forms that stand in at least so many units and, of the
// units that have the name, in most.
func FitForms(cases []*Unit, least int) *Forms {
	where := map[string][]int{} // name → units
	sure := map[string]bool{}   // stands inside a sentence with a capital letter
	for i, c := range cases {
		seen := map[string]bool{}
		for _, m := range c.Foreign() {
			sure[m.Latin] = sure[m.Latin] || !m.First
			if !seen[m.Latin] {
				seen[m.Latin] = true
				where[m.Latin] = append(where[m.Latin], i)
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
	out := &Forms{map[nameIn]Form{}}
	for _, v := range align.Chinese[:] {
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

func learnForms(out *Forms, cases []*Unit, names []string, where map[string][]int, v align.Version, least int) {
	runs := make([][]string, len(cases)) // of the units with a name
	var proposals []proposal
	units := map[string]int{} // name → units that write it in Chinese
	for _, name := range names {
		both := map[string]int{}
		for _, i := range where[name] {
			c := cases[i]
			if !c.Has(v) || c.LatinCount(name, v) > 0 {
				continue
			}
			units[name]++
			if runs[i] == nil {
				runs[i] = sound.Runs(zh.Fold(c.Text[v]))
			}
			for part := range sound.Parts(runs[i]) {
				both[part]++
			}
		}
		for part, n := range both {
			if n >= least && float64(n) >= learnShare*float64(units[name]) && sound.Like(name, part) >= learnSound {
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
		if x, y := sound.Like(a.name, a.text), sound.Like(b.name, b.text); x != y {
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
			out.forms[nameIn{p.name, v}] = Form{p.text, shown[p.text], p.both}
		}
	}
}

// occurrences counts the units in which the proposed forms stand, and tells how
// they are written there.
func occurrences(cases []*Unit, proposals []proposal, v align.Version) (map[string]int, map[string]string) {
	wanted := map[string]bool{}
	for _, p := range proposals {
		wanted[p.text] = true
	}
	total, shown := map[string]int{}, map[string]string{}
	if len(wanted) == 0 {
		return total, shown
	}
	for _, c := range cases {
		if !c.Has(v) {
			continue
		}
		text, from := zh.FoldMap(c.Text[v])
		for part := range sound.Parts(sound.Runs(text)) {
			if !wanted[part] {
				continue
			}
			if total[part]++; shown[part] == "" {
				shown[part] = c.Slice(v, spanOf(part, text, from))
			}
		}
	}
	return total, shown
}

// wordOfDictionary reports whether a form is a Chinese word like any other.
func wordOfDictionary(text string) bool {
	return lexicon.Shared() != nil && reading.FirstWord(text) == text
}

// OtherForm looks in a text without the usual form of a name for one that sounds
// like it and is written with some of the same characters.
func (u *Unit) OtherForm(name string, usual Form, v align.Version, known ...*Forms) (reading.Span, bool) {
	text, from := zh.FoldMap(u.Text[v])
	if strings.Contains(text, usual.Text) {
		return reading.Span{}, false
	}
	length := utf8.RuneCountInString(usual.Text)
	best, found := "", 0.0
	runs := sound.Runs(text)
	for part := range sound.Parts(runs) {
		n := utf8.RuneCountInString(part)
		if n < length-1 || n > length+1 || !endsOne(runs, part) || wordOfDictionary(part) {
			continue
		}
		alike := sound.SharedInOrder(part, usual.Text)
		sound := sound.Like(name, part)
		if 2*alike < length || sound < learnSound || namedBy(part, v, name, known) {
			continue
		}
		if score := float64(alike) + sound - 0.3*float64(max(n-length, length-n)); score > found || score == found && part < best {
			best, found = part, score
		}
	}
	if best == "" {
		return reading.Span{}, false
	}
	return spanOf(best, text, from), true
}

// endsOne reports whether a form goes to the end of a run: else it is the
// beginning of a longer name, as in 卡尔加里.
func endsOne(runs []string, form string) bool {
	return slices.ContainsFunc(runs, func(run string) bool { return strings.HasSuffix(run, form) })
}

// spanOf is where a part of a folded text stands in the text itself.
func spanOf(part, folded string, from []int) reading.Span {
	start := utf8.RuneCountInString(folded[:strings.Index(folded, part)])
	return reading.Span{from[start], from[start+utf8.RuneCountInString(part)-1] + 1}
}

// namedBy reports whether a form is that of another name.
func namedBy(form string, v align.Version, except string, known []*Forms) bool {
	for _, n := range known {
		if n == nil {
			continue
		}
		for key, f := range n.forms {
			if key.v == v && key.latin != except && (strings.Contains(f.Text, form) || strings.Contains(form, f.Text)) {
				return true
			}
		}
	}
	return false
}
