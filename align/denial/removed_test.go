package denial

import (
	"strings"
	"testing"
)

// TestSearch: an index finds what looking through a text finds, also over and beside
// characters of several bytes.
func TestSearch(t *testing.T) {
	text := strings.Repeat("他没有去。她不可以說x，", 50) + "尾"
	plain, indexed := search(text, 1), search(text, 100)
	if plain.index != nil || indexed.index == nil {
		t.Fatal("an index for few, or none for many")
	}
	runes := []rune(text + "不在")
	for i := range runes {
		for n := 1; n <= 6 && i+n <= len(runes); n++ {
			part := string(runes[i : i+n])
			if plain.has(part) != indexed.has(part) {
				t.Errorf("%q: %t without an index, %t with one", part, plain.has(part), indexed.has(part))
			}
		}
	}
}
