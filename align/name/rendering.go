package name

import (
	"sort"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/zh"
)

// rendering is a form that an English name takes in a version.
type rendering struct {
	name nameID // in English
	v    align.Version
	text string // folded
}

// Renderings is how a document renders the names of the word list and the dictionary.
// It may be read by many at a time.
type Renderings struct {
	units map[rendering]int    // in how many units a form stands
	shown map[rendering]string // as written where it stands first
	usual map[rendering]string // of a name and version (no text) the commonest form, folded
}

// FitRenderings counts the units in which each Chinese form of a listed name stands.
func FitRenderings(cases []*Unit) Renderings {
	type seenForm struct {
		rendering
		shown string
	}
	found := make([][]seenForm, len(cases))
	cores.Each(len(cases), func(i int) {
		seen := map[rendering]bool{}
		for _, v := range align.Chinese[:] {
			if !cases[i].Has(v) {
				continue
			}
			for _, m := range cases[i].Mentions(v) {
				name, ok := cases[i].nameOf(m)
				if k := (rendering{name, v, zh.Fold(m.Text)}); ok && !seen[k] {
					seen[k] = true
					found[i] = append(found[i], seenForm{k, m.Text})
				}
			}
		}
	})
	out := Renderings{map[rendering]int{}, map[rendering]string{}, nil}
	for _, list := range found {
		for _, k := range list {
			if out.units[k.rendering]++; out.shown[k.rendering] == "" {
				out.shown[k.rendering] = k.shown
			}
		}
	}
	out.usual = usual(out.units)
	return out
}

// nameOf returns the listed name of the English that a Chinese one renders; without
// English, the first of those that it may be.
func (u *Unit) nameOf(m Mention) (nameID, bool) {
	if !u.Has(align.En) && m.Listed() {
		return m.ids[0], true
	}
	for _, n := range u.Mentions(align.En) {
		if n.may(m) {
			return n.ids[0], true
		}
	}
	return 0, false
}

// usual returns for each name and version the form that stands in most units.
func usual(n map[rendering]int) map[rendering]string {
	keys := make([]rendering, 0, len(n))
	for k := range n {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if n[keys[i]] != n[keys[j]] {
			return n[keys[i]] > n[keys[j]]
		}
		return keys[i].text < keys[j].text
	})
	most := map[rendering]string{}
	for _, k := range keys {
		whole := rendering{name: k.name, v: k.v}
		if most[whole] == "" {
			most[whole] = k.text
		}
	}
	return most
}

// UsualForm returns the form in which the document usually renders a name of the
// Chinese version v, as it is written where it stands first; ok is false where it is
// the form that m has, or none is much more usual.
func (u *Unit) UsualForm(m Mention, v align.Version, all *Renderings) (usual string, ok bool) {
	id, ok := u.nameOf(m)
	most := all.usual[rendering{name: id, v: v}]
	here := zh.Fold(m.Text)
	if !ok || most == "" || oneForm(here, most) {
		return "", false
	}
	other := rendering{id, v, most}
	n := all.units[other]
	if n < fitted.usualLeast || n < fitted.usualTimes*all.units[rendering{id, v, here}] {
		return "", false
	}
	return all.shown[other], true
}

// oneForm reports whether two renderings are no different ones: 欧盟 and 欧洲联盟.
func oneForm(a, b string) bool { return a == b || shortens(a, b) || shortens(b, a) }

// shortens reports whether short is long with characters left out, as abbreviations
// of Chinese are made.
func shortens(short, long string) bool {
	s := []rune(short)
	for _, r := range long {
		if len(s) > 0 && s[0] == r {
			s = s[1:]
		}
	}
	return len(s) == 0
}
