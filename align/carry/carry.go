// Package carry takes over what was written in one Chinese version into the
// other: a whole text by conversion, or an edit into a text that people have
// worded by hand since.
//
// What it guarantees: text outside the edit stays character by character as it
// stands, and words that only the other version has are never dropped: they are
// kept beside what is new, and Carried.Sure is false.
package carry

import (
	"triptych/align"
	"triptych/align/diff"
)

// Carried is an edit of one Chinese version as it would be in the other.
type Carried struct {
	Text string // the other version's text with the edit in it
	// Sure: every place of the edit stands in the other text as it stood in the
	// edited one. Otherwise somebody had worded it differently there; what they
	// wrote is kept, and a person should look.
	Sure bool
}

// Over brings an edit of version from, whose text went from before to after,
// into text, what stands in the other Chinese version now. The change is
// converted with the words of the profile ("TW", "HK", "CN" or "") and mapped
// into text through a diff of before and text, so that wording of text's own,
// outside the edit, stays as it is; seen is as in [Convert]. An error says that the versions are not
// Chinese or that conversion is not built in.
//
// Before and after are converted whole and compared then: converting the pieces
// of a diff would cut words, and 头发 and 发展 share a character that the other
// script writes in two ways.
func Over(before, after string, from align.Version, text, profile string, seen func(string) int) (Carried, error) {
	convert, err := conversion(from, profile, seen)
	if err != nil {
		return Carried{}, err
	}
	was, err := convert(before)
	if err != nil {
		return Carried{}, err
	}
	is, err := convert(after)
	if err != nil {
		return Carried{}, err
	}
	old, now, there := []rune(was), []rune(is), []rune(text)
	m := mapping(old, there)
	out := Carried{Sure: true}
	var result []rune
	at := 0 // in there; edits are ascending, and what one took the next may not take again
	for _, e := range diff.Words(old, now) {
		if e.Same {
			continue
		}
		start, end := m.place(e.From, at)
		insert := now[e.To[0]:e.To[1]]
		if stood, ok := m.standing(e.From, [2]int{start, end}, insert, there); ok {
			result = append(append(result, there[at:stood[0]]...), written(insert, there[stood[0]:stood[1]])...)
			at = stood[1]
			continue
		}
		keep := m.own(e.From, [2]int{start, end})
		if len(keep) > 0 || !m.touches(e.From) {
			out.Sure = false
		}
		result = append(result, there[at:start]...)
		result = append(result, insert...)
		for _, s := range keep {
			result = append(result, there[s[0]:s[1]]...)
		}
		at = end
	}
	result = append(result, there[at:]...)
	out.Text = string(result)
	return out, nil
}
