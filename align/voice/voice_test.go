package voice

import "testing"

// What stands outside a quotation, the rest as dots.
func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, outside string }{
		{`"Go," he said. "Now."`, `..... he said. ......`},
		{`Now go," he said.`, `........ he said.`},
		{`他说：“走吧”，然后离开。`, `他说：....，然后离开。`},
		{`we don’t go`, `we don’t go`},
		{`「一」與「二」`, `...與...`},
	} {
		got := []rune(c.text)
		for i, outside := range Quotations(got).Outside {
			if !outside {
				got[i] = '.'
			}
		}
		if string(got) != c.outside {
			t.Errorf("%s: %s, want %s", c.text, string(got), c.outside)
		}
	}
	if !Quotations([]rune(`他说：“走吧，然后离开。`)).Open || !Quotations([]rune(`走吧，”他说。`)).Begun {
		t.Error("half a quotation counts as whole")
	}
}
