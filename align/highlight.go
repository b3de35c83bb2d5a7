package align

// Link joins the sentences of one unit that say the same: for each version a
// half-open range of bytes of the cell's text. A range of no length means that
// the version has nothing for it.
type Link struct {
	Spans      [3]Sentence
	Confidence float64
}

// Links lines up the sentences inside a unit, given the texts of its three
// cells ("" = no text), so that a sentence can be lit up in all columns. Links
// are in order; every sentence is in exactly one, and none is empty.
func Links(texts [3]string, opt Options) []Link {
	var doc Document
	var spans [3][]Sentence
	for v, text := range texts {
		spans[v] = Sentences(text, Version(v))
		for _, s := range spans[v] {
			doc[v] = append(doc[v], Segment{Text: text[s.Start:s.End], Kind: Text})
		}
	}
	opt.Level, opt.Silent, opt.Anchors, opt.Progress = BySentence, true, nil, nil
	units, err := Units(doc, opt)
	if err != nil {
		return nil // without anchors there is nothing to complain of
	}
	links := make([]Link, len(units))
	for n, u := range units {
		links[n].Confidence = u.Confidence
		for v, segs := range u.Segs {
			if len(segs) > 0 {
				links[n].Spans[v] = Sentence{spans[v][segs[0]].Start, spans[v][segs[len(segs)-1]].End}
			}
		}
	}
	return links
}
