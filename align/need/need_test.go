package need

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mayMiss are the tests that may be skipped on their own account: for want of a
// program or a right, not of data.
var mayMiss = map[string]string{
	"align/zh/opencc_test.go":      "the opencc program",
	"server/full_test.go":          "the right to mount",
	"server/crash_people_test.go":  "the right to mount",
	"server/soak_test.go":          "an hour",
	"server/change/change_test.go": "node",
}

var skip = regexp.MustCompile(`\b[a-z]\.Skip(f|Now)?\(`)

// corpora are the names by which `make quality` finds the tests on corpora.
var corpora = regexp.MustCompile(`func (TestCorpora|Benchmark)`)

// Every skip for want of data goes through this package, or it would pass
// unseen in CI.
func TestSkips(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "node_modules" || e.Name() == ".git") {
			return filepath.SkipDir
		}
		name, err := filepath.Rel(root, path)
		if err != nil || !strings.HasSuffix(name, "_test.go") || name == filepath.Join("align", "need", "need_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), "need.Corpora(") && !corpora.Match(data) {
			t.Errorf("%s: call what needs the corpora TestCorpora…, as make quality runs by that name", name)
		}
		if err == nil && skip.Match(data) && mayMiss[filepath.ToSlash(name)] == "" {
			t.Errorf("%s: skip with package need, or say in need_test.go what but data may be missing", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// In CI what is missing fails, elsewhere it is passed over.
func TestData(t *testing.T) {
	for _, c := range []struct {
		ci, want string
		there    bool
	}{{"", "skipped", false}, {"true", "failed", false}, {"true", "passed", true}, {"", "passed", true}} {
		t.Setenv("CI", c.ci)
		r := &recorder{TB: t, said: "passed"}
		Data(r, c.there, "no data")
		if r.said != c.want {
			t.Errorf("CI=%q, there %v: %s, want %s", c.ci, c.there, r.said, c.want)
		}
	}
}

// recorder notes what a test would have done.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper()               {}
func (r *recorder) Skip(...any)           { r.said = "skipped" }
func (r *recorder) Fatalf(string, ...any) { r.said = "failed" }
