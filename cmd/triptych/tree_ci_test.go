package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/tree"
	"triptych/align/zh"
)

// TestCI runs the commands that the templates for code hosts tell a repository to run, in a
// repository as the example of triptych.toml describes it.
func TestCI(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete() && zh.Available())
	config, err := os.ReadFile("../../docs/ci/triptych.toml")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(config)) { // what is commented out is right too
		if s, ok := strings.CutPrefix(line, "# "); ok && (strings.Contains(s, " = ") || strings.HasPrefix(s, "[[")) {
			config = bytes.Replace(config, []byte(line), []byte(s), 1)
		}
	}
	if _, err := tree.Read(string(config)); err != nil {
		t.Errorf("the example: %v", err)
	}
	for name, want := range map[string]int{"github.yml": 3, "gitlab.yml": 2} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../../docs/ci", name))
			if err != nil {
				t.Fatal(err)
			}
			inExample(t)
			ran := 0
			for line := range strings.Lines(string(text)) {
				args := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "- "))
				if len(args) < 2 || args[0] != "triptych" {
					continue
				}
				if i := len(args) - 2; args[i] == ">>" { // where a shell would write
					args = args[:i]
				}
				ran++
				var out, errs bytes.Buffer
				if err := run(context.Background(), args[1:], nil, &out, &errs); err != nil {
					t.Errorf("%s: %v\n%s", line, err, &errs)
				}
			}
			if ran != want {
				t.Errorf("%d commands ran, of %d", ran, want)
			}
		})
	}
}

// inExample goes into a folder with the example of triptych.toml and a text in three versions.
func inExample(t *testing.T) {
	config, err := filepath.Abs("../../docs/ci/triptych.toml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"triptych.toml": string(text), "docs/en/a/b.md": "# Water\n", "docs/zh-cn/a/b.md": "# 水\n", "docs/zh-tw/a/b.md": "# 水\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
