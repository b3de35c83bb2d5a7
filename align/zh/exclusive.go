package zh

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"triptych/align/letter"
)

// HansOnly reports whether r is written in Simplified Chinese alone: a
// simplified form that Traditional texts of no region use. Characters that
// both scripts have (里 后 台 干), or that a region writes as the mainland does
// (群 峰 吃 床 着), are not. False for every rune without dictionaries.
func HansOnly(r rune) bool { return exclusivePlane().of(r) == hansOnly }

// HantOnly reports whether r is written in Traditional Chinese alone: the
// mainland standard has another form for every use of it. 乾 瞭 著 are not. False for
// every rune without dictionaries.
func HantOnly(r rune) bool { return exclusivePlane().of(r) == hantOnly }

// Script counts the characters of s that belong to one script alone.
func Script(s string) (hans, hant int) {
	table := exclusivePlane()
	for _, r := range s {
		if r < 0x3400 {
			continue
		}
		switch table.of(r) {
		case hansOnly:
			hans++
		case hantOnly:
			hant++
		}
	}
	return hans, hant
}

const (
	hansOnly = 1
	hantOnly = 2

	// In Big5 level 1, and yet never written for 兒 聽 撲 where Traditional is meant.
	rareInHant = "儿听扑"
	// Standard in Hong Kong, and not in OpenCC's list of its variants.
	alsoInHant = "恒"
	// In GB 2312, and yet never written for 后 where Simplified is meant.
	rareInHans = "後"
)

// scripts are characters of one script or the other, for looking up with every character.
type scripts struct {
	first letter.Table // of the first plane
	rest  map[rune]byte
}

func scriptsOf(m map[rune]byte) *scripts {
	s := &scripts{rest: m}
	for r, script := range m {
		s.first.Raise(r, int(script))
	}
	return s
}

func (s *scripts) of(r rune) byte {
	if r < 0x10000 {
		return s.first.Of(r)
	}
	return s.rest[r]
}

// exclusivePlane is exclusives for looking up.
var exclusivePlane = sync.OnceValue(func() *scripts { return scriptsOf(exclusives()) })

// exclusives holds the characters of both sets.
//
// A character is a candidate for a script when OpenCC's character dictionary
// replaces it on the way to the other script and does not give it as an
// alternative there. What speaks against it: it is a result of the conversion
// into the other script, or a regional standard form there, or it stands in
// the part of the other script's national character set that was made for
// everyday use (Big5 level 1, GB 2312). A few characters are in those sets only
// for the sake of an old or rare word, and are given by hand.
var exclusives = sync.OnceValue(func() map[rune]byte {
	table := map[rune]byte{}
	p, err := load()
	if err != nil {
		return table
	}
	toHant, toHans := p.charValues("STCharacters"), p.charValues("TSCharacters")
	// What Traditional texts legitimately hold.
	hant := union(valuesOf(toHant), keysOf(toHans))
	for _, name := range []string{"TWVariants", "HKVariants"} {
		m := p.charValues(name)
		hant = union(hant, valuesOf(m))
	}
	hans := union(valuesOf(toHans), keysOf(toHant))
	for r := range toHant {
		if !hant[r] && !strings.ContainsRune(alsoInHant, r) && (!inBig5Level1(r) || strings.ContainsRune(rareInHant, r)) {
			table[r] = hansOnly
		}
	}
	for r := range toHans {
		if !hans[r] && (!inGB2312(r) || strings.ContainsRune(rareInHans, r)) {
			table[r] = hantOnly
		}
	}
	return table
})

// charValues gives the values of a dictionary of characters; longer entries
// are left out.
func (p *pack) charValues(name string) map[rune][]rune {
	m := map[rune][]rune{}
	d, err := p.dict(name)
	if err != nil {
		return m
	}
	for _, e := range d.entries {
		key, n := utf8.DecodeRune(e.key)
		if n < len(e.key) {
			continue
		}
		for _, value := range e.all() {
			if v, n := utf8.DecodeRune(value); n == len(value) {
				m[key] = append(m[key], v)
			}
		}
	}
	return m
}

func valuesOf(m map[rune][]rune) map[rune]bool {
	set := map[rune]bool{}
	for _, values := range m {
		for _, v := range values {
			set[v] = true
		}
	}
	return set
}

func keysOf(m map[rune][]rune) map[rune]bool {
	set := map[rune]bool{}
	for k := range m {
		set[k] = true
	}
	return set
}

func union(a, b map[rune]bool) map[rune]bool {
	for r := range b {
		a[r] = true
	}
	return a
}

// inBig5Level1 reports whether r is one of the 5,401 frequent characters of
// Big5 (A440 to C67E).
func inBig5Level1(r rune) bool {
	b := encode(traditionalchinese.Big5, r)
	if len(b) != 2 || b[0] < 0xA4 {
		return false
	}
	return b[0] < 0xC6 || b[0] == 0xC6 && b[1] <= 0x7E
}

// inGB2312 reports whether r is one of the 6,763 characters of GB 2312 (B0A1
// to F7FE in GBK).
func inGB2312(r rune) bool {
	b := encode(simplifiedchinese.GBK, r)
	return len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1
}

func encode(e encoding.Encoding, r rune) []byte {
	b, err := e.NewEncoder().Bytes([]byte(string(r)))
	if err != nil {
		return nil
	}
	return b
}
