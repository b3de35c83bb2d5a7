package check

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/zh"
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
beware non against`)

// weakPairs are two words that together may deny.
var weakPairs = wordSet(`rather-than instead-of other-than free-of far-from`)

// idlePairs are two words of which the first denies nothing: 无论, 与否, 无疑.
var idlePairs = wordSet(`no-matter or-not no-doubt no-wonder`)

// weakNot are words behind not with which it may be said in Chinese without:
// 不仅, 更不用说.
var weakNot = wordSet(`only just merely simply solely least`)

// onlyShape are beginnings of words that have the shape of denials and deny
// nothing.
var onlyShape = strings.Fields(`discern discipl disclos discord discount discours discover discret discrim discuss dispatch dispens display dispos disput
dissem dissert dissol dist disturb under unani unifor uni unless until misc missi mist nonethe`)

// weakShape reports whether a word has the shape of one that denies: dis-, un-,
// non-, mis-, -less.
func weakShape(w string) bool {
	for _, p := range []string{"dis", "un", "mis", "non"} {
		if strings.HasPrefix(w, p) && len(w) >= len(p)+4 {
			return !slices.ContainsFunc(onlyShape, func(p string) bool { return strings.HasPrefix(w, p) })
		}
	}
	return len(w) >= 7 && (strings.HasSuffix(w, "less") || strings.HasSuffix(w, "lessly") || strings.HasSuffix(w, "lessness"))
}

// englishDenials returns the words of an English text that surely deny, and all
// that may. A word with a mark of code behind it ("none?", "not(") is no word.
func englishDenials(text []rune) (sure, loose []Span) {
	previous := ""
	for i := 0; i < len(text); {
		if !isLatin(text[i]) {
			if !unicode.IsSpace(text[i]) {
				previous = ""
			}
			i++
			continue
		}
		start := i
		for i < len(text) && (isLatin(text[i]) || (text[i] == '\'' || text[i] == '’') && i+1 < len(text) && isLatin(text[i+1])) {
			i++
		}
		w := strings.ToLower(strings.ReplaceAll(string(text[start:i]), "’", "'"))
		code := i+1 < len(text) && strings.ContainsRune("?!(", text[i]) && text[i+1] != ' '
		next := followingWord(text, i)
		switch {
		case idlePairs[w+"-"+next], w == "not" && idlePairs[previous+"-"+w]:
		case w == "not" && weakNot[next]:
			loose = append(loose, Span{start, i})
		case (sureWords[w] || strings.HasSuffix(w, "n't")) && !code:
			sure = append(sure, Span{start, i})
			loose = append(loose, Span{start, i})
		case sureWords[w] || weakWords[w] || weakShape(w) || weakPairs[previous+"-"+w]:
			loose = append(loose, Span{start, i})
		}
		previous = w
	}
	return sure, loose
}

// followingWord is the word behind a space at i, in lower case.
func followingWord(text []rune, i int) string {
	if i >= len(text) || text[i] != ' ' {
		return ""
	}
	end := i + 1
	for end < len(text) && isLatin(text[end]) {
		end++
	}
	return strings.ToLower(string(text[i+1 : end]))
}

// notDenials are Chinese words with a denying character that deny nothing, or
// that English says without "not", the longer ones first. They are cut out
// before denials are counted.
var notDenials = strings.Fields(`不可分割 不小心 不可否认 不可思议 不可或缺 不可避免 不知不觉 不约而同 不言而喻 不谋而合 不负责任 不遗余力 坐视不理 无与伦比 无处不在
无家可归 无所不在 毫无疑问 没完没了 视而不见 不一样 不亚于 不仅仅 不信任 不公正 不动产 不可信 不外乎 不对称 不平等
不得不 不得已 不愧为 不特定 不确定 不稳定 不经意 不能不 不间断 了不起 会不会 只不过 好不好 对不起 差不多 并非不 无人机 无休止
无缝 无党派 无国界 无所谓 无政府 无条件 无神论 无线电 是不是 有没有 未完成 未成年 来不及 能不能 莫斯科 莫过于 要不要 非军事 非对称
非政府 非正式 非盈利 非营利 不下 不丹 不久 不予 不二 不仅 不但 不停 不光 不免 不公 不利 不单 不只 不合 不同 不吝 不堪
不如 不妙 不妨 不安 不定 不容 不少 不屈 不已 不平 不幸 不当 不息 不惜 不愧 不愿 不慎 不懈 不拘 不料 不断 不无 不日 不时
不明 不易 不朽 不止 不法 不满 不然 不禁 不等 不管 不绝 不胜 不良 不菲 不论 不足 不过 不错 不顾 个别 分别 别人 别名 别墅
别的 勿庸 区别 告别 差别 性别 无产 无关 无声 无形 无情 无意 无损 无效 无数 无比 无畏 无疑 无私 无穷 无线 无聊 无论 无辜
无限 无非 未免 未婚 未尝 未必 未来 未知 未经 未遂 沉没 没收 没落 特别 类别 级别 莫名 莫大 莫非 要不 识别 辨别 鉴别 除非
非凡 非常 非核 非法 非洲`)

// neutral are those of notDenials that say nothing of the kind in any language:
// where a text may deny, they do not count either.
var neutral = strings.Fields(`不论 不管 无论 不断 不久 不过 不错 不得不 不得已 不停 不时 不料 不禁 了不起 差不多 对不起 只不过 不小心
个别 分别 别人 别名 别墅 别的 区别 告别 差别 性别 特别 类别 级别 识别 辨别 鉴别 无人机 无线电 无线 无聊 无辜 未来 未婚 沉没 没收 没落
莫斯科 莫过于 莫大 非常 非洲 非凡`)

const (
	denying      = "不没无未非别勿莫"
	denyingForms = denying + "沒無別" // in both scripts
)

// hanWeak are words that English often renders with "not", by their first
// character.
var hanWeak = sync.OnceValue(func() map[rune][]string {
	words := map[rune][]string{}
	for _, w := range strings.Fields(`避免 防止 缺乏 缺少 拒绝 禁止 难以 很难 失败 失去 除非 少有 鲜有 极少 否则 反对 停止 忽略 忽视 才能 才会 而是 免受 免于 免费 零个 为零 省略 省去`) {
		first, _ := utf8.DecodeRuneInString(w)
		words[first] = append(words[first], w)
	}
	return words
})

// denyingPlaces returns the denying characters of a folded text in runes, and
// with weak also the words of hanWeak.
func denyingPlaces(folded string, weak bool) []Span {
	var out []Span
	words := hanWeak()
	n, behind := 0, 0 // runes; the end of the last place
	for i, r := range folded {
		if n >= behind {
			switch {
			case strings.ContainsRune(denying, r):
				out, behind = append(out, Span{n, n + 1}), n+1
			case weak:
				for _, w := range words[r] {
					if strings.HasPrefix(folded[i:], w) {
						behind = n + utf8.RuneCountInString(w)
						out = append(out, Span{n, behind})
						break
					}
				}
			}
		}
		n++
	}
	return out
}

// hanStrong are denials that say "not" whatever they stand before.
var hanStrong = regexp.MustCompile(`不会|不能|不要|不再|不应|不必|不需要|不可以|并不|并非|没有|未能|未曾|从不|从未|绝不`)

// harmless blanks out notDenials, keeping the length in runes.
var harmless = sync.OnceValue(func() *strings.Replacer { return blanking(notDenials) })

var blankNeutral = sync.OnceValue(func() *strings.Replacer { return blanking(neutral) })

func blanking(words []string) *strings.Replacer {
	var pairs []string
	for _, w := range words {
		w = zh.Fold(w)
		pairs = append(pairs, w, strings.Repeat("＿", utf8.RuneCountInString(w)))
	}
	return strings.NewReplacer(pairs...)
}

// denyingOnly returns a folded text with the words blanked out that only look
// as if they denied.
func denyingOnly(folded string) string {
	if !strings.ContainsAny(folded, denying) {
		return folded
	}
	return harmless().Replace(folded)
}

// denials returns where a cell surely denies, in runes.
func (c *Case) denials(v align.Version) []Span {
	if v == align.En {
		sure, _ := englishDenials(c.runes[v])
		return slices.DeleteFunc(sure, c.verbatim)
	}
	if !strings.ContainsAny(c.Unit.Text[v], denyingForms) {
		return nil
	}
	folded, from := zh.FoldMap(c.Unit.Text[v])
	return back(denyingPlaces(denyingOnly(folded), false), from)
}

// verbatim reports whether a word of the English stands, with the word before or
// behind it, just so in a Chinese version: in an error message, a title or a name
// such as "Ruby no Kai", which deny nothing.
func (c *Case) verbatim(s Span) bool {
	text := c.runes[align.En]
	from, to := s[0], s[1]
	if from > 1 && text[from-1] == ' ' {
		for from--; from > 0 && isLatin(text[from-1]); from-- {
		}
	}
	if to+1 < len(text) && text[to] == ' ' {
		for to++; to < len(text) && isLatin(text[to]); to++ {
		}
	}
	for _, phrase := range []Span{{from, s[1]}, {s[0], to}} {
		if phrase[1]-phrase[0] < s[1]-s[0]+3 {
			continue
		}
		said := strings.ToLower(strings.ReplaceAll(c.slice(align.En, phrase), "’", "'"))
		for _, v := range chineseVersions {
			if c.has(v) && !c.sameAsEnglish(v) && strings.Contains(c.lower(v), said) {
				return true
			}
		}
	}
	return false
}

// loose returns where a cell may deny, generously: for saying that nothing
// there denies.
func (c *Case) loose(v align.Version) []Span {
	if v == align.En {
		_, loose := englishDenials(c.runes[v])
		return loose
	}
	folded, from := zh.FoldMap(c.Unit.Text[v])
	return back(denyingPlaces(blankNeutral().Replace(folded), true), from)
}

// places returns the matches in text, in runes.
func places(text string, re *regexp.Regexp) []Span {
	var out []Span
	at := runeCounter{text: text}
	for _, m := range re.FindAllStringIndex(text, -1) {
		start := at.rune(m[0])
		out = append(out, Span{start, at.rune(m[1])})
	}
	return out
}

// back maps spans of a folded text to the text it was made from.
func back(spans []Span, from []int) []Span {
	for i, s := range spans {
		spans[i] = Span{from[s[0]], from[s[1]-1] + 1}
	}
	return spans
}

// negating reports whether one of two words denies and the other does not.
func negating(words [2]string) bool {
	return strings.ContainsAny(words[0], denying) != strings.ContainsAny(words[1], denying)
}
