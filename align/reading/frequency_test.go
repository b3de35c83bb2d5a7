package reading

import (
	"testing"

	"triptych/align"
)

// A name that the Chinese writes by its sound, its first letter too, is not missing
// there.
func TestNamesBySoundAreMet(t *testing.T) {
	for text, want := range map[string]bool{"佐默说箱子是空的。": true, "他说箱子是空的。": false} {
		var f Frequency
		u := New([3]string{"The box is empty, said Zommer.", text, ""}, &f)
		u.Words(align.En)
		u.Words(align.Hans)
		f = FitFrequency([]*Texts{u})
		tokens, _, _ := u.Words(align.En).All()
		last := tokens[len(tokens)-1]
		if got := u.unwanted(last, align.En, align.Hans); got != want {
			t.Errorf("%s in %s: %v, want %v", u.Slice(align.En, last.Span), text, got, want)
		}
	}
}
