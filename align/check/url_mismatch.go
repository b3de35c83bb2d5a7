package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"triptych/align"
)

// urlMismatch: a web or mail address differs.
// An error: a reader who follows a wrong link is lost, and an address is either right or
// wrong. What a site does by itself is no difference: its /zh/ or /cn/ before the path,
// the tail of a campaign (?utm_…), a slash at the end, http or https.
var urlMismatch = Rule{
	ID: "url.mismatch", Severity: Error, Version: 2,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
	Find:  findURLs,
}

var addressPattern = regexp.MustCompile(`(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+=%]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

// localPath is what a site puts before the path of its Chinese pages.
var localPath = regexp.MustCompile(`/(?:zh|cn|tw|hk|en|zh-?(?:cn|tw|hk|hans|hant)|en-?(?:us|gb))(/|$)`)

// addresses returns the addresses of a text, without what may differ between
// the versions of a site.
func addresses(text string) map[string]string {
	m := map[string]string{}
	// Most paragraphs hold no address, and the pattern is slow.
	if !strings.Contains(text, "://") && !strings.Contains(text, "www.") && !strings.Contains(text, "@") {
		return m
	}
	for _, s := range addressPattern.FindAllString(text, -1) {
		// The full stop of the sentence is no part of the address.
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
	// From the translations to the original, so that these are named first.
	for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
		a, b := v.Others()
		if !c.has(v) || !c.has(a) {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(all[v])) {
			// An address that only one version has is an addition ("read the Chinese page"), and
			// no mismatch: there must be another that it may have taken the place of.
			if _, ok := all[a][key]; ok || c.has(b) && all[b][key] != "" || len(all[a]) == 0 {
				continue
			}
			lost := ""
			for _, k := range slices.Sorted(maps.Keys(all[a])) {
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
// Other hosts are other things: a translator adds the Chinese Wikipedia and drops a shop.
func sameHost(a, b string) bool {
	ha, _, _ := strings.Cut(a, "/")
	hb, _, _ := strings.Cut(b, "/")
	return ha == hb || strings.Contains(ha, "@") && strings.Contains(hb, "@")
}
