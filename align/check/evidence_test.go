package check

import (
	"testing"

	"triptych/align"
)

// A name that the Chinese writes by its sound, its first letter too, is not missing
// there.
func TestNamesBySoundAreMet(t *testing.T) {
	for text, want := range map[string]bool{"佐默说箱子是空的。": true, "他说箱子是空的。": false} {
		u := Unit{ID: "u", Text: [3]string{"The box is empty, said Zommer.", text, ""}}
		c := newCase(u, NewStats([]Unit{u}, Settings{}))
		tokens, _, _ := c.reading(align.En).all()
		last := tokens[len(tokens)-1]
		if got := c.unwanted(last, align.En, align.Hans); got != want {
			t.Errorf("%s in %s: %v, want %v", c.slice(align.En, last.Span), text, got, want)
		}
	}
}
