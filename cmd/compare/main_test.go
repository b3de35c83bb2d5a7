package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// program writes a shell script that answers `check` as a build of triptych would.
func program(t *testing.T, finding string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "triptych")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho '"+finding+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCompare: a line that differs is shown and counted, one that the mask covers
// is not, and ids that are drawn anew are no difference.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "units.jsonl"), []byte(`{"unit":"1","doc":"d","en":"One","zh-Hans":"一"}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		old, new, mask string
		want           int
	}{
		{`{"rule":1,"says":"a"}`, `{"rule":1,"says":"a"}`, "", 0},
		{`{"rule":1,"says":"a"}`, `{"rule":2,"says":"a"}`, "", 2},
		{`{"rule":1,"says":"a"}`, `{"rule":2,"says":"a"}`, `"rule":\d+,`, 0},
		{`{"rule":1,"says":"a"}`, `{"rule":2,"says":"b"}`, `"rule":\d+,`, 2},
		{`01M8H6TFRFJC7T6ZY5AD062353`, `01M8H6TFRFJC7T6ZY5AECA50HB`, "", 0},
	} {
		var out bytes.Buffer
		run := comparison{builds: [2]string{program(t, c.old), program(t, c.new)}, shown: 5}
		if c.mask != "" {
			run.mask = regexp.MustCompile(c.mask)
		}
		got, err := run.run([]string{dir}, &out)
		if err != nil || got != c.want {
			t.Errorf("%s and %s: %d lines differ, want %d (%v)\n%s", c.old, c.new, got, c.want, err, &out)
		}
		if c.want > 0 && !strings.Contains(out.String(), "- "+regexp.MustCompile("^$|"+c.mask).ReplaceAllString(c.old, "")) {
			t.Errorf("the line is not shown:\n%s", &out)
		}
	}
}
