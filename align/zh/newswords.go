package zh

import (
	_ "embed"
	"strings"
)

//go:embed region.tsv
var regionFile string

//go:embed names.tsv
var namesFile string

//go:embed slips.tsv
var slipsFile string

// slips reads slips.tsv: words that readers of a region notice as the mainland's.
// traditional puts a mainland word into Traditional script.
func slips(traditional func(string) string) []RegionWord {
	var words []RegionWord
	for line := range strings.Lines(slipsFile) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || line[0] == '#' {
			continue
		}
		for i, region := range []string{"TW", "HK"} {
			if local := fields[i+1]; local != "-" {
				words = append(words, RegionWord{Region: region, Mainland: fields[0], MainlandHant: traditional(fields[0]), Local: strings.Split(local, "/")})
			}
		}
	}
	return words
}

// newsWords reads region.tsv: words that differ by region as OpenCC's do, for
// folding alone, since many of them are no mistake on the other side (增長 is
// good Taiwan Chinese, only rarer than 成長).
func newsWords() []RegionWord {
	var words []RegionWord
	for line := range strings.Lines(regionFile) {
		mainland, local, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && line[0] != '#' {
			words = append(words, RegionWord{Region: "TW", Mainland: mainland, Local: strings.Split(local, "/")})
		}
	}
	for _, digit := range "0123456789一二三四五六七八九十百千万亿多几" {
		for _, m := range measures {
			words = append(words, RegionWord{Region: "TW", Mainland: string(digit) + m[0], Local: []string{string(digit) + m[1]}})
		}
	}
	return words
}

// measures are too short to be words by themselves; behind a number they are
// measures and nothing else.
var measures = [][2]string{{"米", "公尺"}, {"吨", "公噸"}, {"克", "公克"}, {"升", "公升"}}

// NameVariants lists foreign names that the regions write differently: the
// mainland's form in Traditional characters, Taiwan's, Hong Kong's. Countries and
// things are among the regional words.
func NameVariants() (all [][3]string) {
	for line := range strings.Lines(namesFile) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && line[0] != '#' {
			all = append(all, [3]string(f))
		}
	}
	return all
}

// variantNames are the names as words of the two regions.
func variantNames() (words []RegionWord) {
	for _, n := range NameVariants() {
		words = append(words, RegionWord{Mainland: n[0], Local: n[1:]})
	}
	return words
}
