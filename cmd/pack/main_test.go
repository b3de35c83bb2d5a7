package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align/need"
)

func TestMissingPackageIsNamed(t *testing.T) {
	root := t.TempDir()
	err := run([]string{"-root", root}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "npm ci") || !strings.Contains(err.Error(), filepath.Join(root, "web", "node_modules", "opencc")) {
		t.Errorf("got %v", err)
	}
}

func TestEveryPackIsWritten(t *testing.T) {
	modules, err := filepath.Abs("../../web/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(filepath.Join(modules, "opencc", "package.json"))
	need.Data(t, err == nil, "the npm packages are not installed: run npm ci in web/")
	root := t.TempDir()
	var out strings.Builder
	if err := run([]string{"-root", root, "-modules", modules}, &out); err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(j.out)))
		if err != nil || !bytes.HasPrefix(data, []byte("\x1f\x8b")) || !strings.Contains(out.String(), j.out) {
			t.Errorf("%s: %d bytes, %v; said %q", j.out, len(data), err, &out)
		}
	}
}
