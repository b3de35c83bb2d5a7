package format

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
)

// The marks of what stands around an article on its page. Each looks at one
// whole line; none of them matches a sentence. Chinese phrases are given in both
// scripts, for the dictionaries that convert them may be absent.

// furniture reports whether text belongs to the page wherever it stands: a
// line of languages, a breadcrumb, a share bar, a rule.
func furniture(text string) bool {
	return isLanguageLine(text) || isBreadcrumb(text) || isShareBar(text) || isRule(text)
}

var languageNames = regexp.MustCompile(`(?i)` + anyOf("language") + `|\b(?:en|cn|tw|zh|hk|jp)\b|[简簡繁英]`)

var languageLabel = regexp.MustCompile(`(?i)^(?:select |choose )?(?:` + anyOf("choose") + `)\s*[:：]?`)

// isLanguageLine reports whether text only offers languages to choose from:
// "Language : English 简体 繁體", "EN | 简 | 繁".
func isLanguageLine(text string) bool {
	if columns(text) > chosen.page.choice {
		return false
	}
	rest := languageLabel.ReplaceAllString(text, "")
	labelled := rest != text
	names, all := namesLanguages(rest)
	return all && (names >= 2 || labelled && names == 1)
}

// isLanguageHead reports whether text is the name of a language and nothing else, as it
// stands over a version where several stand below one another.
func isLanguageHead(text string) bool {
	if columns(text) > chosen.page.choice {
		return false
	}
	names, all := namesLanguages(text)
	return all && names > 0
}

// namesLanguages counts the names of languages in a text, and reports whether there is
// nothing else in it.
func namesLanguages(text string) (names int, all bool) {
	names = len(languageNames.FindAllString(text, -1))
	rest := languageNames.ReplaceAllString(text, "")
	return names, strings.IndexFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

const monthName = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`

// dateLine is a date and nothing else, with the label and the time that pages
// put beside it.
var dateLine = regexp.MustCompile(`(?i)^(?:(?:` + anyOf("date") + `)(?: on| at)?\s*[:：]?\s*)?` +
	`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?` +
	`(?:` + monthName + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+` + monthName + `,?\s+\d{4}|` +
	`\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)` +
	`(?:[\s,|·]*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])?` +
	`(?:[\s,|·T]*(?:上午|下午|at)?\s*\d{1,2}[:：时時]\d{2}(?:[:：]\d{2})?分?\s*(?:[ap]\.?m\.?)?\s*(?:UTC|GMT|[ECP][SD]?T|Z)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?\s*$`)

func isDate(text string) bool { return len(text) < chosen.page.date && dateLine.MatchString(text) }

var (
	bylineLabel = regexp.MustCompile(`^(?:` + anyOf("byline") + `)\s*[:：/／|丨]\s*\S.{0,60}$`)
	bylineBy    = regexp.MustCompile(`^(?:` + anyOf("by") + `)\s+(\p{Lu}[\p{L}.'’-]*(?:[ ,&|/]+(?:(?:and|of|the|de|la|del|di|da|van|von|der|den|bin|al|el) )*\p{Lu}[\p{L}.'’-]*){0,9})\s*$`)
	bylineRole  = regexp.MustCompile(`^(?:By|BY|Written by|Author:) \p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}, \S.{0,120}$`)
	nameSlash   = regexp.MustCompile(`^\p{Han}[\p{Han}·．]{1,11}\s*[/／|丨]\s*\p{Han}[^。！？]{1,40}$`)
)

// isByline reports whether text names who wrote, edited or sent something.
func isByline(text string) bool {
	if columns(text) > chosen.page.byline || terminal(text) && !strings.HasSuffix(text, ".") {
		return false
	}
	if bylineRole.MatchString(text) && isRole(text) {
		return true
	}
	return bylineLabel.MatchString(text) || bylineBy.MatchString(text) || nameSlash.MatchString(text) && isRole(text)
}

// isCredit reports whether text is a byline as it stands behind an article; a
// source may be part of the text there.
func isCredit(text string) bool {
	return isByline(text) && !sourceLabel.MatchString(text)
}

var sourceLabel = regexp.MustCompile(`^(?:来源|來源|文|Source:)`)

var role = regexp.MustCompile(`(?i)\b(?:` + anyOf("role_en") + `)\b|` + anyOf("role_zh"))

// isRole reports whether text says what an author is, without a verb's
// sentence around it: "Associate Professor at …", "香港大学客座研究员".
func isRole(text string) bool {
	return !terminal(text) && columns(text) <= chosen.page.role && role.MatchString(text)
}

var personName = regexp.MustCompile(`^(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?\p{Lu}[\p{Ll}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}$`)

// isName reports whether text may be nothing but a person's name.
func isName(text string) bool {
	if personName.MatchString(text) {
		return true
	}
	n := 0
	for _, r := range text {
		if !letter.HanScript(r) && r != '·' {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4 || strings.Contains(text, "·") && n <= 12
}

// isBreadcrumb reports whether text is the way from the home page:
// "Home > Opinion", "首页 » 评论 » 正文".
func isBreadcrumb(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(">»›＞→", r) })
	if len(parts) < 2 || columns(text) > chosen.page.byline || terminal(text) {
		return false
	}
	return pageWords("home")[strings.ToLower(strings.TrimSpace(parts[0]))]
}

var shareLabel = regexp.MustCompile(`(?i)^(?:share(?: this)?(?: article| page| story)?(?: on| via| to)?|tweet|follow us(?: on)?|分享(?:到|至)?|转发(?:到)?|轉發(?:到)?|关注我们|關注我們)\s*[:：]?\s*`)

// isShareBar reports whether text is a row of places to share the page at.
func isShareBar(text string) bool {
	if columns(text) > chosen.page.byline {
		return false
	}
	rest := shareLabel.ReplaceAllString(text, "")
	words := strings.FieldsFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|/·•,，、", r) })
	for _, w := range words {
		if !pageWords("share")[strings.ToLower(w)] {
			return false
		}
	}
	return len(words) >= 2 || rest != text && len(text) > len("share") && len(words) <= 1
}

// isRule reports whether text is a line of signs that divides.
func isRule(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 3 && strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune("*-_=~—·•＊─━# ", r) }) < 0
}

var counterShape = regexp.MustCompile(`(?i)^(?:(?:上一篇|下一篇|上一頁|下一頁|previous|next)\s*[:：].{1,80}|\d+ (?:comments?|shares?|views?|min(?:ute)?s? read)|(?:阅读|閱讀|浏览|瀏覽|点击|點擊)(?:量|次数|次數|数|數)?\s*[:：]?\s*\d[\d,万萬.]*(?:\s*次)?|字[号號]\s*[:：]?\s*(?:[大中小]\s*)*|预计阅读时间.{0,12}|預計閱讀時間.{0,12}|reading time\s*[:：].{1,20})$`)

// isButton reports whether text is a button or a counter of a page.
func isButton(text string) bool {
	return pageWords("button")[bareLine(text)] || len(text) < chosen.page.counter && counterShape.MatchString(text)
}

// isMenu reports whether text is a word of a page's menu.
func isMenu(text string) bool { return pageWords("menu")[bareLine(text)] }

// bareLine gives text in lower case without the arrows that buttons carry.
func bareLine(text string) string {
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(text), " ↑▲»>"))
}

// relatedHead reports whether text stands over links to other articles.
func relatedHead(text string) bool {
	return pageWords("related")[strings.ToLower(strings.TrimRight(strings.TrimSpace(text), " :：…>»"))]
}

var legal = regexp.MustCompile(`(?i)^(?:(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}|by )|版权所有|版權所有|著作權所有|[京沪粤浙津渝苏]ICP[备证]|[京沪粤浙津渝苏]公网安备|all rights reserved)|^[^。.!?！？]{0,40}©\s*\d{4}|^(?:we|this (?:web)?site) uses? cookies\b|^(?:by continuing to (?:use|browse) (?:this|our) (?:web)?site)|^(?:本网站|本站|本網站|我们|我們)使用\s*(?:cookies?|小型文字)`)

// legalNotice reports whether text is a copyright line or a notice about cookies.
func legalNotice(text string) bool { return len(text) < chosen.page.legal && legal.MatchString(text) }
