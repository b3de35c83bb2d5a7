package name

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/sound"
)

// Cast is who appears in a document, and how each Chinese version writes them: in their
// letters, or by their sound. It may be read by many at a time.
type Cast struct {
	names    map[string]bool     // lower case; they stand inside a sentence with a capital somewhere
	forms    map[nameIn][]string // a form, folded, and its version → the names that it is known to write
	known    map[nameIn][]string // a name and its version → those forms, "" for its own letters
	together map[[2]string]bool  // names that stand beside each other, as those of one person do
}

// FitCast learns who appears in the units of a document.
func FitCast(units []*Unit) *Cast {
	c := &Cast{map[string]bool{}, map[nameIn][]string{}, map[nameIn][]string{}, map[[2]string]bool{}}
	for _, u := range units {
		all := u.Mentions(align.En)
		for i, m := range all {
			if m.Latin == "" {
				continue
			}
			c.names[m.Latin] = c.names[m.Latin] || !uncertain(m) && !u.ordinary(m)
			if i > 0 && u.sameRun(all[i-1].Span[1], m.Span[0]) {
				c.together[[2]string{all[i-1].Latin, m.Latin}] = true
			}
		}
	}
	found := make([]map[nameIn][]heardPart, len(units))
	cores.Each(len(units), func(i int) {
		found[i] = map[nameIn][]heardPart{}
		for _, m := range units[i].Mentions(align.En) {
			for _, v := range align.Chinese {
				if k := (nameIn{m.Latin, v}); c.names[m.Latin] && units[i].Has(v) && found[i][k] == nil {
					found[i][k] = units[i].castForms(m, v)
				}
			}
		}
	})
	all := map[nameIn][][]heardPart{}
	for _, f := range found {
		for k, parts := range f {
			all[k] = append(all[k], parts)
		}
	}
	for k, units := range all {
		if form, ok := usualForm(units); ok {
			c.known[k] = append(c.known[k], form)
			c.forms[nameIn{form, k.v}] = append(c.forms[nameIn{form, k.v}], k.latin)
		}
	}
	for _, names := range c.forms {
		slices.Sort(names)
	}
	return c
}

// castForms returns what a Chinese version of a unit may write a name of its English as:
// one empty form for its letters.
func (u *Unit) castForms(m Mention, v align.Version) (out []heardPart) {
	if u.LatinCount(m.Latin, v) > 0 {
		return []heardPart{{}}
	}
	spoken := sound.Spoken(m.Latin)
	if len(spoken) == 0 || len(spoken[0]) < 4 {
		return nil
	}
	heard := sound.Of(spoken[0])
	for p := range u.Spoken(v) {
		if l := heard.Like(p); l >= sound.Alike() && !heard.Mute() {
			out = append(out, heardPart{p, l, len(sound.HanConsonants(p))})
		}
	}
	return out
}

// usualForm returns the form that most units with a name have. Of one that stands in one
// unit alone the sound must say it all.
func usualForm(units [][]heardPart) (string, bool) {
	count := map[string]int{}
	best := heardPart{}
	for _, parts := range units {
		for _, p := range parts {
			count[p.text]++
		}
	}
	most := 0
	for _, parts := range units {
		for _, p := range parts {
			if n := count[p.text]; n > most || n == most && p.better(best) {
				most, best = n, p
			}
		}
	}
	if best.text == "" {
		return "", most > 0
	}
	sure := most > 1 || best.likeness >= fitted.soundSure
	return best.text, sure && (utf8.RuneCountInString(best.text) > 2 || !wordOfDictionary(best.text))
}

// lacks reports whether a name of the English, which version v is known to write, is in no
// form there. Sounds prove nothing where the form is known: anything long enough has
// some Menga in it.
func (u *Unit) lacks(name string, v align.Version, c *Cast) bool {
	k := lacking{nameIn{name, v}, c}
	if known, ok := u.lacking[k]; ok {
		return known
	}
	forms := c.known[k.nameIn]
	lacks := len(forms) > 0 && u.LatinCount(name, v) == 0 && !slices.ContainsFunc(forms, func(f string) bool {
		if f == "" { // where it may have been written by its sound for once
			return u.Sounding(name, v) > fitted.soundFaint
		}
		return u.nearly(f, v)
	})
	if u.lacking == nil {
		u.lacking = map[lacking]bool{}
	}
	u.lacking[k] = lacks
	return lacks
}

// lacking is a name that a version of a unit may lack, by the names of a document. It is
// asked for as often as the name stands there.
type lacking struct {
	nameIn
	cast *Cast
}

// nearly reports whether a Chinese version has a form, or one that shares most of its
// characters: 麦格雷戈 and 麦格里戈.
func (u *Unit) nearly(form string, v align.Version) bool {
	if text, _ := u.Folded(v); strings.Contains(text, form) {
		return true
	}
	n := utf8.RuneCountInString(form)
	for part := range u.Spoken(v) {
		if l := utf8.RuneCountInString(part); l >= n-1 && l <= n+1 && 2*sound.SharedInOrder(part, form) > n {
			return true
		}
	}
	return false
}

// Moved looks for a version that names somebody of the document who does not appear in
// this unit, where another one does: at most one for each version. The names must not be
// those of one person, who is called now by one and now by the other.
func (u *Unit) Moved(c *Cast) (out []Misnamed) {
	for _, v := range align.Versions {
		if !u.Has(v) || !u.Has(align.En) {
			continue
		}
		find := u.movedInto
		if v == align.En {
			find = u.movedIntoEnglish
		}
		if m, ok := find(v, c); ok {
			out = append(out, m)
		}
	}
	return out
}

// guest is a name of the cast in a Chinese text, and where it stands there.
type guest struct {
	name string
	Mention
}

// movedInto looks for a name that a Chinese version alone has, and a name of the English
// that it lacks.
func (u *Unit) movedInto(v align.Version, c *Cast) (Misnamed, bool) {
	o := v.Sibling()
	for _, g := range u.guests(v, c) {
		if u.Has(o) && !u.lacks(g.name, o, c) && (u.LatinCount(g.name, o) > 0 || u.Sounding(g.name, o) >= sound.Alike()) {
			continue
		}
		for _, m := range u.Mentions(align.En) {
			if !c.names[m.Latin] || calendar[m.Latin] || c.related(m.Latin, g.name) {
				continue
			}
			witness := u.Has(o) && !u.lacks(m.Latin, o, c) && u.Met(m, align.En, o)
			lost := u.lacks(m.Latin, v, c) || witness && !u.Met(m, align.En, v) && !u.barelyHeard(m, v)
			if lost && (witness || !u.Has(o)) {
				return Misnamed{In: v, Strange: g.Mention, Lost: m, From: align.En, Witness: witness}, true
			}
		}
	}
	return Misnamed{}, false
}

// movedIntoEnglish looks for a name that the English alone has, and one that every
// Chinese version has in this unit and the English lacks.
func (u *Unit) movedIntoEnglish(_ align.Version, c *Cast) (Misnamed, bool) {
	var both []guest
	first, witness := align.En, false
	for _, v := range align.Chinese {
		switch {
		case !u.Has(v):
		case first == align.En:
			first, both = v, u.guests(v, c)
		default:
			witness = true
			there := u.guests(v, c)
			both = slices.DeleteFunc(both, func(g guest) bool {
				return !slices.ContainsFunc(there, func(h guest) bool { return h.name == g.name })
			})
		}
	}
	if len(both) == 0 {
		return Misnamed{}, false
	}
	for _, m := range u.Mentions(align.En) {
		lackedByAll := !slices.ContainsFunc(align.Chinese[:], func(v align.Version) bool { return u.Has(v) && !u.lacks(m.Latin, v, c) })
		if !c.names[m.Latin] || calendar[m.Latin] || !lackedByAll {
			continue
		}
		for _, g := range both {
			if !c.related(m.Latin, g.name) {
				return Misnamed{In: align.En, Strange: m, Lost: g.Mention, From: first, Witness: witness}, true
			}
		}
	}
	return Misnamed{}, false
}

// related reports whether two names stand beside each other somewhere, or one holds the
// other.
func (c *Cast) related(a, b string) bool {
	return c.together[[2]string{a, b}] || c.together[[2]string{b, a}] || strings.Contains(a, b) || strings.Contains(b, a)
}

// barelyHeard reports whether something in a Chinese version sounds a little like a name.
func (u *Unit) barelyHeard(m Mention, v align.Version) bool {
	return slices.ContainsFunc(sound.Spoken(m.Latin), func(w string) bool { return u.Sounding(w, v) > fitted.soundFaint })
}

// guests returns the names of the cast that stand in a Chinese version of the unit and
// not in its English, nor sound like anybody there.
func (u *Unit) guests(v align.Version, c *Cast) (out []guest) {
	for _, m := range u.Mentions(v) {
		if m.Latin != "" && c.names[m.Latin] && slices.Contains(c.known[nameIn{m.Latin, v}], "") && u.LatinCount(m.Latin, align.En) == 0 {
			out = append(out, guest{m.Latin, m})
		}
	}
	text, at := u.Folded(v)
	for part := range u.Spoken(v) {
		for _, name := range c.forms[nameIn{part, v}] {
			if u.LatinCount(name, align.En) > 0 || u.saidLike(part, v, c) {
				continue
			}
			s := spanOf(part, text, at)
			out = append(out, guest{name, Mention{Span: s, Text: u.Slice(v, s)}})
		}
	}
	slices.SortFunc(out, func(a, b guest) int {
		if a.Span != b.Span {
			return slices.Compare(a.Span[:], b.Span[:])
		}
		return strings.Compare(a.name, b.name)
	})
	return out
}

// saidLike reports whether a Chinese form may be that of a name of the English: it sounds
// a little like one of which no other form is known, or is a part of the known one.
func (u *Unit) saidLike(form string, v align.Version, c *Cast) bool {
	return slices.ContainsFunc(u.Mentions(align.En), func(m Mention) bool {
		if known := c.known[nameIn{m.Latin, v}]; len(known) > 0 && c.names[m.Latin] {
			return slices.ContainsFunc(known, func(f string) bool { return strings.Contains(f, form) || strings.Contains(form, f) && f != "" })
		}
		least := fitted.soundOther
		if utf8.RuneCountInString(form) > 2 {
			least = sound.Alike()
		}
		return slices.ContainsFunc(sound.Spoken(m.Latin), func(w string) bool { return sound.Like(w, form) >= least })
	})
}
