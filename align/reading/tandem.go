package reading

import (
	"math/bits"
	"slices"
	"sync"

	"triptych/align/letter"
)

// Tandem finds a stretch of at least so many letters that is followed by itself, whatever
// marks and spaces stand between, and returns where it stands first and again.
//
// Every run of a few letters is looked up among the earlier ones, of which so many as
// hops: where it stood n letters before, the text repeats with period n as far as the
// letters agree, and a full period of agreement is a stretch and its copy.
func Tandem(all []rune, least, hops int) (first, again Span, ok bool) {
	if len(all) < 2*least {
		return Span{}, Span{}, false
	}
	room := tandemRooms.Get().(*tandemRoom)
	defer tandemRooms.Put(room)
	text, at := room.text[:0], room.at[:0] // letters and digits, where each stands
	for i, r := range all {
		if letter.Han(r) || letter.WordPart(r) {
			text, at = append(text, r), append(at, int32(i))
		}
	}
	room.text, room.at = text, at
	if len(text) < 2*least {
		return Span{}, Span{}, false
	}
	shift := 64 - bits.Len(uint(2*len(text)))
	room.last = append(room.last[:0], make([]int32, 1<<(64-shift))...)
	room.before = append(room.before[:0], make([]int32, len(text)+1)...)
	last, before := room.last, room.before
	h, out := uint64(0), uint64(1) // the hash of the run at i, and what its first letter weighs
	for _, r := range text[:least-1] {
		h = h*runBase + uint64(r)
		out *= runBase
	}
	for i := 0; i+least <= len(text); i++ {
		h = h*runBase + uint64(text[i+least-1])
		slot := h * runBase >> shift
		before[i+1] = last[slot]
		last[slot] = int32(i + 1)
		h -= out * uint64(text[i])
		for j, hop := int(before[i+1])-1, 0; j >= 0 && hop < hops; j, hop = int(before[j+1])-1, hop+1 {
			if n := i - j; n >= least && i+n <= len(text) && slices.Equal(text[i:i+n], text[j:i]) && wholeWords(all, int(at[j]), int(at[i]), int(at[i+n-1])+1) {
				return Span{int(at[j]), int(at[i-1]) + 1}, Span{int(at[i]), int(at[i+n-1]) + 1}, true
			}
		}
	}
	return Span{}, Span{}, false
}

// tandemRoom is what Tandem works in, kept for the next text.
type tandemRoom struct {
	text   []rune
	at     []int32
	last   []int32 // by the top bits of the hash of a run: where such a one stood last, from 1
	before []int32 // and the one before each
}

var tandemRooms = sync.Pool{New: func() any { return new(tandemRoom) }}

// wholeWords reports whether none of the places stands inside a Latin word: "get ent"
// stands in "getent (get entries)" twice only by its letters.
func wholeWords(text []rune, places ...int) bool {
	for _, i := range places {
		if i > 0 && i < len(text) && letter.Latin(text[i-1]) && letter.Latin(text[i]) {
			return false
		}
	}
	return true
}

// runBase is the base of the rolling hash of runs.
const runBase = 0x9E3779B97F4A7C15
