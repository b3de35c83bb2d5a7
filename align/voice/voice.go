// Package voice finds texts that leave out who says what they say.
//
// A speaker is named by a verb of saying outside a quotation: "..., he said", 他表示. A
// version is mute where nothing in it says that anybody says or thinks anything, and
// its lack is a fact only where every other version names the speaker: a claim without
// one becomes the writer's own.
package voice

import (
	"embed"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/reading"
)

//go:embed words
var words embed.FS

var (
	saysEnglish   = list.In(words, "says_en.txt")
	speaksEnglish = list.In(words, "speaks_en.txt")
	saysHan       = list.In(words, "says_zh.txt")
	speaksHan     = list.Words(list.Read(words, "speaks_zh.txt"))
	passive       = list.Set("be been being is are was were to not what")
	answers       = list.Set("no yes nothing goodbye hello thanks is are was were would will could") // "the agency said no" hands nothing over, nor does "what they say is a risk"
)

// Unnamed is a version that leaves out the speaker.
type Unnamed struct {
	In    align.Version
	Where [3]reading.Span // of the verb in the other versions, empty where there is none
	At    align.Version   // the version that is shown for what is left out
}

// Missing returns the version of a unit that leaves out who says it, if there is one:
// mute where all the others name the speaker. Of a quotation that goes over several
// units the speaker may be named in another one of them.
func Missing(t *reading.Texts) (Unnamed, bool) {
	m, lacks, says, plain, half := Unnamed{}, 0, 0, false, 0
	for _, v := range align.Versions {
		if !t.Has(v) {
			continue
		}
		if q := Quotations(t.Runes[v]); q.Begun || q.Open {
			half |= 1 << v
		}
		at, clear, ok := speaker(t, v, false)
		if !ok {
			m.In = v
			lacks++
			continue
		}
		m.Where[v], m.At = at, v
		plain = plain || clear
		says++
	}
	goesOn := half&(1<<m.In) != 0 && half != 1<<m.In
	return m, lacks == 1 && says > 0 && plain && !goesOn && mute(t, m.In)
}

// speaker returns the first verb of saying of version v, outside its quotations unless
// quoted is asked for; plain is true where what is said follows it.
func speaker(t *reading.Texts, v align.Version, quoted bool) (at reading.Span, plain, ok bool) {
	var outside []bool
	spoken := func(s reading.Span) bool {
		if outside == nil {
			outside = Quotations(t.Runes[v]).Outside
		}
		return quoted || outside[s[0]]
	}
	if v == align.En {
		all := t.LatinWords(v)
		for i, w := range all {
			active := i == 0 || !passive[strings.ToLower(all[i-1].Text)]
			empty := i+1 < len(all) && answers[strings.ToLower(all[i+1].Text)]
			if saysEnglish[strings.ToLower(w.Text)] && active && !empty && spoken(w.Span) {
				return w.Span, true, true
			}
		}
		return at, false, false
	}
	h := t.Han(v)
	for _, w := range h.Words {
		if !saysHan[w.Text] || !spoken(h.Span(w.At, w.End)) || w.At > 0 && strings.ContainsRune("来其", h.Runes[w.At-1]) {
			continue
		}
		if handsOver(h, w) {
			return h.Span(w.At, w.End), true, true
		}
		if !ok && w.End-w.At > 1 {
			at, ok = h.Span(w.At, w.End), true
		}
	}
	return at, false, ok
}

// handsOver reports whether a word of saying is followed by what is said, or ends the
// sentence: 他表示， but not 表示担忧.
func handsOver(h *reading.Han, w reading.HanWord) bool {
	return w.End == len(h.Runes) || strings.ContainsRune("，,：:“「。\"”", h.Runes[w.End])
}

// mute reports whether nothing in version v says that anybody says anything: outside its
// quotations, for what is quoted may speak of talk itself.
func mute(t *reading.Texts, v align.Version) bool {
	quotes := Quotations(t.Runes[v])
	outside, guess := quotes.Outside, quotes.Open
	if quotes.Begun { // or else a mark is wrong: Patton 說：｜…」
		_, guess, _ = speaker(t, v, true)
	}
	if guess {
		for i := range outside {
			outside[i] = true
		}
	}
	if v == align.En {
		for _, w := range t.LatinWords(v) {
			lower := strings.ToLower(w.Text)
			if (saysEnglish[lower] || speaksEnglish[lower]) && outside[w.Span[0]] {
				return false
			}
		}
		return !credited(t.Runes[v])
	}
	h := t.Han(v)
	text := make([]rune, 0, len(h.Runes))
	for i, r := range h.Runes {
		if outside[h.From[i]] {
			text = append(text, r)
		}
		if q := t.Runes[v][h.From[i]]; i > 0 && (opening.Has(q) || q == '"') && strings.ContainsRune("：:", h.Runes[i-1]) {
			return false // 他坐下来，很温和：“走吧。”
		}
	}
	plain := string(text)
	for _, w := range speaksHan {
		if strings.Contains(plain, w) {
			return false
		}
	}
	return true
}

// credited reports whether a headline names its speaker behind a dash: "US could block
// Russian exports - Interior Secretary".
func credited(text []rune) bool {
	for _, dash := range [...]string{" - ", " – ", " — "} {
		head, who, ok := strings.Cut(string(text), dash)
		if ok && head != "" && !strings.ContainsAny(who, ".?!") && len(strings.Fields(who)) <= 4 {
			return true
		}
	}
	return false
}

// Opening and closing marks of quotations; a straight one is either.
var (
	opening = letter.SetOf("“「『‘")
	closing = letter.SetOf("”」』’")
)

// Quoted is which runes of a text stand outside every quotation.
type Quoted struct {
	Outside []bool
	Begun   bool // it begins inside of one, as a paragraph does that goes on with what somebody says
	Open    bool // one is never closed, or where they end is not plain
}

// Quotations reads the quotation marks of a text.
func Quotations(text []rune) Quoted {
	q := Quoted{Outside: make([]bool, len(text))}
	depth, straight := 0, false
	last := 0 // behind the last quotation
	for i, r := range text {
		switch {
		case apostrophe(text, i):
			q.Outside[i] = depth == 0 && !straight
		case r == '"' && !straight && depth == 0 && !opens(text, i), closing.Has(r) && depth == 0 && !straight:
			clear(q.Outside[last:i])
			q.Begun, q.Open = last == 0, q.Open || last > 0
			last = i + 1
		case r == '"':
			if straight = !straight; !straight {
				last = i + 1
			}
		case opening.Has(r):
			depth++
		case closing.Has(r) && depth > 0:
			if depth--; depth == 0 {
				last = i + 1
			}
		default:
			q.Outside[i] = depth == 0 && !straight
		}
	}
	q.Open = q.Open || depth > 0 || straight
	return q
}

// apostrophe reports whether the mark at i belongs to a word: don’t, workers’ rights.
func apostrophe(text []rune, i int) bool {
	return text[i] == '’' && i > 0 && letter.Latin(text[i-1])
}

// opens reports whether a straight mark at i stands where a quotation begins: before a
// letter, and behind nothing or a blank.
func opens(text []rune, i int) bool {
	behind := i+1 < len(text) && text[i+1] != ' '
	before := i == 0 || strings.ContainsRune(" \n(（:：，,", text[i-1])
	return behind && (before || letter.Han(text[i+1]))
}
