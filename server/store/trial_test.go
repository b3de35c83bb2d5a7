package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// folder lists what is in the folder of a file.
func folder(t *testing.T, path string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "-shm") && !strings.HasSuffix(e.Name(), "-wal") {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestTrial: where a step to the present schema fails, however far along, the file holds
// what it held, and no copy is left; nor is one after steps that succeed, or of a program
// that was killed while it tried.
func TestTrial(t *testing.T) {
	dump := `SELECT name, sql FROM sqlite_master UNION ALL SELECT name, value FROM meta ORDER BY 1, 2`
	for _, in := range []string{"person", "account", "project_document"} { // made by three steps
		path := oldFile(t, step(t, 0), `INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e'); CREATE TABLE `+in+` (strange TEXT)`)
		was := lines(t, raw(t, path), dump)
		s, err := Open(path)
		if err == nil {
			s.Close()
			t.Fatalf("a file with another table %s was brought up", in)
		}
		if !strings.Contains(err.Error(), "left as it is") || !strings.Contains(err.Error(), in) {
			t.Error(err)
		}
		if is := lines(t, raw(t, path), dump); !slices.Equal(was, is) {
			t.Errorf("%s: was\n%s\nis\n%s", in, strings.Join(was, "\n"), strings.Join(is, "\n"))
		}
		if left := folder(t, path); !slices.Equal(left, []string{"old.db"}) {
			t.Error("left behind:", left)
		}
	}
	path := oldFile(t, step(t, 0), `INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e')`)
	if err := os.WriteFile(path+trialMark+"OF-A-KILLED-ONE", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if left := folder(t, path); slices.ContainsFunc(left, func(name string) bool { return strings.Contains(name, "trial") }) {
		t.Error("left behind:", left)
	}
	if got := lines(t, s.read, `SELECT name, value FROM meta WHERE name IN ('schema', 'program', 'epoch') ORDER BY name`); !slices.Equal(got, []string{"epoch|e", "program|" + Version(), "schema|" + strconv.Itoa(schemaVersion)}) {
		t.Errorf("%q", got)
	}
}

// TestTrialFull: without room for the copy, the file is as it was and the error says why.
// The test runs itself under a bound on the size of files.
func TestTrialFull(t *testing.T) {
	if path := os.Getenv("TRIPTYCH_TRIAL"); path != "" {
		s, err := Open(path)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "left as it is") || !strings.Contains(err.Error(), "to try on the copy first") {
			t.Fatalf("%v, want no room", err)
		}
		return
	}
	path := oldFile(t, step(t, 0), `INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e');
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
		INSERT INTO content SELECT 'h' || i, hex(zeroblob(2000)) FROM n`)
	cmd := exec.Command("sh", "-c", `ulimit -f 100; exec "$0" -test.run '^TestTrialFull$' -test.v`, os.Args[0])
	cmd.Env = append(os.Environ(), "TRIPTYCH_TRIAL="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if left := folder(t, path); !slices.Equal(left, []string{"old.db"}) {
		t.Error("left behind:", left)
	}
	if got := lines(t, raw(t, path), `SELECT value FROM meta WHERE name = 'schema'`); !slices.Equal(got, []string{"1"}) {
		t.Errorf("%q", got)
	}
}
