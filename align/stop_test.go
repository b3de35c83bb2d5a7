package align

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
)

// TestUnitsStop: whoever asks for it ends the work, wherever it is, with the error that
// they gave; nobody who lets it go on is troubled.
func TestUnitsStop(t *testing.T) {
	var doc Document
	for i := range 120 {
		doc[En] = append(doc[En], Segment{Text: fmt.Sprintf("In %d there were %d of them. Others came.", 1900+i, i)})
		doc[Hans] = append(doc[Hans], Segment{Text: fmt.Sprintf("%d年共有%d个。后来又来了别人。", 1900+i, i)})
		doc[Hant] = append(doc[Hant], Segment{Text: fmt.Sprintf("%d年共有%d個。後來又來了別人。", 1900+i, i)})
	}
	var asked atomic.Int64
	if _, err := Units(doc, Options{Stop: func() error { asked.Add(1); return nil }}); err != nil || asked.Load() < 1000 {
		t.Fatal(err, asked.Load())
	}
	enough := errors.New("enough")
	for at := int64(1); at < asked.Load(); at = at*3 + 1 {
		var now atomic.Int64
		units, err := Units(doc, Options{Stop: func() error {
			if now.Add(1) >= at {
				return enough
			}
			return nil
		}})
		if err != enough || units != nil {
			t.Error(at, len(units), err)
		}
	}
}

// TestUnitsProgress: the share done rises to the whole.
func TestUnitsProgress(t *testing.T) {
	doc := Document{{{Text: "One 1."}}, {{Text: "一1。"}}, {{Text: "一1。"}}}
	last, told := 0.0, 0
	_, err := Units(doc, Options{Progress: func(done float64) {
		if done < last {
			t.Error(done, "after", last)
		}
		last = done
		told++
	}})
	if err != nil || last != 1 || told < 4 {
		t.Error(err, last, told)
	}
}
