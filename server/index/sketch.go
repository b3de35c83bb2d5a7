package index

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// A sketch of a text is a few of its neighbouring tokens, chosen by their numbers and so
// the same ones in texts that are alike: two texts that share a part j of all their
// neighbours have one of the chosen in common with a chance of 1 − (1 − j)^k (A. Broder,
// “On the resemblance and containment of documents”, 1997). It is looked up like words.

// sketched is k: with it a text of which half the words are others is still met with
// nine times in ten.
const sketched = 8

// sketch is that of a text in one version, as the table of grams holds it. A text of one
// token is its own.
func sketch(version int, list []token) []string {
	var numbers []uint64
	for i := range list {
		if i+1 < len(list) {
			numbers = append(numbers, spread(list[i].text+" "+list[i+1].text))
		}
	}
	if len(list) == 1 {
		numbers = append(numbers, spread(list[0].text))
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	out := make([]string, 0, sketched)
	for _, n := range numbers[:min(len(numbers), sketched)] {
		out = append(out, columns[version]+strconv.FormatUint(n>>24, 36)) // 40 bits: few meet by chance
	}
	return out
}

// sketches are those of all versions of a unit.
func sketches(words [3][]token) string {
	var all []string
	for v, list := range words {
		all = append(all, sketch(v, list)...)
	}
	return strings.Join(all, " ")
}

// spread is a number of a text, each as likely as the other: FNV's own lean on the last
// letters, and the smallest are chosen.
func spread(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	n := h.Sum64()
	n = (n ^ n>>33) * 0xff51afd7ed558ccd // the finalizer of MurmurHash3
	n = (n ^ n>>33) * 0xc4ceb9fe1a85ec53
	return n ^ n>>33
}
