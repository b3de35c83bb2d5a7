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

// Len is the number of names and versions that a form is known of.
func (n *Forms) Len() int {
	if n == nil {
		return 0
	}
	return len(n.forms)
}

// Form returns the form of a name, given in lower case, in a Chinese version.
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
		plain := strings.IndexFunc(m.Latin, func(r rune) bool { return !letter.Lower(r) }) < 0 // a–z
		if !m.Listed() && len(m.Latin) >= 4 && plain && !InnerCapital(m.Text) {
			out = append(out, m)
		}
	}
	return out
}

// FitForms learns from the units of a document how it writes foreign names.
func FitForms(units []*Unit) *Forms { return fitForms(units, fitted.learn.document) }

// ApprovedForms learns from units whose texts people approved as saying the same, of
// which fewer are enough.
func ApprovedForms(units []*Unit) *Forms { return fitForms(units, fitted.learn.approved) }

// fitForms learns the forms that stand in at least so many units and, of the
// units that have the name, in most.
func fitForms(cases []*Unit, least int) *Forms {
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

// learnForms adds the forms of names in version v. where gives the units of each name.
func learnForms(out *Forms, cases []*Unit, names []string, where map[string][]int, v align.Version, least int) {
	proposals, units := propose(cases, names, where, v, least)
	total, shown := occurrences(cases, proposals, v)
	decided := map[string]bool{}
	for _, p := range proposals {
		// a form that stands in many units without the name is another word
		if decided[p.name] || 2*float64(p.both) < fitted.learn.share*float64(units[p.name]+total[p.text]) {
			continue
		}
		decided[p.name] = true
		if !wordOfDictionary(p.text) { // for a word, whoever wrote it did not go by the sound
			out.forms[nameIn{p.name, v}] = Form{p.text, shown[p.text], p.both}
		}
	}
}

// propose returns the forms that names may have in version v, the likeliest of each
// first, and in how many units that have a name it is not written in its letters.
func propose(cases []*Unit, names []string, where map[string][]int, v align.Version, least int) (out []proposal, units map[string]int) {
	units = map[string]int{}
	for _, name := range names {
		both := map[string]int{}
		for _, i := range where[name] {
			c := cases[i]
			if !c.Has(v) || c.LatinCount(name, v) > 0 {
				continue
			}
			units[name]++
			for part := range c.Spoken(v) {
				both[part]++
			}
		}
		for part, n := range both {
			if n >= least && float64(n) >= fitted.learn.share*float64(units[name]) && sound.Like(name, part) >= fitted.learn.sound {
				out = append(out, proposal{name, part, n})
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].before(out[j]) })
	return out, units
}

// before orders proposals: by name, then by how well the form sounds like it, then the
// longer one, which has less of the name left out.
func (p proposal) before(q proposal) bool {
	if p.name != q.name {
		return p.name < q.name
	}
	if x, y := sound.Like(p.name, p.text), sound.Like(q.name, q.text); x != y {
		return x > y
	}
	if len(p.text) != len(q.text) {
		return len(p.text) > len(q.text)
	}
	return p.text < q.text
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
		text, from := c.Folded(v)
		for part := range c.Spoken(v) {
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
// like it and is written with some of the same characters: 基辛吉 where the document has
// 基辛格. Forms that known has for other names are left alone.
func (u *Unit) OtherForm(name string, usual Form, v align.Version, known ...*Forms) (reading.Span, bool) {
	text, from := u.Folded(v)
	if strings.Contains(text, usual.Text) {
		return reading.Span{}, false
	}
	length := utf8.RuneCountInString(usual.Text)
	heard, best, found := sound.Of(name), "", 0.0
	runs := sound.Runs(text)
	for part := range u.Spoken(v) {
		off := utf8.RuneCountInString(part) - length
		if off < -1 || off > 1 || !endsOne(runs, part) || wordOfDictionary(part) {
			continue
		}
		shared, sounds := sound.SharedInOrder(part, usual.Text), heard.Like(part)
		if 2*shared < length || sounds < fitted.learn.sound || namedBy(part, v, name, known) {
			continue
		}
		score := float64(shared) + sounds
		if score > found || score == found && part < best {
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
			another := key.v == v && key.latin != except
			if another && (strings.Contains(f.Text, form) || strings.Contains(form, f.Text)) {
				return true
			}
		}
	}
	return false
}
