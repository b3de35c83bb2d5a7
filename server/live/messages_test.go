package live

import (
	"testing"

	"triptych/server/wire"
)

// TestEveryMessageIsReceived: each type that a client may send is heard: hello
// first, some by the connection, and those that are acknowledged by handlers.
func TestEveryMessageIsReceived(t *testing.T) {
	connection := map[string]bool{"hello": true, "ping": true, "sync": true, "pres": true}
	listed := map[string]bool{}
	for _, row := range wire.Messages {
		listed[row.T] = true
		if !connection[row.T] && handlers[row.T] == nil {
			t.Errorf("nobody hears %s", row.T)
		}
	}
	for name := range handlers {
		if !listed[name] {
			t.Errorf("%s has no row in wire.Messages", name)
		}
	}
}
