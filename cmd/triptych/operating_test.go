package main

import (
	"context"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"triptych/align/need"
	"triptych/server"
	"triptych/server/meter"
	"triptych/server/store"
)

// TestOperatingIsTested: every line of what happens in a fault names a test that is
// there.
func TestOperatingIsTested(t *testing.T) {
	text := readDoc(t, "docs/operating.md")
	_, table, ok := strings.Cut(text, "## What happens when")
	if !ok {
		t.Fatal("docs/operating.md has lost its table")
	}
	tests := testFunctions(t)
	rows := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 || strings.HasPrefix(cells[0], "---") || strings.Contains(cells[0], "What happens") {
			continue
		}
		rows++
		for name := range strings.SplitSeq(strings.TrimSpace(cells[3]), ", ") {
			if !tests[name] {
				t.Errorf("%q is said to be tested by %q, which is not there", strings.TrimSpace(cells[0]), name)
			}
		}
	}
	if rows < 15 {
		t.Errorf("only %d rows were read", rows)
	}
}

func readDoc(t *testing.T, path string) string {
	t.Helper()
	return fileText(t, filepath.Join("..", "..", path))
}

// testFunctions lists the names of all tests of the repository.
func testFunctions(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, dir := range []string{"align", "cmd", "server"} {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
					names[f.Name.Name] = true
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// TestInstall: what make install puts in place fits together: the unit starts the
// program with settings that are there and that it takes.
func TestInstall(t *testing.T) {
	root, bin := t.TempDir(), filepath.Join("..", "..", "bin", "triptych")
	_, missing := os.Stat(bin)
	need.Data(t, missing == nil, "bin/triptych is not built: run make build")
	install := func() {
		cmd := exec.Command("make", "-C", filepath.Join("..", ".."), "install", "DESTDIR="+root)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	install()
	unit := fileText(t, filepath.Join(root, "etc/systemd/system/triptych.service"))
	start := regexp.MustCompile(`(?m)^ExecStart=(\S+) serve --config (\S+)$`).FindStringSubmatch(unit)
	if start == nil {
		t.Fatal("the unit starts something else:", unit)
	}
	if info, err := os.Stat(filepath.Join(root, start[1])); err != nil || info.Mode()&0o111 == 0 {
		t.Error(start[1], err)
	}
	settings := filepath.Join(root, start[2])
	var set serveSetup
	flags := set.flags("serve")
	if _, err := parse(flags, []string{"--config", settings}); err != nil {
		t.Fatal(err)
	}
	if _, err := configure(flags, func(string) string { return "" }); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(unit, "StateDirectory=triptych triptych/backups\n") || set.backups.dir != "/var/lib/triptych/backups" || filepath.Dir(set.path) != "/var/lib/triptych" {
		t.Errorf("the settings write elsewhere than the unit lets them: %s, %s", set.path, set.backups.dir)
	}
	if err := os.WriteFile(settings, []byte("addr = \"127.0.0.1:1\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if install(); fileText(t, settings) != "addr = \"127.0.0.1:1\"\n" {
		t.Error("settings were overwritten")
	}
}

func fileText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestContainer: what the container is told in its environment are settings, and
// what is copied into it is made. Where an engine runs, it is built and asked.
func TestContainer(t *testing.T) {
	text := readDoc(t, "Dockerfile")
	var set serveSetup
	flags := set.flags("serve")
	for _, m := range regexp.MustCompile(`\bTRIPTYCH_([A-Z_]+)=(\S+)`).FindAllStringSubmatch(regexp.MustCompile(`(?m)^#.*$`).ReplaceAllString(text, ""), -1) {
		name := strings.ToLower(strings.ReplaceAll(m[1], "_", "-"))
		if err := flags.Set(name, m[2]); err != nil {
			t.Errorf("%s: %v", m[0], err)
		}
	}
	if set.addr == "127.0.0.1:8080" || set.path != "/data/triptych.db" {
		t.Error("the container's settings were not read:", set.addr, set.path)
	}
	if os.Getenv("CI") == "" || exec.Command("docker", "info").Run() != nil {
		return // no engine here: building takes minutes, so that by hand it is not done either
	}
	id := "triptych-test"
	run := func(args ...string) string {
		out, err := exec.Command("docker", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("docker %v: %v: %s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("build", "-q", "-t", id, filepath.Join("..", ".."))
	container := run("run", "-d", "-e", "TRIPTYCH_HOST=triptych.example.org", id)
	defer run("rm", "-f", container)
	for range 100 {
		if strings.Contains(run("logs", container), "Triptych serves") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error(run("logs", container))
}

// TestDashboard: every figure that the dashboard and docs/operating.md name is told.
func TestDashboard(t *testing.T) {
	figures := meter.New("test")
	st, err := store.Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	srv := server.New(st, server.Options{Meter: figures})
	defer srv.Close(context.Background())
	ctx, cancel := context.WithCancel(context.Background())
	set := backupSetup{dir: t.TempDir(), every: time.Hour, most: 1}
	ended := set.keep(ctx, st, nil, figures)
	defer func() { cancel(); <-ended }()
	figures.Refused("bad")
	figures.Answered("GET /api/documents", 200, time.Millisecond)
	told := scrape(t, figures)
	dashboard := readDoc(t, "docs/grafana.json")
	if !json.Valid([]byte(dashboard)) {
		t.Error("docs/grafana.json is no JSON")
	}
	names := regexp.MustCompile(`\b(?:triptych|process|go)_[a-z_]+[a-z]`).FindAllString(dashboard+readDoc(t, "docs/operating.md"), -1)
	if len(names) < 15 {
		t.Fatal(names)
	}
	for _, name := range names {
		if !strings.Contains(told, name) {
			t.Errorf("nothing tells %s", name)
		}
	}
}
