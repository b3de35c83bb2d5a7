package reading

// All returns the tokens of every sentence, and which of them begin and end one.
func (r *Words) All() (tokens []Token, start, end []bool) {
	if r.every != nil {
		return r.every, r.starts, r.ends
	}
	tokens = make([]Token, 0, r.Count)
	start, end = make([]bool, 0, r.Count), make([]bool, 0, r.Count)
	for _, s := range r.Sentences {
		for i, t := range s.Tokens {
			tokens = append(tokens, t)
			start = append(start, i == 0)
			end = append(end, i == len(s.Tokens)-1)
		}
	}
	r.every, r.starts, r.ends = tokens, start, end
	return tokens, start, end
}

// bag returns sentence i as a reading of its own.
func (r *Words) bag(i int) *Words {
	if r.bags == nil {
		r.bags = make([]*Words, len(r.Sentences))
	}
	if r.bags[i] == nil {
		r.bags[i] = bagOf(r.Sentences[i].Tokens)
	}
	return r.bags[i]
}

// bagOf makes a reading of tokens alone.
func bagOf(tokens []Token) *Words {
	n := 0
	for i := range tokens {
		n += len(tokens[i].Concepts)
	}
	b := &Words{Has: countsFor(n), Count: len(tokens)}
	for _, t := range tokens {
		for _, k := range t.Concepts {
			b.Has.add(k, 1)
		}
	}
	return b
}
