package check

import (
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
	"triptych/align/script"
	"triptych/align/zh"
)

// regionUse is how a document's Traditional text words what regions word
// differently: for each mainland word how many units have it, and how many have
// the local word instead.
type regionUse struct {
	mainland, local map[string]int
	words           [2]int            // in all: mainland, local
	sense           map[string][2]int // of words that are shared, where the English has their sense: mainland, local
	region          string            // whose words the text has, where no profile says: "TW", "HK" or ""
}

// regionIndex finds mainland words that Taiwan or Hong Kong words otherwise.
type regionIndex struct {
	words   map[string]zh.RegionWord
	locals  map[string]bool
	from    map[string][]string // local word → the mainland words that it stands for
	only    map[string]bool     // local words that are no words of the mainland
	lengths map[[2]rune]uint32  // first two characters → a bit for each length of words that begin so
	first   letter.Set          // the first characters
}

// Single characters are no regional words but parts of others.
var regionWords = sync.OnceValue(func() map[string]*regionIndex {
	out := map[string]*regionIndex{}
	for _, w := range zh.RegionWords() {
		x := out[w.Region]
		if x == nil {
			x = &regionIndex{words: map[string]zh.RegionWord{}, locals: map[string]bool{}, from: map[string][]string{}, only: map[string]bool{}, lengths: map[[2]rune]uint32{}}
			out[w.Region] = x
		}
		if utf8.RuneCountInString(w.MainlandHant) < 2 {
			continue
		}
		x.words[w.MainlandHant] = w
		x.add(w.MainlandHant)
		for _, l := range w.Local {
			x.locals[l] = true
			x.from[l] = append(x.from[l], w.MainlandHant)
			x.only[l] = !script.Shared(w.MainlandHant)
			x.add(l)
		}
	}
	return out
})

// add remembers how long a word is that begins as it does.
func (x *regionIndex) add(word string) {
	if runes := []rune(word); len(runes) > 1 {
		x.lengths[[2]rune{runes[0], runes[1]}] |= 1 << min(len(runes), 31)
		x.first.Add(runes[0])
	}
}

// place returns the region by whose words the Traditional version is judged.
func (s *Stats) place() string {
	switch s.settings.Profile {
	case "TW", "HK":
		return s.settings.Profile
	case "CN":
		return ""
	}
	if s.usage.region != "" {
		return s.usage.region
	}
	// Of the two lists Taiwan's is the longer one, and most of Hong Kong's stands in it too.
	return "TW" // the document's own words decide
}

// Region is the region whose words the Traditional text has, by the profile or by
// the document itself: "TW", "HK" or "CN".
func (s *Stats) Region() string {
	if s.settings.Profile == "CN" {
		return "CN"
	}
	return s.place()
}

// settledPlace reports whether it is known by whose words the Traditional version is
// judged: the profile says so, or the document itself.
func (s *Stats) settledPlace() bool { return s.settings.Profile != "" || s.usage.region != "" }

// fitRegion counts the regional words of the Traditional texts.
func fitRegion(cases []*Case, settings Settings) regionUse {
	if settings.Profile == "TW" || settings.Profile == "HK" {
		return usageOf(cases, settings.Profile)
	}
	// Both are counted; the text belongs to the one whose own words it has more of, if it
	// has few of the mainland's.
	taiwan, hongKong := usageOf(cases, "TW"), usageOf(cases, "HK")
	own := func(u regionUse) bool {
		return u.words[1] >= fitted.region.least && u.words[1] >= fitted.region.times*u.words[0]
	}
	switch {
	case own(hongKong) && hongKong.words[1]-hongKong.words[0] > taiwan.words[1]-taiwan.words[0]:
		hongKong.region = "HK"
		return hongKong
	case own(taiwan):
		taiwan.region = "TW"
	}
	return taiwan
}

func usageOf(cases []*Case, region string) regionUse {
	u := regionUse{mainland: map[string]int{}, local: map[string]int{}, sense: map[string][2]int{}}
	x := regionWords()[region]
	if x == nil {
		return u
	}
	for _, c := range cases {
		seen := map[string]bool{}
		x.each(c.runes[align.Hant], func(w string, _ Span, local bool) {
			if seen[w] {
				return
			}
			seen[w] = true
			if local {
				u.local[w]++
			} else {
				u.mainland[w]++
			}
			if !local && !script.Shared(w) {
				u.words[0]++
			}
			if local && x.only[w] {
				u.words[1]++
			}
			for _, m := range x.mainlandOf(w, local) {
				if script.Shared(m) && c.meant(x.words[m]) {
					n := u.sense[m]
					n[map[bool]int{false: 0, true: 1}[local]]++
					u.sense[m] = n
				}
			}
		})
	}
	return u
}

// mainlandOf returns the mainland words of w, which is one itself or a local word.
func (x *regionIndex) mainlandOf(w string, local bool) []string {
	if local {
		return x.from[w]
	}
	return []string{w}
}

// meant reports whether the English has the sense in which a mainland word and
// the local ones are the same: 項目 is 專案 where it is a project.
func (c *Case) meant(w zh.RegionWord) bool {
	english := c.Words(align.En)
	if english == nil {
		return false
	}
	for _, stem := range reading.CommonStems(w) {
		if english.Has.Of(reading.Concept(stem)) > 0 {
			return true
		}
	}
	return false
}

// each calls f with the regional words of a text, the longest first.
func (x *regionIndex) each(text []rune, f func(word string, at Span, local bool)) {
	for i := 0; i < len(text); {
		if i+1 == len(text) || !x.first.Has(text[i]) {
			i++
			continue
		}
		// Longest match, as everywhere in Chinese: 信息 inside 信息技术 is the shorter word.
		lengths := x.lengths[[2]rune{text[i], text[i+1]}]
		n := min(bits.Len32(lengths)-1, len(text)-i)
		for ; n >= 2; n-- {
			if lengths>>n&1 == 0 {
				continue
			}
			// Made into a string of its own only when it is a word: most are none.
			local := x.locals[string(text[i:i+n])]
			_, mainland := x.words[string(text[i:i+n])]
			if local != mainland {
				f(string(text[i:i+n]), Span{i, i + n}, local)
			}
			if local || mainland {
				break
			}
		}
		i += max(n, 1)
	}
}

func quoted(text []rune, at Span) bool {
	return at[0] > 0 && at[1] < len(text) && strings.ContainsRune("「『“\"《", text[at[0]-1]) && strings.ContainsRune("」』”\"》", text[at[1]])
}
