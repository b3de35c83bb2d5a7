package align

// Where each version has paragraphs of its own, the words of a whole paragraph
// of five sentences weigh the same with four of them, and a sentence that was
// moved over an edge ends up on the wrong side. Sentences are small enough to be
// found, and which paragraphs belong together follows from them.

// grain says which sentences make up the paragraphs of a document: paragraphs
// are lined up by their sentences, since a whole paragraph says too little of
// where in another one its last sentence went.
type grain struct {
	doc   Document   // the sentences as segments
	from  [3][]int   // paragraph → its first sentence; one more than there are paragraphs
	edges [3][]int32 // position among the sentences → paragraphs that end there or before
}

// newGrain splits the paragraphs of a document. What shows nothing is a sentence too.
func newGrain(doc Document) *grain {
	g := &grain{}
	for v, segs := range doc {
		g.from[v], g.edges[v] = []int{0}, []int32{0}
		for n, s := range segs {
			sentences := Sentences(s.Text, Version(v))
			if len(sentences) == 0 { // a paragraph has at least one, or it would be lost
				sentences = []Sentence{{0, len(s.Text)}}
			}
			for _, x := range sentences {
				g.doc[v] = append(g.doc[v], Segment{Text: s.Text[x.Start:x.End], Kind: s.Kind})
				g.edges[v] = append(g.edges[v], int32(n))
			}
			g.edges[v][len(g.doc[v])]++
			g.from[v] = append(g.from[v], len(g.doc[v]))
		}
	}
	return g
}

// edge reports whether a paragraph of v ends at a position, or the text begins there.
func (g *grain) edge(v, at int) bool { return at == 0 || g.edges[v][at] > g.edges[v][at-1] }

// inside counts the edges that lie strictly between two positions.
func (g *grain) inside(v, from, to int) int {
	if to-from < 2 {
		return 0
	}
	return int(g.edges[v][to-1] - g.edges[v][from])
}

// stretches are stretches of paragraphs as stretches of sentences.
func (g *grain) stretches(list []stretch) []stretch {
	out := make([]stretch, len(list))
	for n, s := range list {
		for v := range s.from {
			out[n].from[v], out[n].to[v] = g.from[v][s.from[v]], g.from[v][s.to[v]]
		}
	}
	return out
}

// unit is a unit of sentences from one position to another as one of paragraphs.
func (g *grain) unit(from, to [3]int) (u Unit) {
	for v := range from {
		if to[v] > from[v] {
			first := int(g.edges[v][from[v]])
			u.Segs[v] = indices(first, int(g.edges[v][to[v]])-first)
		}
	}
	return u
}
