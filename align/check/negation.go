package check

import (
	"math"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/zh"
)

var semNegation = Check{
	ID: "sem.negation", Name: "Negation differs", Severity: Warning, Version: 1,
	Description: "A version denies what the others affirm, or the reverse.",
	Find:        findNegation,
}

// flip is a denial that one version has and another lacks.
type flip struct {
	denies, affirms align.Version
	at              Span // of the denial
	odd             *align.Version
}

func findNegation(c *Case) {
	if c.aside() || c.unrelated || len(c.pairs()) == 0 {
		return
	}
	if f, ok := c.flipped(); ok {
		c.reportFlip(f)
	}
}

// flipped looks for a flip: first where the two Chinese versions are the same
// but for a denial, then sentence by sentence over three versions.
func (c *Case) flipped() (flip, bool) {
	d := denialBook{c: c}
	n := 0
	for _, v := range align.Versions {
		if c.has(v) {
			d.sure[v] = c.denials(v)
			n += len(d.sure[v])
		}
	}
	if n == 0 {
		return flip{}, false
	}
	for _, v := range align.Versions {
		if c.has(v) {
			d.loose[v] = c.loose(v)
		}
	}
	for _, v := range chineseVersions {
		if !c.has(v) || c.has(align.En) && c.sameAsEnglish(v) {
			return d.opposed(other(v))
		}
	}
	for _, v := range chineseVersions {
		if f, ok := d.removed(v); ok {
			return f, true
		}
	}
	if !c.has(align.En) {
		return flip{}, false
	}
	for _, t := range c.triples() {
		if f, ok := d.outvoted(t); ok {
			return f, true
		}
	}
	return d.alone()
}

// alone finds the version that denies somewhere while nothing in the whole of
// the others can be read so, or that alone has nothing of the kind: however the
// sentences belong together.
func (d *denialBook) alone() (flip, bool) {
	for _, v := range []align.Version{align.Hans, align.Hant, align.En} {
		a, b := others(v)
		switch {
		case len(d.sure[v]) > 0 && len(d.loose[a]) == 0 && len(d.loose[b]) == 0:
			return flip{v, a, d.sure[v][0], odd(v)}, true
		case v != align.En && len(d.loose[v]) == 0 && len(d.sure[a]) > 0 && len(d.sure[b]) > 0:
			w := other(v)
			return flip{w, v, d.sure[w][0], odd(v)}, true
		}
	}
	return flip{}, false
}

// opposed finds, where English has but the Chinese version v beside it, a
// sentence that surely denies once while its counterpart cannot be read as
// denying.
func (d *denialBook) opposed(v align.Version) (flip, bool) {
	c := d.c
	if !c.has(align.En) || !c.has(v) || c.sameAsEnglish(v) {
		return flip{}, false
	}
	for k := range c.reading(align.En).sentences {
		i, evidence := c.counterpart(align.En, k, v)
		back, _ := c.counterpart(v, i, align.En)
		if back != k || evidence < opposedEvidence || !c.chinese(v, i) {
			continue
		}
		sure, loose := d.in(align.En, k, d.sure[align.En]), d.in(align.En, k, d.loose[align.En])
		sureHan, looseHan := d.in(v, i, d.sure[v]), d.in(v, i, d.loose[v])
		switch {
		case sure == 1 && looseHan == 0:
			return flip{denies: align.En, affirms: v, at: d.first(align.En, k)}, true
		case sureHan == 1 && loose == 0:
			return flip{denies: v, affirms: align.En, at: d.first(v, i)}, true
		}
	}
	return flip{}, false
}

// opposedEvidence is how surely, in nats, two sentences must belong together
// before one is said to deny the other.
const opposedEvidence = 10

// denialBook holds where each version denies.
type denialBook struct {
	c           *Case
	sure, loose [3][]Span
}

// in counts the places inside sentence i of v.
func (d *denialBook) in(v align.Version, i int, places []Span) int {
	s := d.c.reading(v).sentences[i].Span
	n := 0
	for _, p := range places {
		if p[0] >= s[0] && p[0] < s[1] {
			n++
		}
	}
	return n
}

// removed finds a denial of v whose surroundings stand in the other Chinese
// version without it: 你不可以 against 你可以.
func (d *denialBook) removed(v align.Version) (flip, bool) {
	c, o := d.c, other(v)
	folded, from := zh.FoldMap(c.Unit.Text[v])
	there := zh.Fold(c.Unit.Text[o])
	text := []rune(folded)
	for n, r := range []rune(denyingOnly(folded)) {
		if !strings.ContainsRune(denying, r) || !withoutIt(text, n, folded, there) {
			continue
		}
		at := Span{from[n], from[n] + 1}
		i, ok := c.sentenceAt(v, at)
		if !ok {
			continue
		}
		j, _ := c.counterpart(v, i, o)
		here, other := d.in(v, i, d.sure[v]), d.in(o, j, d.sure[o])
		if here <= other && len(d.sure[v]) <= len(d.sure[o]) {
			continue
		}
		return flip{v, o, at, d.judge(v, o, i, j, here, other, idiom(folded, n))}, true
	}
	return flip{}, false
}

// withoutIt reports whether four characters or more around place n of text
// stand in the other text with the one at n left out, and not here too; at the
// beginning of a sentence the three characters behind it are enough.
func withoutIt(text []rune, n int, here, there string) bool {
	if (n == 0 || strings.ContainsRune("。！？", text[n-1])) && n+4 <= len(text) {
		if next := string(text[n+1 : n+4]); strings.HasPrefix(there, next) || strings.Contains(there, "。"+next) {
			return true
		}
	}
	for l := 1; l <= 3; l++ {
		for r := max(1, 4-l); r <= 3; r++ {
			if n-l < 0 || n+1+r > len(text) {
				continue
			}
			joined := string(text[n-l:n]) + string(text[n+1:n+1+r])
			if strings.Contains(there, joined) && !strings.Contains(here, joined) {
				return true
			}
		}
	}
	return false
}

// idiom reports whether the denial at rune n belongs to a longer word of the
// dictionary, inside it (得不偿失) or before what is no word alone (不失为): leaving
// it out is then the slip.
func idiom(folded string, n int) bool {
	inside := false
	at := runeCounter{text: folded}
	dictionary().EachHan(folded, func(_ int32, start, end int) {
		a := at.rune(start)
		b := a + utf8.RuneCountInString(folded[start:end])
		inside = inside || a < n && n < b-1 && b-a >= 3
	})
	if inside {
		return true
	}
	behind := string([]rune(folded)[n:])
	word := firstWord(behind)
	_, size := utf8.DecodeRuneInString(behind)
	return utf8.RuneCountInString(word) >= 3 && firstWord(word[size:]) != word[size:]
}

// firstWord is the longest word of the dictionary that a text begins with.
func firstWord(text string) string {
	if runes := []rune(text); len(runes) > 8 {
		text = string(runes[:8])
	}
	word := ""
	dictionary().EachHan(text, func(id int32, start, end int) {
		if start == 0 && id >= 0 {
			word = text[:end]
		}
	})
	return word
}

// judge asks the English which of two Chinese versions is wrong; v denies, in
// sentence i, whose counterpart in o is j.
func (d *denialBook) judge(v, o align.Version, i, j, here, there int, idiom bool) *align.Version {
	c := d.c
	if idiom {
		return odd(o)
	}
	if !c.has(align.En) {
		return nil
	}
	k, evidence := c.counterpart(v, i, align.En)
	if evidence < 0 {
		return nil
	}
	sure, loose := d.in(align.En, k, d.sure[align.En]), d.in(align.En, k, d.loose[align.En])
	looseHere := d.in(v, i, d.loose[v])
	switch {
	case loose < here && (sure == there || loose <= there):
		return odd(v)
	case sure >= here && looseHere > loose, // the English may have said it with what v says in a word
		sure > 0 && sure == there && looseHere > d.in(o, j, d.loose[o]):
		return odd(v)
	case sure >= here:
		return odd(o)
	case loose < here:
		return odd(v)
	case loose > there:
		return odd(o)
	}
	return odd(v)
}

// triple is three sentences that say the same thing.
type triple [3]int

// triples returns the sentences that are each other's counterparts in all
// three versions, and really Chinese on the Chinese sides.
func (c *Case) triples() []triple {
	var out []triple
	if len(c.reading(align.En).sentences) == 1 && len(c.reading(align.Hans).sentences) == 1 && len(c.reading(align.Hant).sentences) == 1 {
		if c.chinese(align.Hans, 0) && c.chinese(align.Hant, 0) {
			out = append(out, triple{})
		}
		return out
	}
	for k := range c.reading(align.En).sentences {
		i, e1 := c.counterpart(align.En, k, align.Hans)
		j, e2 := c.counterpart(align.En, k, align.Hant)
		if e1 < 1 || e2 < 1 || !c.chinese(align.Hans, i) || !c.chinese(align.Hant, j) {
			continue
		}
		b1, _ := c.counterpart(align.Hans, i, align.En)
		b2, _ := c.counterpart(align.Hant, j, align.En)
		b3, e3 := c.counterpart(align.Hans, i, align.Hant)
		if b1 == k && b2 == k && b3 == j && e3 >= 1 {
			out = append(out, triple{k, i, j})
		}
	}
	return out
}

func (c *Case) chinese(v align.Version, i int) bool {
	s := c.reading(v).sentences[i].Span
	han, latin := counts(c.runes[v][s[0]:s[1]])
	return han*3 > latin
}

// outvoted finds the version that alone denies, or alone does not.
func (d *denialBook) outvoted(t triple) (flip, bool) {
	var sure, loose [3]int
	for _, v := range align.Versions {
		sure[v], loose[v] = d.in(v, t[v], d.sure[v]), d.around(v, t)
	}
	for _, v := range []align.Version{align.Hans, align.Hant, align.En} {
		a, b := others(v)
		if loose[a] == 0 && loose[b] == 0 && sure[v] > 0 {
			return flip{v, a, d.first(v, t[v]), odd(v)}, true
		}
		if v != align.En && sure[a] > 0 && sure[b] > 0 && loose[v] == 0 {
			w := other(v)
			return flip{w, v, d.first(w, t[w]), odd(v)}, true
		}
		if v == align.En && loose[v] == 0 && d.strong(a, t[a]) && d.strong(b, t[b]) {
			return flip{a, v, d.first(a, t[a]), odd(v)}, true
		}
	}
	return d.miscounted(t, sure, loose)
}

// around counts what may be read as a denial in the sentences of v that belong to
// another sentence of t: one sentence may be two in another version.
func (d *denialBook) around(v align.Version, t triple) int {
	n := 0
	a, b := others(v)
	for i := range d.c.reading(v).sentences {
		mine := i == t[v]
		for _, o := range []align.Version{a, b} {
			if !mine {
				j, evidence := d.c.counterpart(v, i, o)
				mine = j == t[o] && evidence > 0
			}
		}
		if mine {
			n += d.in(v, i, d.loose[v])
		}
	}
	return n
}

// strong reports whether a Chinese sentence denies with an auxiliary, for which
// English has no other word than not or one of its kind.
func (d *denialBook) strong(v align.Version, i int) bool {
	s := d.c.reading(v).sentences[i].Span
	return hanStrong.MatchString(denyingOnly(zh.Fold(d.c.slice(v, s))))
}

// miscounted finds the version that denies once more, or once less, than both
// others, where every denial is a sure one.
func (d *denialBook) miscounted(t triple, sure, loose [3]int) (flip, bool) {
	if sure != loose || d.c.like().value < 0.4 {
		return flip{}, false
	}
	for _, v := range chineseVersions {
		a, b := others(v)
		switch {
		case sure[a] != sure[b] || sure[a] == 0:
		case sure[v] == sure[a]+1:
			return flip{v, a, d.first(v, t[v]), odd(v)}, true
		case sure[v] == sure[a]-1:
			return flip{a, v, d.first(a, t[a]), odd(v)}, true
		}
	}
	return flip{}, false
}

// first returns the first sure denial of a sentence.
func (d *denialBook) first(v align.Version, i int) Span {
	s := d.c.reading(v).sentences[i].Span
	for _, p := range d.sure[v] {
		if p[0] >= s[0] && p[0] < s[1] {
			return p
		}
	}
	return s
}

// sentenceAt returns the sentence of v that a span begins in.
func (c *Case) sentenceAt(v align.Version, at Span) (int, bool) {
	for i, s := range c.reading(v).sentences {
		if at[0] >= s.Span[0] && at[0] < s.Span[1] {
			return i, true
		}
	}
	return 0, false
}

// counterpart returns the sentence of version o that shares most with sentence
// i of v, and the evidence for it in nats.
func (c *Case) counterpart(v align.Version, i int, o align.Version) (best int, evidence float64) {
	key := [3]int{int(v), i, int(o)}
	if p, ok := c.partners[key]; ok {
		return p.sentence, p.evidence
	}
	evidence = math.Inf(-1)
	for j := range c.reading(o).sentences {
		if e := c.Stats.words.support(c.reading(v).sentences[i].tokens, nil, v, o, c.reading(o).bag(j)); e > evidence {
			best, evidence = j, e
		}
	}
	if c.partners == nil {
		c.partners = map[[3]int]partner{}
	}
	c.partners[key] = partner{best, evidence}
	return best, evidence
}

// partner is what counterpart found.
type partner struct {
	sentence int
	evidence float64
}

// bag returns sentence i as a reading of its own.
func (r *reading) bag(i int) *reading {
	if r.bags == nil {
		r.bags = make([]*reading, len(r.sentences))
	}
	if r.bags[i] == nil {
		tokens := r.sentences[i].tokens
		b := &reading{has: make(map[concept]int, len(tokens)*3), tokens: len(tokens)}
		for _, t := range tokens {
			for _, k := range t.concepts {
				b.has[k]++
			}
		}
		r.bags[i] = b
	}
	return r.bags[i]
}

func (c *Case) reportFlip(f flip) {
	o := f.affirms
	g := Finding{
		Odd: f.odd, Spans: spans(f.denies, f.at), Pair: both(f.denies, o), Key: "sem.negation",
		Args: args("a", f.denies.String(), "b", o.String(), "text", c.around(f.denies, f.at)),
	}
	if f.denies != align.En && o != align.En || f.odd != nil && *f.odd != align.En {
		g.Pair = both(align.Hans, align.Hant)
	}
	if f.odd != nil && len(c.pairs()) == 3 {
		third := align.Version(3 - int(f.denies) - int(o))
		g.Args["c"] = third.String()
		if *f.odd == f.denies {
			g.Key = "sem.negation.extra"
		} else {
			g.Key = "sem.negation.lost"
		}
	}
	c.report(g)
}

// around quotes a span with a few characters on both sides.
func (c *Case) around(v align.Version, s Span) string {
	n := 6
	if v == align.En {
		n = 20
	}
	text := c.runes[v]
	from, to := max(0, s[0]-n), min(len(text), s[1]+n)
	if v == align.En { // whole words
		for from > 0 && from < s[0] && text[from-1] != ' ' {
			from++
		}
		for to < len(text) && to > s[1] && text[to] != ' ' {
			to--
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text[from:to]), "\n", " "))
}
