package lexicon

import "sync"

// Syllables splits a name in pinyin, lower-case and without tones, into
// syllables: "qingyang" → qing, yang. Longest syllables are tried first; nil
// when the word cannot be split.
func (l *Lexicon) Syllables(word string) []string {
	l.once.Do(func() {
		l.syllables = map[string]bool{}
		for _, readings := range l.sounds {
			for _, s := range readings {
				l.syllables[s] = true
			}
		}
	})
	return l.split(word)
}

func (l *Lexicon) split(word string) []string {
	for n := min(6, len(word)); n > 0; n-- {
		if !l.syllables[word[:n]] || n == 1 && len(word) > 1 {
			continue
		}
		if n == len(word) {
			return []string{word}
		}
		if rest := l.split(word[n:]); rest != nil {
			return append([]string{word[:n]}, rest...)
		}
	}
	return nil
}

// pinyin is the part of a Lexicon that is made when it is first asked for.
type pinyin struct {
	once      sync.Once
	syllables map[string]bool
}
