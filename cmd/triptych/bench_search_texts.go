package main

import (
	"errors"
	"math/rand/v2"
	"strings"

	"triptych/align/lexicon"
	"triptych/align/script"
)

const (
	vocabulary = 30_000
	keptTexts  = 20_000 // of which some come again
	sameShare  = .08
	alikeShare = .12
)

// question is what is asked for later: words that stand somewhere, and a text that is
// like one that does.
type question struct{ words, text string }

// texts makes texts of three versions out of the dictionary, its words as often as words
// are: some say what another says, or nearly so.
type texts struct {
	random *rand.Rand
	zipf   *rand.Zipf
	words  [][3]string
	before [][3]string // some of those made
}

func newTexts(seed uint64) (*texts, error) {
	l := lexicon.Shared()
	if l.Len() < 2*vocabulary {
		return nil, errors.New("bench search: built without the dictionaries: run make generate and build again")
	}
	t := &texts{random: rand.New(rand.NewPCG(seed, 0))}
	for _, n := range t.random.Perm(l.Len()) {
		hans := l.Word(int32(n))
		stems, _ := l.Meanings(int32(n))
		if len(stems) == 0 || len([]rune(hans)) > 4 {
			continue
		}
		hant, err := script.ToHant(hans, script.Options{})
		if err != nil {
			return nil, err
		}
		if t.words = append(t.words, [3]string{l.Stem(stems[0]), hans, hant}); len(t.words) == vocabulary {
			break
		}
	}
	// The 50 commonest words are a third of a text, as in newspapers.
	t.zipf = rand.NewZipf(t.random, 1.1, 4, uint64(len(t.words)-1))
	return t, nil
}

// unit makes the texts of one unit.
func (t *texts) unit() [3]string {
	chance := t.random.Float64()
	if len(t.before) > 100 && chance < sameShare+alikeShare {
		was := t.before[t.random.IntN(len(t.before))]
		if chance < sameShare {
			return was
		}
		return t.altered(was)
	}
	var parts [3][]string
	for range 6 + t.random.IntN(34) {
		word := t.words[t.zipf.Uint64()]
		for v := range parts {
			parts[v] = append(parts[v], word[v])
		}
	}
	made := [3]string{strings.Join(parts[0], " ") + ".", strings.Join(parts[1], "") + "。", strings.Join(parts[2], "") + "。"}
	if len(t.before) < keptTexts {
		t.before = append(t.before, made)
	} else {
		t.before[t.random.IntN(keptTexts)] = made
	}
	return made
}

// altered has another word in each version.
func (t *texts) altered(was [3]string) [3]string {
	word := t.words[t.zipf.Uint64()]
	english := strings.Fields(was[0])
	english[t.random.IntN(len(english))] = word[0]
	made := [3]string{strings.Join(english, " ")}
	for v := 1; v < 3; v++ {
		runes := []rune(was[v])
		at := t.random.IntN(len(runes))
		made[v] = string(runes[:at]) + word[v] + string(runes[at+1:])
	}
	return made
}

// question asks for words of a unit, in either language, and for a text like its own.
func (t *texts) question(unit [3]string) question {
	q := question{text: t.altered(unit)[0]}
	if t.random.IntN(2) == 0 {
		english := strings.Fields(unit[0])
		at := t.random.IntN(len(english))
		q.words = strings.Join(english[at:min(len(english), at+1+t.random.IntN(2))], " ")
		return q
	}
	runes := []rune(unit[1+t.random.IntN(2)])
	at := t.random.IntN(max(1, len(runes)-4))
	q.words = string(runes[at:min(len(runes), at+2+t.random.IntN(3))])
	return q
}
