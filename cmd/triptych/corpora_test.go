package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/need"
)

// TestCorpora aligns every document of real corpora line by line. Each line
// that is not empty must be in one unit, in order. TRIPTYCH_CORPORA names the
// folder; documents are <doc>.en beside <doc>.zh, or .zh-Hans and .zh-Hant.
func TestCorpora(t *testing.T) {
	root := need.Corpora(t)
	var docs []string
	for _, pattern := range []string{"*.en", "*/*.en", "*/*/*.en"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, found...)
	}
	if len(docs) == 0 {
		t.Fatalf("no documents in %s", root)
	}
	for _, en := range docs {
		base := strings.TrimSuffix(en, ".en")
		t.Run(filepath.Base(base), func(t *testing.T) { alignLines(t, base) })
	}
}

// sides lists the ends of file names that a version may have.
var sides = [3][]string{{".en"}, {".zh-Hans", ".zh"}, {".zh-Hant"}}

func alignLines(t *testing.T, base string) {
	args := []string{"align", "--level", "sentence", "--segments", "line", "--format", "json"}
	var lines [3]int
	for _, v := range align.Versions {
		for _, end := range sides[v] {
			data, err := os.ReadFile(base + end)
			if errors.Is(err, os.ErrNotExist) {
				continue
			} else if err != nil {
				t.Fatal(err)
			}
			args = append(args, v.String()+"="+base+end)
			for line := range strings.SplitSeq(string(data), "\n") {
				if strings.TrimSpace(line) != "" {
					lines[v]++
				}
			}
			break
		}
	}
	var out, errs bytes.Buffer
	if err := run(context.Background(), args, nil, &out, &errs); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	_, units, err := format.ReadJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range align.Versions {
		if err := inOrder(units, v, lines[v]); err != nil {
			t.Error(err)
		}
	}
}

// An interrupted subcommand ends at once, with the status that shells expect.
func TestUnlessStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	end := make(chan struct{})
	defer close(end)
	stop()
	var status exitStatus
	if err := unlessStopped(ctx, func() error { <-end; return nil }); !errors.As(err, &status) || status != 130 {
		t.Errorf("stopped work gives %v", err)
	}
	failed := errors.New("failed")
	if err := unlessStopped(context.Background(), func() error { return failed }); err != failed {
		t.Errorf("failed work gives %v", err)
	}
}
