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

var languageNames = regexp.MustCompile(`(?i)english|简体中文|簡體中文|繁体中文|繁體中文|正體中文|正体中文|中文|汉语|漢語|简体|簡體|繁體|繁体|正體|简中|繁中|français|español|deutsch|русский|العربية|日本語|日本语|日语|한국어|português|italiano|英文|英语|英語|\b(?:en|cn|tw|zh|hk|jp)\b|[简簡繁英]`)

var languageLabel = regexp.MustCompile(`(?i)^(?:select |choose )?(?:languages?|语言|語言|语种|語種|选择语言|選擇語言)\s*[:：]?`)

// isLanguageLine reports whether text only offers languages to choose from:
// "Language : English 简体 繁體", "EN | 简 | 繁".
func isLanguageLine(text string) bool {
	if columns(text) > 120 {
		return false
	}
	rest := languageLabel.ReplaceAllString(text, "")
	labelled := rest != text
	names := len(languageNames.FindAllString(rest, -1))
	rest = languageNames.ReplaceAllString(rest, "")
	rest = strings.TrimFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("|/·•,，、()（）[]-—", r)
	})
	empty := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
	return empty && (names >= 2 || labelled && names == 1)
}

const monthName = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`

// dateLine is a date and nothing else, with the label and the time that pages
// put beside it.
var dateLine = regexp.MustCompile(`(?i)^(?:(?:published|updated|posted|last (?:updated|modified)|date|发布时间|發布時間|发布日期|發布日期|发表时间|發表時間|更新时间|更新時間|更新|日期|时间|時間)(?: on| at)?\s*[:：]?\s*)?` +
	`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?` +
	`(?:` + monthName + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+` + monthName + `,?\s+\d{4}|` +
	`\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)` +
	`(?:[\s,|·]*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])?` +
	`(?:[\s,|·T]*(?:上午|下午|at)?\s*\d{1,2}[:：时時]\d{2}(?:[:：]\d{2})?分?\s*(?:[ap]\.?m\.?)?\s*(?:UTC|GMT|[ECP][SD]?T|Z)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?\s*$`)

func isDate(text string) bool { return len(text) < 120 && dateLine.MatchString(text) }

var (
	bylineLabel = regexp.MustCompile(`^(?:作者|文|撰文|撰稿|记者|記者|编辑|編輯|责任编辑|責任編輯|责编|責編|编译|編譯|译者|譯者|翻译|翻譯|来源|來源|图片来源|圖片來源|供稿|校对|校對|审校|審校)\s*[:：/／|丨]\s*\S.{0,60}$`)
	bylineBy    = regexp.MustCompile(`^(?:By|BY|Written by|Author:|Reporter:|Editor:|Source:|Translated by|Photo by|Photo:)\s+(\p{Lu}[\p{L}.'’-]*(?:[ ,&|/]+(?:(?:and|of|the|de|la|del|di|da|van|von|der|den|bin|al|el) )*\p{Lu}[\p{L}.'’-]*){0,9})\s*$`)
	bylineRole  = regexp.MustCompile(`^(?:By|BY|Written by|Author:) \p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}, \S.{0,120}$`)
	nameSlash   = regexp.MustCompile(`^\p{Han}[\p{Han}·．]{1,11}\s*[/／|丨]\s*\p{Han}[^。！？]{1,40}$`)
)

// isByline reports whether text names who wrote, edited or sent something.
func isByline(text string) bool {
	if columns(text) > 160 || terminal(text) && !strings.HasSuffix(text, ".") {
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

var role = regexp.MustCompile(`(?i)\b(?:professor|lecturer|fellow|researcher|scholar|director|editor|correspondent|reporter|columnist|analyst|economist|dean|president|chairman|ambassador|minister|university|institute|academy|think tank|center|centre|contributor)\b|教授|讲师|講師|研究员|研究員|学者|學者|主任|院长|院長|所长|所長|会长|會長|大使|记者|記者|编辑|編輯|评论员|評論員|专栏|專欄|作家|分析师|分析師|经济学家|經濟學家|博士|大学|大學|学院|學院|研究所|研究院|研究中心|智库|智庫`)

// isRole reports whether text says what an author is, without a verb's
// sentence around it: "Associate Professor at …", "香港大学客座研究员".
func isRole(text string) bool {
	return !terminal(text) && columns(text) <= 200 && role.MatchString(text)
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
	if len(parts) < 2 || columns(text) > 160 || terminal(text) {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(parts[0])) {
	case "home", "homepage", "首页", "首頁", "主页", "主頁", "您的位置：首页", "当前位置：首页", "您的位置：首頁", "目前位置：首頁", "当前位置:首页", "您的位置:首页":
		return true
	}
	return false
}

func isShareName(s string) bool {
	switch strings.ToLower(s) {
	case "facebook", "twitter", "x", "linkedin", "whatsapp", "wechat", "weixin", "weibo", "telegram", "line", "reddit", "pinterest",
		"instagram", "youtube", "email", "e-mail", "mail", "print", "copy", "link", "rss", "qq", "qzone", "messenger", "tumblr", "mastodon", "threads", "bluesky",
		"微信", "微博", "新浪微博", "腾讯微博", "qq空间", "qq空間", "朋友圈", "豆瓣", "打印", "列印", "收藏", "邮件", "郵件", "电邮", "電郵", "复制链接", "複製連結", "脸书", "臉書", "推特":
		return true
	}
	return false
}

var shareLabel = regexp.MustCompile(`(?i)^(?:share(?: this)?(?: article| page| story)?(?: on| via| to)?|tweet|follow us(?: on)?|分享(?:到|至)?|转发(?:到)?|轉發(?:到)?|关注我们|關注我們)\s*[:：]?\s*`)

// isShareBar reports whether text is a row of places to share the page at.
func isShareBar(text string) bool {
	if columns(text) > 160 {
		return false
	}
	rest := shareLabel.ReplaceAllString(text, "")
	words := strings.FieldsFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|/·•,，、", r) })
	for _, w := range words {
		if !isShareName(w) {
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

// buttonLines are whole lines that stand on pages alone, in lower case, without
// marks at their end.
var buttonLines = lineSet(`back to top|print this page|email this|subscribe now|leave a comment|no comments|add a comment|show comments|view comments|load more|
next article|previous article|advertisement|share this|share this article|privacy policy|terms of use|terms of service|cookie policy|accept all|accept cookies|
accept all cookies|reject all|cookie settings|manage cookies|skip to content|skip to main content|all rights reserved|
返回顶部|返回頂部|返回頂端|回到顶部|回到頂部|回到頂端|回顶部|回頂部|返回页首|返回頁首|回到页首|回到頁首|打印本页|列印本頁|发表评论|發表評論|网友评论|網友評論|
上一页|下一页|上一頁|下一頁|上一篇|下一篇|跳到主要内容|跳到主要內容|全部接受|接受所有|扫一扫|掃一掃|网站地图|網站地圖`)

// menuLines may be headings as well: they count beside other such lines only.
var menuLines = lineSet(`top|print|subscribe|sign up|sign in|log in|login|register|menu|search|comments|next|previous|share|home|about us|contact us|contact|
置顶|置頂|打印|列印|收藏|评论|評論|首页|首頁|关于我们|關於我們|联系我们|聯繫我們|聯絡我們|隐私政策|隱私政策|隱私權政策|使用条款|使用條款|服务条款|服務條款|
版权声明|版權聲明|免责声明|免責聲明|登录|登入|注册|註冊|订阅|訂閱|搜索|搜尋|菜单|選單|广告|廣告`)

var counterShape = regexp.MustCompile(`(?i)^(?:(?:上一篇|下一篇|上一頁|下一頁|previous|next)\s*[:：].{1,80}|\d+ (?:comments?|shares?|views?|min(?:ute)?s? read)|(?:阅读|閱讀|浏览|瀏覽|点击|點擊)(?:量|次数|次數|数|數)?\s*[:：]?\s*\d[\d,万萬.]*(?:\s*次)?|字[号號]\s*[:：]?\s*(?:[大中小]\s*)*|预计阅读时间.{0,12}|預計閱讀時間.{0,12}|reading time\s*[:：].{1,20})$`)

// isButton reports whether text is a button or a counter of a page.
func isButton(text string) bool {
	return buttonLines[bareLine(text)] || len(text) < 200 && counterShape.MatchString(text)
}

// isMenu reports whether text is a word of a page's menu.
func isMenu(text string) bool { return menuLines[bareLine(text)] }

// bareLine gives text in lower case without the arrows that buttons carry.
func bareLine(text string) string {
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(text), " ↑▲»>"))
}

var relatedLines = lineSet(`you might also like|you may also like|you may also be interested in|related|related articles|related stories|related posts|related news|related content|
related reading|read more|read next|more stories|more from this author|more on this topic|recommended|recommended for you|recommended reading|most read|most popular|trending|latest news|see also|
您可能还喜欢|您可能還喜歡|您可能也喜欢|您可能也喜歡|你可能还喜欢|你可能還喜歡|你可能也喜欢|你可能也喜歡|您可能也会喜欢|您可能也會喜歡|你可能也会喜欢|你可能也會喜歡|您可能会喜欢|您可能會喜歡|你可能感兴趣|你可能感興趣|您可能感兴趣的|您可能感興趣的|猜你喜欢|猜你喜歡|
相关阅读|相關閱讀|相关文章|相關文章|相关新闻|相關新聞|相关内容|相關內容|相关推荐|相關推薦|相关报道|相關報道|相關報導|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|热门文章|熱門文章|热门推荐|熱門推薦|最新文章|更多文章|更多新闻|更多新聞|阅读更多|閱讀更多`)

// relatedHead reports whether text stands over links to other articles.
func relatedHead(text string) bool {
	return relatedLines[strings.ToLower(strings.TrimRight(strings.TrimSpace(text), " :：…>»"))]
}

var legal = regexp.MustCompile(`(?i)^(?:(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}|by )|版权所有|版權所有|著作權所有|[京沪粤浙津渝苏]ICP[备证]|[京沪粤浙津渝苏]公网安备|all rights reserved)|^[^。.!?！？]{0,40}©\s*\d{4}|^(?:we|this (?:web)?site) uses? cookies\b|^(?:by continuing to (?:use|browse) (?:this|our) (?:web)?site)|^(?:本网站|本站|本網站|我们|我們)使用\s*(?:cookies?|小型文字)`)

// legalNotice reports whether text is a copyright line or a notice about cookies.
func legalNotice(text string) bool { return len(text) < 800 && legal.MatchString(text) }

// lineSet makes a set of a list with bars between its members.
func lineSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, s := range strings.Split(strings.ReplaceAll(list, "\n", ""), "|") {
		set[s] = true
	}
	return set
}
