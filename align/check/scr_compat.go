package check

import (
	"golang.org/x/text/unicode/norm"

	"triptych/align"
)

// scrCompat: a character that comes of a broken conversion: �, 锟斤拷, private use,
// compatibility forms.
var scrCompat = newStyle(Rule{
	ID: "scr.compat", Severity: Error, Version: 2,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		switch {
		case r >= 0x2E80 && r <= 0x2FDF: // the radicals of a dictionary, which PDFs leave: ⽼ for 老
			out = append(out, hit{Span: Span{i, i + 1}, fix: radical(r), fixed: radical(r) != ""})
		case r == 0xFFFD, r >= 0xE000 && r <= 0xF8FF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFF61 && r <= 0xFF9F, r >= 0xF0000:
			out = append(out, hit{Span: Span{i, i + 1}})
		case r != '锟' && r != '烫' && r != 'â':
		case hasPrefix(text[i:], "锟斤拷"), hasPrefix(text[i:], "烫烫烫"), hasPrefix(text[i:], "â€"):
			out = append(out, hit{Span: Span{i, min(i+3, len(text))}})
		}
	}
	return out
})

// radical returns the character that a radical of Kangxi's dictionary is, "" where
// Unicode names none.
func radical(r rune) string {
	if s := norm.NFKC.String(string(r)); s != string(r) {
		return s
	}
	return ""
}
