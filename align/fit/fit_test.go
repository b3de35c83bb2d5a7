package fit

import (
	"strings"
	"testing"
)

type group struct {
	slope float32
	steps int `date:"2026-11-02"`
}

type sample struct {
	weight float64 `set:"drift" date:"2026-11-01"`
	shares [2]float64
	both   [2]group `set:"chosen" date:"2026-11-03"`
	inner  struct{ low, high float64 }
}

func TestOf(t *testing.T) {
	p := sample{weight: 1.5, shares: [2]float64{.25, .75}, both: [2]group{{2, 3}, {4, 5}}}
	var names []string
	byName := map[string]Number{}
	for _, n := range Of("sample", &p) {
		names = append(names, n.Name)
		byName[n.Name] = n
	}
	want := "sample.weight sample.shares.0 sample.shares.1 sample.both.0.slope sample.both.0.steps sample.both.1.slope sample.both.1.steps sample.inner.low sample.inner.high"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	steps := byName["sample.both.1.steps"]
	if steps.Set != "chosen" || steps.Date != "2026-11-02" || !steps.Whole {
		t.Errorf("tags of the group and of the field: %+v", steps)
	}
	if slope := byName["sample.both.1.slope"]; slope.Date != "2026-11-03" || slope.Get() != 4 {
		t.Errorf("a date of the group: %+v, %v", slope, slope.Get())
	}
}

// What is put is what the code reads, and nothing else changes.
func TestPut(t *testing.T) {
	var p sample
	for k, n := range Of("sample", &p) {
		n.Put(float64(k) + .75)
	}
	if want := (sample{.75, [2]float64{1.75, 2.75}, [2]group{{3.75, 5}, {5.75, 7}}, struct{ low, high float64 }{7.75, 8.75}}); p != want {
		t.Errorf("got %+v, want %+v", p, want)
	}
}

// A table of 15 entries must not be asked for a sixteenth.
func TestBounds(t *testing.T) {
	p := struct {
		size  int        `max:"15"`
		width [2]float64 `min:"0.5" max:"2"`
	}{size: 6}
	numbers := Of("p", &p)
	for _, n := range numbers {
		n.Put(30)
	}
	numbers[2].Put(-1)
	if p.size != 15 || p.width != [2]float64{2, .5} {
		t.Errorf("got %+v", p)
	}
}

func TestNoNumber(t *testing.T) {
	for name, p := range map[string]any{"a word": &struct{ word string }{}, "no pointer": sample{}, "a slice": &struct{ many []float64 }{}, "a bound": &struct {
		x int `min:"few"`
	}{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is listed", name)
				}
			}()
			Of("p", p)
		}()
	}
}
