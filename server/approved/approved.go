// Package approved makes units of approved pairs, for what is learnt from them with and
// without a server.
package approved

import (
	"triptych/align"
	"triptych/align/check"
)

// Units puts approved pairs with the same English together, as far as
// checks learn from them: pairs without English are left out.
func Units(pairs []Texts) []check.Unit {
	var units []check.Unit
	at := map[string]int{}
	for _, p := range pairs {
		if p.Pair[0] != align.En {
			continue
		}
		en, v := p.Texts[0], p.Pair[1]
		i, ok := at[en]
		if !ok || units[i].Text[v] != "" {
			i = len(units)
			at[en] = i
			units = append(units, check.Unit{})
			units[i].Text[align.En] = en
		}
		units[i].Text[v] = p.Texts[1]
	}
	return units
}
