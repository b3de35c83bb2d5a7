package zh

import "sync"

// MostlyHans reports whether r is a simplified form that Traditional texts use
// only in a rare word or as a surname (万, 价, 种, 广), so that elsewhere in
// Traditional text it is a slip. What a conversion of the text itself leaves
// alone (万俟, 胜肽) is such a word. False for every rune without dictionaries.
func MostlyHans(r rune) bool { return mostlyPlane().of(r) == hansOnly }

// MostlyHant is MostlyHans for the other script: 於, 瞭, 捱 in Simplified text,
// but not 瞭望.
func MostlyHant(r rune) bool { return mostlyPlane().of(r) == hantOnly }

const (
	// Hardly ever right in a text of the other script, though phrases have them.
	alsoHans = "么"
	// So common in classical or everyday words that phrases alone do not tell.
	notHans = "云几"
)

// mostlyPlane is mostly for looking up.
var mostlyPlane = sync.OnceValue(func() *scripts { return scriptsOf(mostly()) })

// mostly holds the characters that exclusives leaves out because both scripts
// have them, and that one of the two scripts hardly uses. How often it does is
// counted over OpenCC's dictionaries of phrases. Regional standard forms (吃, 群,
// 户 in Hong Kong) are no slips and stay out.
var mostly = sync.OnceValue(func() map[rune]byte {
	table := map[rune]byte{}
	p, err := load()
	if err != nil {
		return table
	}
	toHant, toHans := p.charValues("STCharacters"), p.charValues("TSCharacters")
	regional := map[rune]bool{}
	for _, name := range []string{"TWVariants", "HKVariants"} {
		regional = union(regional, valuesOf(p.charValues(name)))
	}
	hans, hant := p.phraseCounts()
	mark := func(from map[rune][]rune, count map[rune]int, script byte) {
		for r, forms := range from {
			if exclusives()[r] != 0 || regional[r] || script == hansOnly && !inGB2312(r) {
				continue
			}
			other := 0
			for _, f := range forms {
				if f != r {
					other = max(other, count[f])
				}
			}
			if other >= fitted.mostly.count && float64(count[r]) <= fitted.mostly.share*float64(other) {
				table[r] = script
			}
		}
	}
	mark(toHant, hant, hansOnly)
	mark(toHans, hans, hantOnly)
	for _, r := range alsoHans {
		table[r] = hansOnly
	}
	for _, r := range notHans {
		delete(table, r)
	}
	return table
})

// phraseCounts counts the characters of OpenCC's phrases, Simplified and
// Traditional.
func (p *pack) phraseCounts() (hans, hant map[rune]int) {
	hans, hant = map[rune]int{}, map[rune]int{}
	add := func(name string, keys, values map[rune]int) {
		d, err := p.dict(name)
		if err != nil {
			return
		}
		for _, e := range d.entries {
			for _, r := range string(e.key) {
				if keys != nil {
					keys[r]++
				}
			}
			for _, r := range string(e.values) {
				if values != nil {
					values[r]++
				}
			}
		}
	}
	add("STPhrases", hans, hant)
	add("TSPhrases", nil, hans)
	for _, name := range []string{"TWPhrases", "HKPhrases"} {
		add(name, hant, hant)
	}
	return hans, hant
}
