package letter

import "strings"

// Cosmetic folds what a cosmetic edit may change: white space, full width, the shape of
// quotation marks and dashes, and a full stop at the end. Two texts of one script that
// fold alike say the same.
func Cosmetic(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r <= ' ' || Space(r) || r == 0xFEFF || r == 0x200B:
			continue
		}
		r = Narrow(r)
		switch {
		case strings.ContainsRune("“”„‟「」『』＂«»\"", r):
			r = '"'
		case strings.ContainsRune("‘’‛'", r):
			r = '\''
		case strings.ContainsRune("–—−", r):
			r = '-'
		case r == '。':
			r = '.'
		case r == '，':
			r = ','
		}
		b.WriteRune(r)
	}
	folded := b.String()
	// One full stop: of an ellipsis the others stay.
	if body, ok := strings.CutSuffix(folded, "."); ok && !strings.HasSuffix(body, ".") {
		return body
	}
	return folded
}
