package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// articleFolder writes a folder "few" with one article of two units and three
// slips, two of them in one unit.
func articleFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "few")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a.jsonl": `{"unit":"1","doc":"a","en":"NATO wants 300,000 troops.","zh-Hans":"北约希望有30万名士兵。","zh-Hant":"北約希望有30萬名士兵。"}
{"unit":"2","doc":"a","en":"The council met.","zh-Hans":"理事会开会了。","zh-Hant":"理事會開會了。"}
`,
		"a.slips.jsonl": `{"unit":"1","version":"zh-Hant","kind":"number","text":"北約希望有3萬名士兵。","checks":["num."]}
{"unit":"1","version":"zh-Hans","kind":"number","text":"北约希望有40万名士兵。","checks":["num."]}
{"unit":"2","version":"zh-Hans","kind":"tone","text":"理事会似乎开会了。","checks":["sem."]}
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestEvalArticles(t *testing.T) {
	var out, errs bytes.Buffer
	if err := run(context.Background(), []string{"eval", "--articles", articleFolder(t), "-v"}, nil, &out, &errs); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	got := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{"number 2 1.000 1.000 1.000", "tone 1 0.000 0.000", "all 3 0.667", "MISS a.2 zh-Hans tone"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, out.String())
		}
	}
}

func TestFloors(t *testing.T) {
	articles := articleFolder(t)
	for name, c := range map[string]struct {
		lines []string
		want  string // "" = they hold
	}{
		"they hold":       {[]string{"articles\tfew\trecall.number\tat least\t1", "articles\tfew\tthree.false\tat most\t0"}, ""},
		"too low":         {[]string{"articles\tfew\trecall.number\tat least\t1", "articles\tfew\trecall.tone\tat least\t.5"}, "FAIL articles few recall.tone: 0.0000, at least 0.5"},
		"too high":        {[]string{"articles\tfew\tthree.recall\tat most\t.5"}, "at most 0.5"},
		"not measured":    {[]string{"articles\tfew\trecall.names\tat least\t.5"}, "not measured"},
		"of other texts":  {[]string{"articles\tfew\trecall.number\tat least\t1", "drift\tdrift\trecall.number_changed\tat least\t1", "articles\tmore\tthree.recall\tat least\t1"}, ""},
		"no such limit":   {[]string{"articles\tfew\trecall.number\tat least\thigh"}, "not a number"},
		"no such measure": {[]string{"articles\tfew\trecall.number\tabove\t1"}, "want from, set, measure"},
	} {
		file := filepath.Join(t.TempDir(), "quality.tsv")
		text := "# figures that may not get worse\nfrom\tset\tmeasure\tmust\tlimit\tmeasured\tdate\n"
		for _, line := range c.lines {
			text += line + "\t1\t2026-11-28\n"
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		err := run(context.Background(), []string{"eval", "--floor", file, "--articles", articles}, nil, &out, &errs)
		if said := out.String(); c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(said+err.Error(), c.want)) {
			t.Errorf("%s: %v\n%s", name, err, said)
		}
	}
}

// A folder of several sets is measured set by set.
func TestEvalGoldSets(t *testing.T) {
	dir := t.TempDir()
	for _, set := range []string{"one", "two"} {
		if err := os.CopyFS(filepath.Join(dir, "gold", set), os.DirFS(goldFolder(t))); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	if err := run(context.Background(), []string{"eval", "--gold", dir, "--no-dict"}, nil, &out, &errs); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gold/one\n", "gold/two\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("want %q in\n%s", want, out.String())
		}
	}
}
