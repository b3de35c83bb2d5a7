package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align/fit"
)

// goldFolder writes a set of gold units small enough to be tried many times.
func goldFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.en":      "NATO has 300,000 troops.\nRussia called it a threat.\nThe summit is over.\n",
		"a.zh-Hans": "北约有30万军队。\n俄罗斯称之为威胁。\n峰会结束了。\n",
		"a.zh-Hant": "北約有30萬軍隊。\n俄羅斯稱之為威脅。\n高峰會結束了。\n",
		"a.gold":    "0:0:0\n1:1:1\n2:2:2\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Every number can be moved by a fifth without breaking anything, and is as it
// was when the command ends.
func TestTune(t *testing.T) {
	before := map[string]float64{}
	for _, k := range knobs(nil) {
		before[k.Name] = k.Get()
	}
	var out, errs bytes.Buffer
	err := run(context.Background(), []string{"tune", "--gold", goldFolder(t), "--no-dict", "--only", "align."}, nil, &out, &errs)
	if err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	for _, k := range knobs([]string{"align."}) {
		if !strings.Contains(out.String(), k.Name+" ") {
			t.Errorf("nothing is said of %s", k.Name)
		}
	}
	for _, k := range knobs(nil) {
		if k.Get() != before[k.Name] {
			t.Errorf("%s was %g and is %g", k.Name, before[k.Name], k.Get())
		}
	}
}

func TestTuneStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	err := run(ctx, []string{"tune", "--gold", goldFolder(t), "--no-dict"}, nil, &out, &errs)
	if err != exitStatus(130) {
		t.Errorf("an interrupted run gives %v", err)
	}
}

// A hill is climbed to its top, whatever side it lies on, and flat ground moves
// nothing.
func TestClimb(t *testing.T) {
	for _, c := range []struct{ was, top, want float64 }{{10, 10, 10}, {10, 17, 17}, {10, 4, 4}} {
		p := struct{ x float64 }{c.was}
		n := fit.Of("p", &p)[0]
		try := func(x float64) (outcome, error) { return outcome{figure: 1 - (x-c.top)*(x-c.top)/100}, nil }
		as, _ := try(c.was)
		best, _, err := climb(n, c.was, as.figure, 6, try)
		if err != nil || best < c.want-.1 || best > c.want+.1 {
			t.Errorf("from %g to %g, want %g: %v", c.was, best, c.want, err)
		}
	}
	p := struct{ x int }{3}
	flat := func(float64) (outcome, error) { return outcome{figure: .5}, nil }
	if best, _, _ := climb(fit.Of("p", &p)[0], 3, .5, 4, flat); best != 3 {
		t.Errorf("flat ground moves 3 to %g", best)
	}
}

func TestWriteNumber(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "p"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "p", "params.go")
	src := "package p\n\nvar fitted = params{\n\twidth: 3, // wide\n\tshares: [2]float64{.5, .25},\n\tgroup: inner{low: -1.5},\n}\n"
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	p := struct {
		width  int
		shares [2]float64
		group  struct{ low float64 }
		absent float64
	}{}
	numbers := fit.Of("p", &p)
	for n, x := range []float64{4, .6, .2, -2.25} {
		if err := writeNumber(dir, knob{numbers[n], "p", checking}, x); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := "package p\n\nvar fitted = params{\n\twidth: 4, // wide\n\tshares: [2]float64{0.6, 0.2},\n\tgroup: inner{low: -2.25},\n}\n"
	if string(got) != want {
		t.Errorf("got %s", got)
	}
	if err := writeNumber(dir, knob{numbers[4], "p", checking}, 1); err == nil || errors.Is(err, os.ErrNotExist) {
		t.Errorf("a number that is not spelt out: %v", err)
	}
}
