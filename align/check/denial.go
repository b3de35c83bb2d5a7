package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
)

// sureWords surely deny; besides them, every word in n't does.
var sureWords = wordSet(`not never no none nobody nothing nowhere neither nor without cannot unable isnt dont doesnt cant wont`)

// weakWords are words that Chinese often renders with 不, 无, 没 or 未; so are
// most words with a denying prefix or suffix.
var weakWords = wordSet(`unless hardly barely scarcely rarely seldom few little fail fails failed failing failure lack lacks lacked lacking avoid avoids avoided avoiding
prevent prevents prevented preventing refuse refuses refused refusing refusal regardless otherwise exclude excludes excluded excluding stop stops stopped stopping
reject rejects rejected rejecting deny denies denied denying denial absent absence missing lost impossible invalid illegal irregular irrelevant inability inaccurate
inaccuracy inappropriate inactive incomplete incorrect incompatible indirect insecure insufficient inevitable inevitably inconsistent
inexperience inexperienced ineffective inefficient inefficiency invisible
resist resists resisted resisting forbid forbids forbidden forbidding ban bans banned banning prohibit prohibits prohibited prohibiting cease ceases ceased
quit quits decline declines declined declining ignore ignores ignored ignoring neglect neglects neglected omit omits omitted omitting skip skips skipped skipping
beware zero non against miss misses missed reluctant reluctantly unwilling refrain refrains refrained refraining waive waived waives abandon abandoned abstain abstained oppose opposes opposed
exempt exempts exempted exemption
wrong wrongly relieve relieves relieved rid deprive deprives deprived devoid shun shuns shunned elude eludes eluded defy defies defied forgo forgoes forwent forgone forget forgets forgot forgotten
withhold withholds withheld hesitant loath doubt doubts doubtful scant scarce idle vain refute refuted refutes rebut rebuts rebutted dismiss dismissed dismisses renounce renounced`)

// nearWords are words behind which Chinese may deny what follows, and nothing else
// of the sentence: "only", "within", "free".
var nearWords = wordSet(`spare spared free freely opposing objection until only except excepting beyond less fewer under below within least worst hard difficult difficulty rare
silent silence different differ differs end ends ended gone former anymore cancel cancelled canceled drop dropped halt halted remove removed removes delete deleted withdraw withdrew withdrawn
still yet remain remains remained remaining outside void instead unlike too before poor poorly bad badly weak weakly modest small slight slightly brief briefly soon alone
constant constantly steadily continuous continually persistent persistently blank empty escape escaped escapes exceed exceeds hesitate deaf blind exception`)

// weakPairs are two words that together may deny.
var weakPairs = wordSet(`rather-than instead-of other-than free-of far-from yet-to turned-down left-out leave-out leaves-out ruled-out gave-up give-up short-of all-but anything-but`)

// idlePairs are two words of which the first denies nothing: 无论, 与否, 无疑.
var idlePairs = wordSet(`no-matter or-not no-doubt no-wonder`)

// weakNot are words behind a denial with which it may be said in Chinese without:
// 不仅, 更不用说, 也有人.
var weakNot = wordSet(`only just merely simply solely least all every everyone everybody everything always many much entirely necessarily enough sufficient`)

// onlyShape are beginnings of words that have the shape of denials and deny
// nothing.
var onlyShape = strings.Fields(`discern discipl disclos discord discount discours discover discret discrim discuss dispatch dispens display dispos disput
disast diseas instanc implant inform inocul immediat immigra incorporat invaluabl uncle dissem dissert dissol dist disturb under unani unifor unique uniqu unit unio univ unic unis unless until misc missi mist nonethe`)

// weakShape reports whether a word has the shape of one that denies: dis-, un-,
// non-, mis-, -less.
func weakShape(w string) bool {
	if slices.ContainsFunc(onlyShape, func(p string) bool { return strings.HasPrefix(w, p) }) {
		return false
	}
	for _, p := range []string{"dis", "un", "mis", "non"} {
		if strings.HasPrefix(w, p) && len(w) >= len(p)+4 {
			return true
		}
	}
	for _, p := range []string{"in", "im", "ir", "il"} {
		if base, ok := strings.CutPrefix(w, p); ok && len(base) >= 5 && adjectival(w) && known(base) {
			return true
		}
	}
	return len(w) >= 7 && (strings.HasSuffix(w, "less") || strings.HasSuffix(w, "lessly") || strings.HasSuffix(w, "lessness"))
}

// adjectival reports whether a word has an ending that goes with in-: insensitive,
// illegality.
func adjectival(w string) bool {
	return slices.ContainsFunc([]string{"ible", "able", "ive", "ent", "ant", "ate", "al", "ic", "ous", "ity", "ence", "ance", "ency", "ly"}, func(end string) bool {
		return strings.HasSuffix(w, end)
	})
}

// known reports whether an English word is in the dictionary.
func known(w string) bool {
	lex := dictionary()
	if lex == nil {
		return false
	}
	_, ok := lex.StemID(lexicon.Stem(w))
	return ok
}

// denial is a place where a text says no, and the words that it says it of.
type denial struct {
	Span
	clause int
	scope  []token
	idiom  bool // part of a longer word: 得不偿失
	other  bool // it sets one thing against another: 而不是, 而非
}

// weak is a word that may deny: it counts for saying that nothing denies.
type weak struct {
	Span
	clause int
	all    bool // it may deny anything in its clause, not only what stands behind it
	near   bool // it may deny in its clause alone: it does not count for the sentence
	shape  bool // it only has the shape of a word that denies: "indirectly"
	adverb bool // it says how, and is not denied itself: "incredibly"
	word   bool // it has a meaning of its own, which may be what is denied: 绝迹
}

// denials are where a version denies.
type denials struct {
	sure []denial
	weak []weak // the sure ones too
}

// scopeWords is how many words of content a denial is taken to be about.
const scopeWords = 5

// denying is what the versions of a unit deny.
type denying struct {
	*trio
	english [3]bool // a Chinese version that is its English still
	denied  [3]*denials
}

// denying returns where version v denies.
func (c *denying) denying(v align.Version) *denials {
	if c.denied[v] == nil {
		c.denied[v] = &denials{}
		switch {
		case !c.has(v):
		case v == align.En:
			c.denyEnglish(v, c.denied[v])
		default:
			c.denyChinese(v, c.denied[v])
			var left denials // English that was left standing
			c.denyEnglish(v, &left)
			c.denied[v].weak = append(c.denied[v].weak, left.weak...)
		}
	}
	return c.denied[v]
}

// englishWord is a word as it is scanned for denials, in lower case.
type englishWord struct {
	text string
	Span
	code bool // a mark of code stands behind it: "none?", "not("
}

func englishWords(text []rune) []englishWord {
	var out []englishWord
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && (letter.Latin(text[i]) || (text[i] == '\'' || text[i] == '’') && i+1 < len(text) && letter.Latin(text[i+1])) {
			i++
		}
		w := strings.ToLower(strings.ReplaceAll(string(text[start:i]), "’", "'"))
		code := i+1 < len(text) && strings.ContainsRune("?!(", text[i]) && text[i+1] != ' '
		out = append(out, englishWord{w, Span{start, i}, code})
	}
	return out
}

// beside reports whether nothing but space stands between two words.
func beside(text []rune, a, b englishWord) bool {
	for _, r := range text[a.Span[1]:b.Span[0]] {
		if !unicode.IsSpace(r) && r != '-' {
			return false
		}
	}
	return true
}

func (c *denying) denyEnglish(v align.Version, d *denials) {
	text := c.runes[v]
	words := englishWords(text)
	neighbour := func(i, by int) string {
		j := i + by
		if j < 0 || j >= len(words) || !beside(text, words[min(i, j)], words[max(i, j)]) {
			return ""
		}
		return words[j].text
	}
	for i, w := range words {
		sure := (sureWords[w.text] || strings.HasSuffix(w.text, "n't")) && !w.code
		loose := sure || sureWords[w.text] || weakWords[w.text] || weakShape(w.text) || weakPairs[w.text+"-"+neighbour(i, 1)]
		near := !loose && nearWords[w.text]
		loose = loose || near
		switch {
		case !loose, idlePairs[w.text+"-"+neighbour(i, 1)], w.text == "not" && idlePairs[neighbour(i, -1)+"-not"]:
			continue
		case weakNot[neighbour(i, 1)], w.text == "no" && enumerated(words, i), sure && (comparing(words, i) || untilType(text, words, i)), sure && v == align.En && c.verbatim(w.Span):
			sure = false
		}
		k := c.clauseOf(v, w.Span[0])
		d.weak = append(d.weak, weak{Span: w.Span, clause: k, all: backward[w.text], near: near, word: !sureWords[w.text], shape: weakShape(w.text), adverb: weakShape(w.text) && strings.HasSuffix(w.text, "ly")})
		if sure {
			behind := c.clauses(v)[k].tokens
			if neighbour(i, 1) == "that" { // "not that I recall"
				behind = c.clauses(v)[min(k+1, len(c.clauses(v))-1)].tokens
			}
			scope := slices.DeleteFunc(scopeBehind(behind, w.Span[1]), func(t token) bool { return unicode.IsUpper(text[t.Span[0]]) })
			d.sure = append(d.sure, denial{Span: w.Span, clause: k, scope: scope})
		}
	}
}

// backward are English words that deny what stands before them too: "he owes
// nothing".
var backward = wordSet(`nothing nobody none nowhere`)

// auxiliaries are words behind a denial that say little of what is denied.
var auxiliaries = sync.OnceValue(func() map[concept]bool {
	m := map[concept]bool{}
	for _, w := range strings.Fields(`try get got need want able anyone one yet ever even really actually`) {
		m[named("l", lexicon.Stem(w))] = true
	}
	for _, w := range strings.Fields(`法 须 需 需要 必须 应该 应当 能够 可以 予 予以 令 使 使得 让 获 获得 得 得到 有 有人 人 任何 什么 加以 进行 再 曾 经 从 太 很 愿 愿意 想 肯 敢 希望 年 月 日 天 次 个 复`) {
		m[named("z", w)] = true
	}
	return m
})

// scopeBehind returns the first tokens behind a place that say what is denied.
func scopeBehind(tokens []token, at int) []token {
	var out []token
	for _, t := range tokens {
		if t.Span[0] >= at && !auxiliaries()[t.concepts[0]] && len(out) < scopeWords {
			out = append(out, t)
		}
	}
	return out
}

// enumerated reports whether another "no" stands close to the one at words[i]: "no
// pens, no ink", which Chinese says once.
func enumerated(words []englishWord, i int) bool {
	for j := max(0, i-3); j < len(words) && j <= i+3; j++ {
		if j != i && words[j].text == "no" {
			return true
		}
	}
	return false
}

// comparing reports whether the denial at words[i] belongs to a comparison: "no
// more than", "not exceed". That is said of the number, by its exactness.
func comparing(words []englishWord, i int) bool {
	for j := i + 1; j < len(words) && j <= i+6; j++ {
		w := words[j].text
		if strings.HasPrefix(w, "exceed") {
			return true
		}
		comparative := w == "more" || w == "less" || w == "fewer" || w == "better" || w == "worse" || len(w) > 4 && strings.HasSuffix(w, "er") && !notComparative[w]
		if !comparative {
			continue
		}
		for k := j + 1; k < len(words) && k <= j+3; k++ {
			if words[k].text == "than" {
				return true
			}
		}
	}
	return false
}

var notComparative = wordSet(`other never under after however whether another rather either neither together number member order paper water power offer matter master computer user manager consider remember former`)

// untilType reports whether the denial at words[i] is one of "not … until", which
// Chinese says without: 到 … 才.
func untilType(text []rune, words []englishWord, i int) bool {
	for j := i + 1; j < len(words) && j <= i+14; j++ {
		for _, r := range text[words[j-1].Span[1]:words[j].Span[0]] {
			if strings.ContainsRune(".?!;", r) {
				return false
			}
		}
		switch words[j].text {
		case "until", "till", "unless":
			return true
		}
	}
	return false
}

// verbatim reports whether a word of the English stands, with the word before or
// behind it, just so in a Chinese version: in an error message, a title or a name
// such as "Ruby no Kai", which deny nothing.
func (c *denying) verbatim(s Span) bool {
	text := c.runes[align.En]
	from, to := s[0], s[1]
	if from > 1 && text[from-1] == ' ' {
		for from--; from > 0 && letter.Latin(text[from-1]); from-- {
		}
	}
	if to+1 < len(text) && text[to] == ' ' {
		for to++; to < len(text) && letter.Latin(text[to]); to++ {
		}
	}
	for _, phrase := range []Span{{from, s[1]}, {s[0], to}} {
		if phrase[1]-phrase[0] < s[1]-s[0]+3 {
			continue
		}
		said := strings.ToLower(strings.ReplaceAll(c.slice(align.En, phrase), "’", "'"))
		for _, v := range chineseVersions {
			if c.has(v) && !c.english[v] && strings.Contains(c.lower(v), said) {
				return true
			}
		}
	}
	return false
}
