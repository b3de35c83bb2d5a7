// Package align lines up the versions of a document: text in, units out.
//
// A document is one work in up to three versions (English, Simplified and
// Traditional Chinese). Each version is a list of segments, usually
// paragraphs; a unit is the smallest group of segments over the versions that
// say the same thing.
//
// The package is pure: it touches no database, no network and no clock, and
// the same input gives the same units whatever the number of cores.
package align

import "fmt"

// Version is one language edition of a document. Its values index arrays of
// length three throughout the program.
type Version uint8

// The three versions, in the order in which they are shown.
const (
	En Version = iota
	Hans
	Hant
)

// Versions lists every version in order.
var Versions = [3]Version{En, Hans, Hant}

var versionTags = [3]string{"en", "zh-Hans", "zh-Hant"}

// String returns the BCP 47 tag of v.
func (v Version) String() string {
	if int(v) < len(versionTags) {
		return versionTags[v]
	}
	return fmt.Sprintf("Version(%d)", uint8(v))
}

// IsChinese reports whether v is one of the two Chinese versions.
func (v Version) IsChinese() bool { return v == Hans || v == Hant }

// Chinese lists the two Chinese versions in order.
var Chinese = [2]Version{Hans, Hant}

// Others returns the two versions that v is not, in order.
func (v Version) Others() (a, b Version) {
	switch v {
	case En:
		return Hans, Hant
	case Hans:
		return En, Hant
	}
	return En, Hans
}

// Sibling returns the other Chinese version of a Chinese one, Hans for English.
func (v Version) Sibling() Version {
	if v == Hans {
		return Hant
	}
	return Hans
}

// Third returns the version that is neither v nor o, which differ.
func (v Version) Third(o Version) Version { return En + Hans + Hant - v - o }

// ParseVersion reads a BCP 47 tag as String writes it.
func ParseVersion(tag string) (Version, error) {
	for i, t := range versionTags {
		if t == tag {
			return Version(i), nil
		}
	}
	return 0, fmt.Errorf("unknown version %q: use en, zh-Hans or zh-Hant", tag)
}

// MarshalText writes the tag, so that versions read well as JSON values and keys.
func (v Version) MarshalText() ([]byte, error) {
	if int(v) >= len(versionTags) {
		return nil, fmt.Errorf("no version %d", uint8(v))
	}
	return []byte(versionTags[v]), nil
}

// UnmarshalText reads a tag.
func (v *Version) UnmarshalText(text []byte) error {
	parsed, err := ParseVersion(string(text))
	if err == nil {
		*v = parsed
	}
	return err
}

// Pair is two versions of one unit, the earlier one first.
type Pair [2]Version

// Pairs lists the three pairs in order: en–zh-Hans, en–zh-Hant, zh-Hans–zh-Hant.
var Pairs = [3]Pair{{En, Hans}, {En, Hant}, {Hans, Hant}}

// String returns the two tags with a colon between them, as the database and
// the wire write a pair: "en:zh-Hans".
func (p Pair) String() string { return p[0].String() + ":" + p[1].String() }

// ParsePair reads a pair as String writes it.
func ParsePair(s string) (Pair, error) {
	for _, p := range Pairs {
		if p.String() == s {
			return p, nil
		}
	}
	return Pair{}, fmt.Errorf("unknown pair %q: use en:zh-Hans, en:zh-Hant or zh-Hans:zh-Hant", s)
}
