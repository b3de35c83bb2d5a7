package letter_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"triptych/align/letter"
)

// Each line: the classes that a character belongs to. It is where the classes
// part that they are easily taken for one another.
func TestClasses(t *testing.T) {
	classes := []struct {
		name string
		in   func(rune) bool
	}{
		{"Han", letter.Han}, {"HanOrZero", letter.HanOrZero}, {"HanScript", letter.HanScript},
		{"Latin", letter.Latin}, {"PlainLatin", letter.PlainLatin}, {"LatinScript", letter.LatinScript},
		{"Chinese", letter.Chinese}, {"TwoColumns", letter.TwoColumns}, {"Seamless", letter.Seamless},
		{"Blank", letter.Blank}, {"Space", letter.Space}, {"Trailing", letter.Trailing},
		{"Invisible", letter.Invisible}, {"Stray", letter.Stray}, {"Control", letter.Control},
		{"SharedMark", letter.SharedMark}, {"Quote", letter.Quote}, {"WideWord", letter.WideWord}, {"WideSign", letter.WideSign},
	}
	for _, test := range []struct {
		r    rune
		want string
	}{
		{'字', "Han HanOrZero HanScript Chinese TwoColumns Seamless"},
		{'𠮷', "Han HanOrZero HanScript Chinese TwoColumns Seamless"},
		{'〇', "HanOrZero HanScript Chinese TwoColumns Seamless"},
		{'々', "HanScript Chinese TwoColumns Seamless"},
		{'，', "Chinese TwoColumns Seamless"},
		{'％', "Chinese TwoColumns Seamless WideSign"},
		{'３', "Chinese TwoColumns Seamless WideWord WideSign"},
		{'Ａ', "LatinScript Chinese TwoColumns Seamless WideWord WideSign"},
		{'「', "Chinese TwoColumns Seamless Quote"},
		{'の', "TwoColumns"},
		{'é', "Latin PlainLatin LatinScript"},
		{'Ⅳ', "Latin LatinScript"},
		{'ﬁ', "LatinScript"},
		{'“', "Seamless SharedMark Quote"},
		{'•', "SharedMark"},
		{' ', "Seamless Blank Space Trailing"},
		{0x3000, "Chinese TwoColumns Seamless Blank Space Trailing"},
		{'\n', "Seamless Blank Trailing"},
		{0xFEFF, "Blank Invisible Stray"},
		{0x200B, "Blank Trailing Invisible Stray"},
		{0x200D, "Trailing Invisible"},
		{0xFE0F, "Invisible"},
		{0xAD, "Trailing Invisible Stray"},
		{0x07, "Control"},
	} {
		var got []string
		for _, c := range classes {
			if c.in(test.r) {
				got = append(got, c.name)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%U %q: %s; want %s", test.r, test.r, s, test.want)
		}
	}
}

// The shortcuts for everyday characters say what Unicode's tables say.
func TestShortcuts(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if letter.HanScript(r) != unicode.Is(unicode.Han, r) || letter.LatinScript(r) != unicode.Is(unicode.Latin, r) {
			t.Fatalf("%U: HanScript %v, LatinScript %v", r, letter.HanScript(r), letter.LatinScript(r))
		}
		if letter.Han(r) != (letter.HanScript(r) && r >= 0x3400) {
			t.Fatalf("%U: Han %v", r, letter.Han(r))
		}
	}
}

func ExampleNarrowNumber() {
	fmt.Println(strings.Map(letter.NarrowNumber, "３．５％，２０２０年"), strings.Map(letter.Narrow, "３．５％，Ａ"))
	// Output: 3.5%，2020年 3.5%,A
}
