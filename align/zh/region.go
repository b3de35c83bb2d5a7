package zh

import (
	"bytes"
	"slices"
	"sort"
	"sync"
	"unicode/utf8"
)

// RegionWord is a word that the mainland and another region say differently.
type RegionWord struct {
	Region       string   // "TW" or "HK"
	Mainland     string   // the mainland word in Simplified script: 软件
	MainlandHant string   // the same word in Traditional script: 軟件
	Local        []string // what the region says, in Traditional script, the usual word first: 軟體
}

// RegionWords lists the words of slips.tsv and then OpenCC's regional words. Some
// of OpenCC's are regional in one sense only (文件, 程序): take them as candidates.
// A word stands once for each region. The list is shared: do not change it. Empty
// without dictionaries.
func RegionWords() []RegionWord { return regionWords() }

var regionWords = sync.OnceValue(func() []RegionWord {
	p, err := load()
	if err != nil {
		return nil
	}
	simplify, err := Open("t2s")
	if err != nil {
		return nil
	}
	traditional, err := Open("s2t")
	if err != nil {
		return nil
	}
	words := slips(traditional.Convert)
	known := map[[2]string]bool{}
	for _, w := range words {
		known[[2]string{w.Region, w.MainlandHant}] = true
	}
	for _, source := range []struct{ region, dict string }{{"TW", "TWPhrases"}, {"HK", "HKPhrases"}} {
		d, err := p.dict(source.dict)
		if err != nil {
			continue
		}
		for _, e := range d.entries {
			w := RegionWord{Region: source.region, MainlandHant: string(e.key), Mainland: simplify.Convert(string(e.key))}
			for _, v := range e.all() {
				w.Local = append(w.Local, string(v))
			}
			if !known[[2]string{w.Region, w.MainlandHant}] {
				words = append(words, w)
			}
		}
	}
	return words
})

// FoldRegion folds s as Fold does and also puts one word, the mainland one as a
// rule, for all the words that differ by region only (軟體 and 軟件 are 软件).
// Words that dictionaries link in a chain (文檔 – 文件 – 檔案) count as one. Besides
// OpenCC's words it knows those of region.tsv and the names of names.tsv.
func FoldRegion(s string) string {
	out, _ := FoldRegionMap(s)
	return out
}

// FoldRegionMap folds s as FoldRegion does and gives, for each rune of the
// result, the index of the rune of s that it comes from; of a replaced word,
// that of its first rune.
func FoldRegionMap(s string) (string, []int) { return RegionMap(FoldMap(s)) }

// RegionMap is FoldRegionMap for what FoldMap has folded.
func RegionMap(folded string, at []int) (string, []int) {
	words := regionFold()
	if words == nil {
		return folded, at
	}
	text := []byte(folded)
	out, outAt := make([]byte, 0, len(text)), make([]int, 0, len(at))
	for i := 0; len(text) > 0; {
		first, size := utf8.DecodeRune(text)
		e, ok := words.match(text, first)
		if !ok {
			out, outAt = append(out, text[:size]...), append(outAt, at[i])
			text, i = text[size:], i+1
			continue
		}
		out = append(out, e.values...)
		for range utf8.RuneCount(e.values) {
			outAt = append(outAt, at[i])
		}
		text, i = text[len(e.key):], i+utf8.RuneCount(e.key)
	}
	return string(out), outAt
}

// regionFold maps every folded regional word to the one that stands for its
// group, which is a mainland word.
var regionFold = sync.OnceValue(func() *dict {
	groups := map[string]string{} // word → parent in its group
	var find func(string) string
	find = func(w string) string {
		if p, ok := groups[w]; ok && p != w {
			return find(p)
		}
		return w
	}
	mainland := map[string]bool{}
	for _, w := range slices.Concat(regionWords(), newsWords(), variantNames()) {
		m := Fold(w.Mainland)
		mainland[m] = true
		for _, local := range w.Local {
			l := Fold(local)
			if utf8.RuneCountInString(m) < 2 || utf8.RuneCountInString(l) < 2 {
				continue
			}
			if a, b := find(m), find(l); a != b {
				groups[b] = a
			}
			groups[m], groups[l] = find(m), find(m)
		}
	}
	if len(groups) == 0 {
		return nil
	}
	names := map[string]string{} // root → the word that stands for the group
	words := sortedKeys(groups)
	sort.SliceStable(words, func(i, j int) bool { return len(words[i]) < len(words[j]) })
	for _, w := range words {
		root := find(w)
		if names[root] == "" && mainland[w] {
			names[root] = w
		}
	}
	var entries []entry
	for _, w := range words {
		entries = append(entries, entry{[]byte(w), []byte(names[find(w)])})
	}
	sort.Slice(entries, func(i, j int) bool { return bytes.Compare(entries[i].key, entries[j].key) < 0 })
	return newDict(entries)
})
