package zh

import (
	"testing"

	"triptych/align/need"
)

// needData skips a test where the program was built without dictionaries.
func needData(t testing.TB) {
	t.Helper()
	need.Dictionaries(t, Available())
}

func TestExclusive(t *testing.T) {
	needData(t)
	for _, r := range "说国们这时个为听儿扑赎颈" {
		if !HansOnly(r) || HantOnly(r) {
			t.Errorf("%c should be Simplified only", r)
		}
	}
	for _, r := range "說國們這時個為後聽兒" {
		if !HantOnly(r) || HansOnly(r) {
			t.Errorf("%c should be Traditional only", r)
		}
	}
	for _, r := range "里后台干并游秘群峰吃床着面系发乾瞭著a1，" {
		if r != '发' && (HansOnly(r) || HantOnly(r)) {
			t.Errorf("%c should be exclusive to no script", r)
		}
	}
	if hans, hant := Script("他们說：abc里"); hans != 1 || hant != 1 {
		t.Errorf("Script gives %d and %d, want 1 and 1", hans, hant)
	}
}
