package zh

import (
	"slices"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"triptych/align/letter"
)

// Fold levels what does not matter when two Chinese texts are compared: script
// and regional forms of characters, full width and compatibility forms of
// letters and digits, the shape of quotation marks, white space beside Chinese
// characters, invisible characters. Other punctuation stays.
//
// Characters are folded one by one, without regard to words, so that a text
// folds the same whatever stands around it and whatever its script: 乾隆 is 干隆
// and 著名 is 着名 on both sides. A folded text is for comparing and for looking
// up in something folded likewise, never for showing.
func Fold(s string) string {
	out, _ := FoldMap(s)
	return out
}

// FoldMap folds s and gives, for each rune of the result, the index of the
// rune of s that it comes from; the indices never fall.
func FoldMap(s string) (string, []int) {
	out, at := FoldRunes([]rune(s))
	return string(out), at
}

// FoldRunes is FoldMap for runes, which it leaves alone.
func FoldRunes(in []rune) (out []rune, at []int) {
	f := folder{chars: foldPlane(), in: in}
	f.out, f.at = make([]rune, 0, len(in)), make([]int, 0, len(in))
	for i, r := range in {
		if r >= 0x4E00 && r <= 0x9FFF && !f.space { // most of Chinese
			if c := f.chars.first[r]; c != 0 {
				r = c
			}
			f.put(r, i)
			continue
		}
		f.add(i)
	}
	return f.out, f.at
}

// folder builds a folded text rune by rune.
type folder struct {
	chars *plane
	in    []rune
	out   []rune
	at    []int
	space bool // white space waits to be written, or left out
}

func (f *folder) add(i int) {
	r := f.in[i]
	switch {
	case unicode.IsSpace(r):
		f.space = len(f.out) > 0
		return
	case letter.Invisible(r):
		return
	}
	if f.space {
		if !f.beside(i-1, -1) && !f.beside(i, +1) {
			f.put(' ', i-1)
		}
		f.space = false
	}
	if r < 0x80 {
		f.put(r, i)
		return
	}
	if c := f.chars.of(r); c != 0 {
		f.put(c, i)
		return
	}
	switch {
	case r == '’' && len(f.out) > 0 && letter.LatinScript(f.out[len(f.out)-1]):
		f.put('\'', i) // an apostrophe (NATO’s), or taken for one
	case letter.Quote(r):
		f.put('"', i)
	case letter.WideSign(r):
		f.put(letter.Narrow(r), i)
	case !letter.HanScript(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)):
		for _, c := range norm.NFKC.String(string(r)) {
			f.put(c, i)
		}
	default:
		f.put(r, i)
	}
}

// beside reports whether what stands at i or, past white space and quotation
// marks, further in the direction of step is Chinese, so that white space here
// means nothing.
func (f *folder) beside(i, step int) bool {
	for ; i >= 0 && i < len(f.in); i += step {
		r := f.in[i]
		if !unicode.IsSpace(r) && !letter.Invisible(r) && !letter.Quote(r) && r != '"' {
			return letter.Chinese(r)
		}
	}
	return false
}

func (f *folder) put(r rune, i int) {
	f.out = append(f.out, r)
	f.at = append(f.at, i)
}

// plane is a map of runes with those of the first plane in an array; 0 = none.
type plane struct {
	first [0x10000]rune
	rest  map[rune]rune
}

func (p *plane) of(r rune) rune {
	if r >= 0 && r < 0x10000 {
		return p.first[r]
	}
	return p.rest[r]
}

// foldPlane is foldTable for looking up.
var foldPlane = sync.OnceValue(func() *plane {
	p := &plane{rest: foldTable()}
	for r, c := range p.rest {
		if r < 0x10000 {
			p.first[r] = c
		}
	}
	return p
})

// foldTable maps each character that has another form in some script or region
// to the one form that stands for all of them, the Simplified one as a rule.
// It is empty without dictionaries.
//
// Forms belong together when a dictionary replaces one by the other. 瞭, which
// OpenCC leaves alone unless a phrase says otherwise, belongs to 了 as well:
// hence the alternatives that are everyday characters (GB 2312).
var foldTable = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	p, err := load()
	if err != nil {
		return table
	}
	simple := p.charValues("TSCharacters")
	var groups runeGroups
	for _, m := range []map[rune][]rune{simple, p.charValues("STCharacters"), p.charValues("TWVariantsRev"), p.charValues("HKVariantsRev")} {
		for _, r := range sortedRunes(m) {
			groups.join(r, m[r][0])
		}
	}
	for _, r := range sortedRunes(simple) {
		for _, v := range simple[r][1:] {
			if simple[r][0] == r && inGB2312(v) {
				groups.join(r, v)
			}
		}
	}
	for _, members := range groups.all() {
		votes, best := map[rune]int{}, rune(0)
		for _, r := range members {
			c := r
			if v := simple[r]; v != nil {
				c = v[0]
			}
			votes[c]++
			if votes[c] > votes[best] || votes[c] == votes[best] && c < best {
				best = c
			}
		}
		for _, r := range members {
			if r != best {
				table[r] = best
			}
		}
	}
	for r, values := range p.charValues("CJK_Compatibility_Ideographs") {
		c := values[0]
		if f, ok := table[c]; ok {
			c = f
		}
		table[r] = c
	}
	return table
})

// Folds lists the characters that Fold replaces and, at the same places, those that
// it puts for them.
func Folds() (from, to string) {
	table := foldTable()
	keys := sortedRunes(table)
	values := make([]rune, len(keys))
	for i, r := range keys {
		values[i] = table[r]
	}
	return string(keys), string(values)
}

// runeGroups joins runes into groups.
type runeGroups struct{ parent map[rune]rune }

func (g *runeGroups) root(r rune) rune {
	for {
		p, ok := g.parent[r]
		if !ok || p == r {
			return r
		}
		r = p
	}
}

func (g *runeGroups) join(a, b rune) {
	if g.parent == nil {
		g.parent = map[rune]rune{}
	}
	ra, rb := g.root(a), g.root(b)
	g.parent[ra], g.parent[rb] = ra, ra
}

// all gives the groups, each sorted.
func (g *runeGroups) all() map[rune][]rune {
	groups := map[rune][]rune{}
	for _, r := range sortedRunes(g.parent) {
		groups[g.root(r)] = append(groups[g.root(r)], r)
	}
	return groups
}

func sortedRunes[V any](m map[rune]V) []rune {
	runes := make([]rune, 0, len(m))
	for r := range m {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	return runes
}
