package reading

import (
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
)

// Clause is a stretch of a cell between marks, in English also between the
// words that join clauses: as far as a denial reaches.
type Clause struct {
	Span             // in runes of the cell
	Sentence int     // of the cell that it is in
	Tokens   []Token // in order
	bag      *Words  // see Words
}

// joiners are English words that begin a clause of their own.
var joiners = list.In(words, "joiners.txt")

// Clauses returns the clauses of version v in order.
func (u *Texts) Clauses(v align.Version) []Clause {
	if u.parts[v] != nil {
		return u.parts[v]
	}
	r := u.Words(v)
	if r == nil {
		return nil
	}
	out := make([]Clause, 0, len(r.Sentences)*3)
	home := make([]int32, len(u.Runes[v])) // rune → clause
	for i, s := range r.Sentences {
		out = u.splitSentence(v, i, s.Span, out, home)
	}
	tokens, _, _ := r.All()
	for i := 0; i < len(tokens); {
		j, k := i+1, home[tokens[i].Span[0]]
		for j < len(tokens) && home[tokens[j].Span[0]] == k {
			j++
		}
		if out[k].Tokens == nil {
			out[k].Tokens = tokens[i:j:j] // as nearly always
		} else {
			out[k].Tokens = append(out[k].Tokens, tokens[i:j]...) // it goes on behind brackets
		}
		i = j
	}
	u.parts[v], u.homes[v] = out, home
	return out
}

// splitSentence appends the clauses of a sentence. What stands in brackets is a
// clause of its own, and the one around it goes on behind.
func (u *Texts) splitSentence(v align.Version, sentence int, s Span, out []Clause, home []int32) []Clause {
	text := u.Runes[v]
	open := func(at int) int {
		out = append(out, Clause{Span: Span{at, at}, Sentence: sentence})
		return len(out) - 1
	}
	now := open(s[0])
	var around []int
	for k := s[0]; k < s[1]; k++ {
		r := text[k]
		switch {
		case r == '（' || r == '(':
			around = append(around, now)
			now = open(k)
		case v == align.En && k > out[now].Span[0] && beginsWord(text, k) && joins(text[k:]):
			now = open(k)
		}
		home[k] = int32(now)
		out[now].Span[1] = k + 1
		switch {
		case (r == '）' || r == ')') && len(around) > 0:
			now = around[len(around)-1]
			around = around[:len(around)-1]
		case clauseMark(text, k) && k+1 < s[1]:
			now = open(k + 1)
		}
	}
	return out
}

// clauseMarks end a clause wherever they stand, pointedMarks where nothing goes on behind
// them.
var (
	clauseMarks  = letter.SetOf("，。；：！？…—“”「」『』\"\n")
	pointedMarks = letter.SetOf(",.;:!?")
)

// clauseMark reports whether the mark at i ends a clause: no point or comma
// inside a number, no hyphen.
func clauseMark(text []rune, i int) bool {
	r := text[i]
	if clauseMarks.Has(r) {
		return true
	}
	return pointedMarks.Has(r) && (i+1 == len(text) || unicode.IsSpace(text[i+1]) || letter.Han(text[i+1]))
}

// beginsWord reports whether a Latin word begins at i > 0.
func beginsWord(text []rune, i int) bool { return letter.Latin(text[i]) && !letter.Latin(text[i-1]) }

// joins reports whether a text begins with one of joiners, in any case.
func joins(text []rune) bool {
	var w [8]byte
	n := 0
	for ; n < len(text) && letter.Latin(text[n]); n++ {
		if n == len(w) || text[n] >= 0x80 {
			return false
		}
		w[n] = byte(text[n]) | 0x20
	}
	return joiners[string(w[:n])]
}

// ClauseOf returns the clause of v that a rune stands in. Runes between sentences
// are of the first.
func (u *Texts) ClauseOf(v align.Version, at int) int {
	u.Clauses(v)
	return int(u.homes[v][at])
}

// Words returns the tokens of a clause as a bag, made when it is first asked for.
func (e *Clause) Words() *Words {
	if e.bag == nil {
		e.bag = bagOf(e.Tokens)
	}
	return e.bag
}
