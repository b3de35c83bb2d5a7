package reading

// All returns the tokens of every sentence, and which of them begin and end one.
func (r *Words) All() (tokens []Token, start, end []bool) {
	if r.starts == nil && len(r.every) > 0 {
		flags := make([]bool, 2*len(r.every))
		r.starts, r.ends = flags[:len(r.every)], flags[len(r.every):]
		n := 0
		for _, s := range r.Sentences {
			if len(s.Tokens) > 0 {
				r.starts[n], r.ends[n+len(s.Tokens)-1] = true, true
				n += len(s.Tokens)
			}
		}
	}
	return r.every, r.starts, r.ends
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
	return &Words{Has: countsOf(tokens), Count: len(tokens)}
}
