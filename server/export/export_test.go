package export

import (
	"context"
	"errors"
	"testing"

	"triptych/align"
	"triptych/server/store"
)

// TestExportHungUp: nothing is put together for somebody who has hung up.
func TestExportHungUp(t *testing.T) {
	d := &store.Document{Summary: store.Summary{Versions: align.Versions[:]}, Units: []store.Unit{{ID: "u"}}}
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if file, err := Of(d, gone.Err); !errors.Is(err, context.Canceled) || file != nil {
		t.Fatal(file, err)
	}
	if file, err := Of(d, t.Context().Err); err != nil || len(file.Units) != 1 {
		t.Fatal(file, err)
	}
}
