package check

import (
	"regexp"
	"strings"
	"unicode"

	"triptych/align"
)

var typEnd = Rule{
	ID: "typ.end", Name: "Final mark differs", Severity: Warning, Version: 1,
	Description: "A version ends in a question or exclamation mark and another does not.",
	Needs:       Three,
	After:       []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"cmp.truncated", InUnit}},
	Find:        findEnd,
}

// endClass classes the final mark of a text: '.', '?', '!', ':', '…', ',' or 0
// for none. Closing brackets and quotation marks are looked through.
func endClass(text []rune) rune {
	for i := len(text) - 1; i >= 0; i-- {
		r := text[i]
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune("”\"’'」』）)】]》*_`~", r):
			continue
		case strings.ContainsRune(".。．｡", r):
			if i > 1 && text[i-1] == '.' && text[i-2] == '.' {
				return '…'
			}
			return '.'
		case r == '?' || r == '？':
			return '?'
		case r == '!' || r == '！':
			return '!'
		case strings.ContainsRune(":：;；", r):
			return ':'
		case r == '…':
			return '…'
		case strings.ContainsRune(",，、", r):
			return ','
		}
		return 0
	}
	return 0
}

func final(class rune) bool { return class == '.' || class == '?' || class == '!' }

func findEnd(c *Case) {
	if !c.lengthMatters() {
		return
	}
	for _, v := range []align.Version{align.Hans, align.Hant, align.En} {
		a, b := others(v)
		e, ea, eb := endClass(c.runes[v]), endClass(c.runes[a]), endClass(c.runes[b])
		if ea != eb || e == ea || !final(e) || !final(ea) || e != '?' && ea != '?' || c.asksOtherwise(v, e) {
			continue
		}
		n := len(c.runes[v])
		c.report(Finding{Pair: cell(v), Odd: odd(v), Spans: spans(v, Span{n - 1, n}), Args: args("a", v.String(), "x", string(e), "y", string(ea))})
		return
	}
}

// asksOtherwise reports whether version v, which ends in the mark e unlike the others,
// may ask, or not, in its own way: an indirect question of the English, or what only
// Chinese puts as a question, 谁还会去排队呢？
func (c *Case) asksOtherwise(v align.Version, e rune) bool {
	if !c.has(align.En) {
		return false
	}
	text := c.Unit.Text[align.En]
	if v != align.En {
		return e == '?' && indirect(text)
	}
	return e == '.' && (indirect(text) || !asking(text))
}

// asking reports whether the last sentence of an English text begins as a question.
func asking(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(".!?;:“”\"", r) })
	for i := len(parts) - 1; i >= 0; i-- {
		if w := strings.Fields(parts[i]); len(w) > 0 {
			return questionWords[w[0]] || len(w) > 1 && questionWords[w[1]] && (w[0] == "and" || w[0] == "but" || w[0] == "so" || w[0] == "or" || w[0] == "then")
		}
	}
	return false
}

var questionWords = wordSet(`who whom whose what which when where why how is are was were am do does did have has had can could will would shall should may might must isn't aren't don't doesn't didn't won't can't`)

// indirect reports whether the last sentence of an English text holds a question
// that Chinese would ask with a question mark.
func indirect(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == '.' || r == '!' || r == '?' || r == ';' })
	return len(parts) > 0 && indirectQuestion.MatchString(parts[len(parts)-1])
}

var indirectQuestion = regexp.MustCompile(`\bwhether\b|\b(?:ask|asks|asked|asking|wonder|wonders|wondered|wondering|question|know|knows|see)\b.*\b(?:if|who|what|why|how|where|when|which)\b`)

var urlMismatch = Rule{
	ID: "url.mismatch", Name: "Link differs", Severity: Error, Version: 1,
	Description: "A web or mail address differs.",
	Needs:       Pair,
	After:       []After{{"aln.low", InUnit}},
	Find:        findURLs,
}

var addressPattern = regexp.MustCompile(`(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+=%]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

// localPath is what a site puts before the path of its Chinese pages.
var localPath = regexp.MustCompile(`/(?:zh|cn|tw|hk|en|zh-?(?:cn|tw|hk|hans|hant)|en-?(?:us|gb))(/|$)`)

// addresses returns the addresses of a text, without what may differ between
// the versions of a site.
func addresses(text string) map[string]string {
	m := map[string]string{}
	if !strings.Contains(text, "://") && !strings.Contains(text, "www.") && !strings.Contains(text, "@") {
		return m
	}
	for _, s := range addressPattern.FindAllString(text, -1) {
		key := strings.TrimRight(s, ".,:;!?'*_]")
		shown := key
		key = strings.ToLower(key)
		key = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(key, "https://"), "http://"), "www.")
		key, _, _ = strings.Cut(key, "#")
		if head, query, ok := strings.Cut(key, "?"); ok && strings.HasPrefix(query, "utm_") {
			key = head
		}
		key = localPath.ReplaceAllString(key, "$1")
		m[strings.TrimRight(key, "/")] = shown
	}
	return m
}

func findURLs(c *Case) {
	var all [3]map[string]string
	for _, v := range align.Versions {
		all[v] = addresses(c.Unit.Text[v])
	}
	for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
		a, b := others(v)
		if !c.has(v) || !c.has(a) {
			continue
		}
		for _, key := range sortedText(all[v]) {
			if _, ok := all[a][key]; ok || c.has(b) && all[b][key] != "" || len(all[a]) == 0 {
				continue
			}
			lost := ""
			for _, k := range sortedText(all[a]) {
				if _, here := all[v][k]; !here && (!c.has(b) || all[b][k] != "") && sameHost(k, key) {
					lost = all[a][k]
				}
			}
			if lost == "" {
				continue
			}
			f := Finding{Pair: both(a, v), Args: args("a", a.String(), "b", v.String(), "x", lost, "y", all[v][key])}
			if at := find(c.runes[v], []rune(all[v][key])); len(at) > 0 {
				f.Spans = spans(v, at[0])
			}
			if c.has(b) {
				f.Odd = odd(v)
			}
			c.report(f)
			return
		}
	}
}

// sameHost reports whether two addresses may have been meant to be one: same
// site, or both mail.
func sameHost(a, b string) bool {
	ha, _, _ := strings.Cut(a, "/")
	hb, _, _ := strings.Cut(b, "/")
	return ha == hb || strings.Contains(ha, "@") && strings.Contains(hb, "@")
}

func sortedText(m map[string]string) []string {
	keys := map[string]int{}
	for k := range m {
		keys[k] = 1
	}
	return sortedKeys(keys)
}
