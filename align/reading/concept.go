package reading

import (
	"sync"
	"sync/atomic"

	"triptych/align/lexicon"
)

// known holds what the words of the dictionary stand for, worked out when a text has
// one of them first. The same slices serve every token, and nobody writes to them.
var known = sync.OnceValue(func() *concepts {
	lex := lexicon.Shared()
	return &concepts{make([]atomic.Pointer[[]Concept], lex.Len()), make([]atomic.Pointer[[]Concept], lex.Stems())}
})

// concepts are those of the Chinese words and of the English stems, by their numbers.
type concepts struct{ han, latin []atomic.Pointer[[]Concept] }

// hanConcepts returns what a Chinese word may stand for; nil for one that carries little.
func hanConcepts(w HanWord) []Concept {
	if w.ID < 0 {
		if Empty[w.Text] {
			return nil
		}
		return []Concept{Named("z", w.Text)}
	}
	at := &known().han[w.ID]
	if there := at.Load(); there != nil {
		return *there
	}
	var out []Concept
	if !Empty[w.Text] {
		lex := lexicon.Shared()
		stems, _ := lex.Meanings(w.ID)
		out = append(make([]Concept, 0, 1+len(stems)), Named("z", w.Text))
		for _, s := range stems {
			if !FunctionWords[lex.Stem(s)] {
				out = append(out, Concept(s))
			}
		}
	}
	at.Store(&out)
	return out
}

// latinConcepts returns what a stem may stand for; id is its number in the dictionary,
// where it is known there.
func latinConcepts(stem string, id int32, there bool) []Concept {
	if !there {
		return []Concept{Named("l", stem)}
	}
	at := &known().latin[id]
	if kept := at.Load(); kept != nil {
		return *kept
	}
	out := []Concept{Named("l", stem), Concept(id)}
	at.Store(&out)
	return out
}
