package format

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every kind of file that can be read can be chosen in the page.
func TestEndingsInThePage(t *testing.T) {
	const page = "web/src/import/endings.ts"
	data, err := os.ReadFile(filepath.Join("..", "..", page))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range All {
		for _, e := range f.Extensions {
			if e != "" && !strings.Contains(string(data), "'"+e+"'") {
				t.Errorf("%s lacks %q, which %s files end in", page, e, f.Name)
			}
		}
	}
}
