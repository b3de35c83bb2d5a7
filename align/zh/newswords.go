package zh

import (
	_ "embed"
	"strings"
)

//go:embed region.tsv
var regionFile string

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
