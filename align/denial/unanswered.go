package denial

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/list"
)

// Characters with which Chinese denies, keeps off, leaves out or falls short, and words
// that hold one of them and deny nothing.
var (
	denyingHan = strings.Join(list.Words(list.Read(words, "denying_zh.txt")), "")
	idleHan    = idleReplacer(list.Words(list.Read(words, "idle_zh.txt")))
)

func idleReplacer(idle []string) *strings.Replacer {
	pairs := make([]string, 0, 2*len(idle))
	for _, w := range idle {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
}

// unanswered finds a "not" of the English to which no Chinese version that is shown has
// anything, in all of its text, that denies in any way. Silence is no witness where the
// thing may be said in other words; but then one of a few characters is nearly always
// among them.
func (u *Unit) unanswered(shown []align.Version) (Flip, bool) {
	if len(shown) < 2 || shown[0] != align.En {
		return Flip{}, false
	}
	i := slices.IndexFunc(u.Denials(align.En).Sure, func(d Denial) bool {
		return !d.other && !u.doubled(d, align.En) && plainNot(strings.ToLower(u.Slice(align.En, d.Span)))
	})
	if i < 0 || slices.ContainsFunc(shown[1:], u.mayDenyHan) {
		return Flip{}, false
	}
	f := Flip{Denies: align.En, Affirms: shown[1], At: u.Denials(align.En).Sure[i].Span, How: Unanswered}
	if len(shown) == 3 {
		f.Odd = new(align.En)
	}
	return f, true
}

// mayDenyHan reports whether anything in a Chinese version may deny.
func (u *Unit) mayDenyHan(v align.Version) bool {
	text, _ := u.Folded(v)
	return strings.ContainsAny(text, denyingHan) && strings.ContainsAny(idleHan.Replace(text), denyingHan)
}
