package server

import (
	"errors"
	"net/http"
	"slices"

	"triptych/server/store"
)

// roles says what each role may do; each includes the one before.
var roles = []struct {
	name string
	adds []string
}{
	{"viewer", nil},
	{"commenter", []string{"comment"}},
	{"translator", []string{"edit", "state", "struct"}},
	{"editor", []string{"approve", "waive", "rework"}},
	{"qa", nil},
	{"manager", []string{"import", "realign", "rename", "delete", "checks"}},
	{"admin", nil},
}

// rights lists what a role may do; an unknown role may nothing.
func rights(role string) []string {
	all := []string{}
	for _, r := range roles {
		all = append(all, r.adds...)
		if r.name == role {
			return all
		}
	}
	return []string{}
}

func may(role, right string) bool { return slices.Contains(rights(role), right) }

// rightFor is what a role must include for the message.
func rightFor(m *ClientMessage) string {
	switch {
	case m.T == "op" || m.T == "text":
		return "edit"
	case m.T == "struct" && m.Kind == "realign":
		return "realign"
	case m.T == "struct":
		return "struct"
	case m.What == "approve" || m.What == "withdraw":
		return "approve"
	case m.What == "waive" || m.What == "unwaive":
		return "waive"
	case m.Val == "rework":
		return "rework"
	}
	return "state"
}

// errClosing is the answer while the server stops.
var errClosing = errors.New("the server is stopping: connect again in a moment")

// kinds says what each kind of error is over HTTP and on the wire.
var kinds = []struct {
	err    error
	status int
	code   string
}{
	{store.ErrNotFound, http.StatusNotFound, "gone"},
	{store.ErrFull, http.StatusInsufficientStorage, "full"},
	{store.ErrReadOnly, http.StatusServiceUnavailable, "readonly"},
	{store.ErrBroken, http.StatusServiceUnavailable, "readonly"},
	{store.ErrMoved, http.StatusConflict, "stale"},
	{store.ErrLocked, http.StatusServiceUnavailable, "failed"},
	{errClosing, http.StatusServiceUnavailable, "restart"},
}

func wireCode(err error) string {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.code
		}
	}
	return "failed"
}

func httpStatus(err error) int {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.status
		}
	}
	return http.StatusInternalServerError
}
