package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const checkUnits = `{"unit":"a","doc":"d","en":"NATO wants 300,000 troops.","zh-Hans":"北约希望有30万名士兵。","zh-Hant":"北約希望有3萬名士兵。"}
{"unit":7,"doc":"d","en":"The council met.","zh-Hans":"理事会开会了。","zh-Hant":"理事會開會了。"}
`

// checkOutput runs `triptych check` on units given on the standard input.
func checkOutput(t *testing.T, units string, args ...string) (string, error) {
	t.Helper()
	var out, errs bytes.Buffer
	err := run(context.Background(), append([]string{"check"}, args...), strings.NewReader(units), &out, &errs)
	return out.String(), err
}

func TestCheckFormats(t *testing.T) {
	out, err := checkOutput(t, checkUnits, "--format", "jsonl", "-")
	var status exitStatus
	if !errors.As(err, &status) || status != 1 {
		t.Errorf("exit status %v, want 1", err)
	}
	var f struct {
		Unit, Check, Severity, Odd, Message string
		Pair                                []string
		Spans                               map[string][2]int
	}
	line, _, _ := strings.Cut(out, "\n")
	if err := json.Unmarshal([]byte(line), &f); err != nil {
		t.Fatal(err)
	}
	if f.Unit != "a" || f.Check != "num.value" || f.Odd != "zh-Hant" || f.Spans["en"] != [2]int{11, 18} {
		t.Errorf("got %+v", f)
	}
	out, _ = checkOutput(t, checkUnits, "--format", "sarif", "-")
	var sarif struct {
		Version string
		Runs    []struct{ Results []any }
	}
	if err := json.Unmarshal([]byte(out), &sarif); err != nil || sarif.Version != "2.1.0" || len(sarif.Runs[0].Results) == 0 {
		t.Errorf("sarif: %v, %.200s", err, out)
	}
	out, _ = checkOutput(t, checkUnits, "--format", "junit", "-")
	var junit junitSuites
	if err := xml.Unmarshal([]byte(out), &junit); err != nil || junit.Tests != 2 || junit.Failures != 1 {
		t.Errorf("junit: %v, %.200s", err, out)
	}
	if out, _ = checkOutput(t, checkUnits, "--lang", "zh-Hant", "-"); !strings.Contains(out, "均為300,000") {
		t.Errorf("not in Traditional Chinese: %s", out)
	}
}

func TestCheckStatus(t *testing.T) {
	clean := `{"unit":"b","en":"The council met.","zh-Hans":"理事会开会了。"}`
	for _, c := range []struct {
		units string
		args  []string
		want  string // "" = no error, "1" = findings, else part of the message
	}{
		{clean, []string{"-"}, ""},
		{checkUnits, []string{"--fail-on", "never", "-"}, ""},
		{checkUnits, []string{"--off", "num.value", "-"}, ""},
		{checkUnits, []string{"-"}, "1"},
		{"not json", []string{"-"}, "line 1"},
		{`{"unit":"x"}`, []string{"-"}, "no text"},
		{clean, []string{"--profile", "XX", "-"}, "use CN, TW or HK"},
		{clean, []string{"--format", "pdf", "-"}, "use text, jsonl"},
		{clean, []string{"--off", "num.nothing", "-"}, "no check"},
		{clean, nil, "nothing to check"},
	} {
		_, err := checkOutput(t, c.units, c.args...)
		switch {
		case c.want == "" && err != nil, c.want != "" && err == nil:
			t.Errorf("%v: error %v, want %q", c.args, err, c.want)
		case c.want == "1" && err != exitStatus(1), len(c.want) > 1 && !strings.Contains(err.Error(), c.want):
			t.Errorf("%v: error %v, want %q", c.args, err, c.want)
		}
	}
}

func TestCheckFiles(t *testing.T) {
	dir := t.TempDir()
	var args []string
	for tag, text := range map[string]string{
		"en": "The plan covers 47 cities.\n\nIt is over.\n", "zh-Hans": "该计划覆盖49个城市。\n\n它结束了。\n",
	} {
		name := filepath.Join(dir, tag+".txt")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, tag+"="+name)
	}
	out, err := checkOutput(t, "", args...)
	if err != exitStatus(1) || !strings.Contains(out, "English says 47; zh-Hans says 49") {
		t.Errorf("%v: %s", err, out)
	}
}
