package server

import (
	"errors"
	"net/http"

	"triptych/server/store"
	"triptych/server/wire"
)

// errClosing is the answer while the server stops.
var errClosing = errors.New("the server is stopping: connect again in a moment")

// kinds says what each kind of error is over HTTP and on the wire.
var kinds = []struct {
	err    error
	status int
	code   string
}{
	{store.ErrNotFound, http.StatusNotFound, wire.CodeGone},
	{store.ErrFull, http.StatusInsufficientStorage, wire.CodeFull},
	{store.ErrReadOnly, http.StatusServiceUnavailable, wire.CodeReadOnly},
	{store.ErrBroken, http.StatusServiceUnavailable, wire.CodeReadOnly},
	{store.ErrMoved, http.StatusConflict, wire.CodeStale},
	{store.ErrLocked, http.StatusServiceUnavailable, wire.CodeFailed},
	{errClosing, http.StatusServiceUnavailable, wire.CodeRestart},
}

func wireCode(err error) string {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.code
		}
	}
	return wire.CodeFailed
}

func httpStatus(err error) int {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.status
		}
	}
	return http.StatusInternalServerError
}
