package zh

// EachPhrase calls f with every phrase of OpenCC in Simplified script and its
// Traditional forms in OpenCC's standard, the usual one first, as 干 is 乾 in 饼干.
// It does nothing without dictionaries.
func EachPhrase(f func(hans string, hant []string)) {
	p, err := load()
	if err != nil {
		return
	}
	for _, name := range []string{"STPhrases", "STPhrases_GeneratedFromRegionalPhrases"} {
		d, err := p.dict(name)
		if err != nil {
			continue
		}
		for _, e := range d.entries {
			var forms []string
			for _, v := range e.all() {
				forms = append(forms, string(v))
			}
			f(string(e.key), forms)
		}
	}
}

// Forms gives for each Simplified character the Traditional ones that it may stand
// for, the usual one first, in OpenCC's standard: 发 may be 發 or 髮. Characters that
// both scripts write alike are not in it.
func Forms() map[rune][]rune {
	p, err := load()
	if err != nil {
		return nil
	}
	return p.charValues("STCharacters")
}

// TaiwanWords lists the words of region.tsv: Simplified, and what Taiwan says, the
// usual word first.
func TaiwanWords() []RegionWord {
	var words []RegionWord
	for _, w := range newsWords() {
		if !measured(w.Mainland) {
			words = append(words, w)
		}
	}
	return words
}

// measured reports whether a word is one of those with a digit before a measure,
// which are for comparing: 3升 may be rising for the third time.
func measured(word string) bool {
	for _, m := range measures {
		if len([]rune(word)) == 2 && string([]rune(word)[1:]) == m[0] {
			return true
		}
	}
	return false
}
