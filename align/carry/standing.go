package carry

import "slices"

// standing reports whether the other text says already, wholly or in part, what
// the edit writes, and where: somebody made the same edit there before. What
// stands there is all that the place holds of its own, and it is the same as
// what is written, or as much of it as its beginning or end. A full stop that
// was put behind both texts is not put there twice.
func (c correspondence) standing(edited, place [2]int, insert, there []rune) ([2]int, bool) {
	if len(insert) == 0 {
		return place, false
	}
	if edited[0] == edited[1] && edited[0] == c.n {
		place[1] = len(there) // behind all of the first text, what follows here is in the place as well
	}
	own := foldEach(there[place[0]:place[1]])
	said := foldEach(insert)
	if len(own) == 0 || len(own) > len(said) {
		return place, false
	}
	if edited[0] != edited[1] {
		return place, slices.Equal(own, said)
	}
	return place, slices.Equal(own, said[:len(own)]) || slices.Equal(own, said[len(said)-len(own):])
}

// written returns what the edit writes, in the characters of what stands there
// where that is all of it.
func written(insert, stands []rune) []rune {
	if len(insert) == len(stands) {
		return stands
	}
	return insert
}
