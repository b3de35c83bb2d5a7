package check

import (
	"testing"

	"triptych/align/message"
)

// A check has its words: a name for lists, one sentence of what it looks for.
func TestWords(t *testing.T) {
	for _, c := range All {
		for key, want := range map[string]string{"check." + c.ID: c.Name, "check." + c.ID + ".about": c.Description} {
			if got, ok := message.Template(message.English, key); !ok || got != want {
				t.Errorf("messages.tsv has %q for %s, not %q", got, key, want)
			}
		}
	}
}
