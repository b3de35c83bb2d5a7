package check

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"triptych/align"
)

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All {
		if seen[c.ID] || c.Version < 1 || c.Severity.rank() > 3 || c.Find == nil {
			t.Errorf("check %q is not complete, or there twice", c.ID)
		}
		seen[c.ID] = true
	}
}

// TestAfter expects of each rule that those which it is after are there and run
// before it.
func TestAfter(t *testing.T) {
	for i, r := range All {
		for _, a := range r.After {
			if !slices.ContainsFunc(All[:i], func(o Rule) bool { return a.of(&o) }) {
				t.Errorf("%s is after %s, which does not run before it", r.ID, a.ID)
			}
		}
	}
}

// TestCores expects the same findings from one core and from many.
func TestCores(t *testing.T) {
	units := caseUnits(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := Document(units, Settings{})
	runtime.GOMAXPROCS(4)
	if many := Document(units, Settings{}); !reflect.DeepEqual(one, many) {
		t.Error("the findings depend on the number of cores")
	}
}

// caseUnits gives every unit of testdata, several times over.
func caseUnits(t testing.TB) []Unit {
	var units []Unit
	files, _ := filepath.Glob("testdata/*.txtar")
	for range 8 {
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var u Unit
			for _, line := range strings.Split(string(data), "\n") {
				key, value, _ := strings.Cut(line, ": ")
				if v, err := align.ParseVersion(key); err == nil {
					u.Text[v] = value
				} else if u.Text != [3]string{} {
					u.ID = fmt.Sprint(len(units))
					units = append(units, u)
					u = Unit{}
				}
			}
		}
	}
	return units
}
