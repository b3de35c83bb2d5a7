package diff

// Edges moves the edges of a difference between a and b out to where words meet in both,
// through what is equal on either side: 表明 and 表面 instead of 明 and 面. meet says
// whether words meet before rune i of a and rune j of b.
func Edges(inA, inB [2]int, a, b []rune, meet func(i, j int) bool) ([2]int, [2]int) {
	for inA[0] > 0 && inB[0] > 0 && !meet(inA[0], inB[0]) && a[inA[0]-1] == b[inB[0]-1] {
		inA[0], inB[0] = inA[0]-1, inB[0]-1
	}
	for inA[1] < len(a) && inB[1] < len(b) && !meet(inA[1], inB[1]) && a[inA[1]] == b[inB[1]] {
		inA[1], inB[1] = inA[1]+1, inB[1]+1
	}
	return inA, inB
}

// Whole makes edits between a and b ones of whole words; endsA and endsB say of each
// rune, and of the end, whether words meet before it. Chinese is compared by characters,
// since nothing says for sure where its words end; people read words.
func Whole(edits []Edit, a, b []rune, endsA, endsB []bool) []Edit {
	var out []Edit
	at := [2]int{} // up to where both texts have been put down
	put := func(same bool, from, to [2]int) {
		if from[0] == from[1] && to[0] == to[1] {
			return
		}
		if n := len(out); n > 0 && out[n-1].Same == same {
			out[n-1].From[1], out[n-1].To[1] = from[1], to[1]
			return
		}
		out = append(out, Edit{Same: same, From: from, To: to})
	}
	for _, e := range edits {
		if e.Same {
			continue
		}
		from, to := Edges(e.From, e.To, a, b, func(i, j int) bool { return endsA[i] && endsB[j] })
		// Two that have grown together share what lay between them.
		from[0], to[0] = max(from[0], at[0]), max(to[0], at[1])
		from[1], to[1] = max(from[1], from[0]), max(to[1], to[0])
		put(true, [2]int{at[0], from[0]}, [2]int{at[1], to[0]})
		put(false, from, to)
		at = [2]int{from[1], to[1]}
	}
	put(true, [2]int{at[0], len(a)}, [2]int{at[1], len(b)})
	return out
}
