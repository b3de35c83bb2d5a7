package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/need"
)

// TestCorporaTrees: of real trees of Markdown in two or three languages, one English
// paragraph is changed. The translations of that paragraph are behind, and nothing else is.
func TestCorporaTrees(t *testing.T) {
	_, err := exec.LookPath("git")
	need.Data(t, err == nil, "git is not there")
	root := filepath.Join(need.Corpora(t), "formats", "md-tree")
	trees := 0
	for _, set := range []string{
		`en = "cncf-glossary/en/**/*.md"` + "\n" + `zh-Hans = "cncf-glossary/zh-cn/{path}"` + "\n" + `zh-Hant = "cncf-glossary/zh-tw/{path}"`,
		`en = "hyperf/en/{path}"` + "\n" + `zh-Hans = "hyperf/zh-cn/{path}"` + "\n" + `zh-Hant = "hyperf/zh-tw/{path}"`,
		`en = "mpe/en/*.md"` + "\n" + `zh-Hans = "mpe/zh-cn/*.md"` + "\n" + `zh-Hant = "mpe/zh-tw/*.md"`,
		`by = "number"` + "\n" + `en = "plurality/en/*.md"` + "\n" + `zh-Hant = "plurality/zh-Hant/*.md"`,
	} {
		name, _, _ := strings.Cut(strings.SplitN(set, `en = "`, 2)[1], "/")
		t.Run(name, func(t *testing.T) {
			trees++
			reviseOne(t, root, name, set)
		})
	}
	if trees < 4 {
		t.Errorf("only %d trees", trees)
	}
}

func reviseOne(t *testing.T, root, name, set string) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, treeFile)
	if err := os.WriteFile(config, []byte("[[set]]\n"+set+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Mei", "-c", "user.email=mei@example.org", "-c", "commit.gpgSign=false"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	git("init", "-q")
	git("add", "-A")
	git("commit", "-q", "-m", "All texts")
	if found := staleOf(t, config); len(found) > 0 {
		t.Errorf("nothing was changed, and %v is behind", found)
	}
	file, lines := changeLongest(t, filepath.Join(dir, name, "en"))
	git("commit", "-q", "-a", "-m", "One paragraph")
	if lines != 1 {
		t.Errorf("%s: one paragraph was changed, and %d lines differ", file, lines)
	}
	found := staleOf(t, config)
	want := strings.Count(set, "\nzh-Han")
	if len(found) != want {
		t.Errorf("a paragraph of %s was changed: want %d translations behind, got %v", file, want, found)
	}
}

// staleOf lists what is behind in a tree.
func staleOf(t *testing.T, config string) (found []string) {
	t.Helper()
	var out, errs bytes.Buffer
	if err := run(context.Background(), []string{"check", "--tree", config, "--format", "jsonl", "--fail-on", "never"}, nil, &out, &errs); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	for line := range strings.Lines(out.String()) {
		var f struct {
			Check, Unit, Message string
			Pair                 []string
		}
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		if f.Check == "drift.stale" {
			found = append(found, fmt.Sprint(f.Unit, f.Pair))
		}
	}
	return found
}

// changeLongest puts a word before the longest paragraph of the first file of a folder, as
// an export of the edited document would, and counts the lines that differ then.
func changeLongest(t *testing.T, dir string) (name string, differ int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files in", dir)
	}
	name = files[0]
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := format.Read(name, data, align.En, format.Auto)
	if err != nil {
		t.Fatal(err)
	}
	long := -1
	for i, s := range f.Segments {
		if s.Kind == align.Text && !strings.Contains(s.Text, "\n") && (long < 0 || len(s.Text) > len(f.Segments[long].Text)) {
			long = i
		}
	}
	english := align.En
	patched, told, err := format.Patch(name, data, &english, format.Auto, []format.Edit{{Version: align.En, Key: f.Keys[long], Text: "Nowadays " + f.Segments[long].Text}})
	if err != nil || len(told) > 0 {
		t.Fatal(err, told)
	}
	if err := os.WriteFile(name, patched, 0o644); err != nil {
		t.Fatal(err)
	}
	before, after := strings.Split(string(data), "\n"), strings.Split(string(patched), "\n")
	for i := range after {
		if i >= len(before) || before[i] != after[i] {
			differ++
		}
	}
	return name, differ
}
