// Package fault says what becomes of errors that leave the server: what each kind
// is over HTTP and on the wire, and what people are told of an error in the
// program itself.
//
// A panic must cost no more than the message or the unit that led to it: what it
// may have left half done in memory is read again from the database, and people
// are told.
package fault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"triptych/align/message"
	"triptych/server/store"
	"triptych/server/wire"
)

// ErrClosing is the answer while the server stops.
var ErrClosing = &message.Error{Code: wire.CodeRestart, Says: message.Of("fault.closing")}

// ErrMishap is what people are told of a panic.
var ErrMishap = &message.Error{Code: wire.CodeFailed, Says: message.Of("fault.mishap")}

// kinds says what each kind of error is over HTTP and on the wire. The first that
// an error is counts.
var kinds = []struct {
	err    error
	status int
	code   string
	key    string // of the sentence
}{
	{store.ErrDeleted, http.StatusGone, wire.CodeGone, "fault.deleted"},
	{store.ErrNotFound, http.StatusNotFound, wire.CodeGone, "fault.no_document"},
	{store.ErrFull, http.StatusInsufficientStorage, wire.CodeFull, "fault.full"},
	{store.ErrReadOnly, http.StatusServiceUnavailable, wire.CodeReadOnly, "fault.read_only"},
	{store.ErrBroken, http.StatusServiceUnavailable, wire.CodeReadOnly, "fault.broken"},
	{store.ErrMissing, http.StatusServiceUnavailable, wire.CodeReadOnly, "fault.missing_some"},
	{store.ErrNameless, http.StatusServiceUnavailable, wire.CodeFull, "fault.nameless"},
	{store.ErrMoved, http.StatusConflict, wire.CodeStale, "fault.moved"},
	{store.ErrLocked, http.StatusServiceUnavailable, wire.CodeFailed, "fault.locked"},
	{ErrClosing, http.StatusServiceUnavailable, wire.CodeRestart, "fault.closing"},
}

// Code is what an error is on the wire.
func Code(err error) string {
	if told := (*message.Error)(nil); errors.As(err, &told) {
		return told.Code
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.code
		}
	}
	return wire.CodeFailed
}

// Message is what people are told of an error. What an engine or a library says of
// one that has no sentence helps nobody who reads it in the page, and may tell what
// is nobody's business: they are told its id, and the log has the error beside it.
func (l Log) Message(err error) message.Message {
	var told *message.Error
	if errors.As(err, &told) {
		return told.Says
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return message.Of(k.key)
		}
	}
	id := ID(err)
	if !errors.Is(err, context.Canceled) { // whoever asked is gone
		l.Complain("fault "+id, err)
	}
	return message.Of("failed", "id", id)
}

// ID is what an error without a sentence is told and written to the log by: the
// same for the same error, so that what many people report is seen to be one.
func ID(err error) string {
	sum := sha256.Sum256([]byte(err.Error()))
	return hex.EncodeToString(sum[:4])
}

// Say puts an error on the wire.
func (l Log) Say(err error) wire.Said { return wire.Say(l.Message(err)) }

// Status is what an error is over HTTP.
func Status(err error) int {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.status
		}
	}
	return http.StatusInternalServerError
}

// Log takes what went wrong without anybody to tell it to; the zero value drops it.
type Log struct{ To *slog.Logger }

// Complain reports an error; nil is none.
func (l Log) Complain(doing string, err error) {
	if l.To != nil && err != nil {
		l.To.Error(doing, "error", err)
	}
}

// Recovered writes a panic to the log and returns what to tell people of it.
func (l Log) Recovered(doing string, p any) error {
	l.Complain(doing, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
	return ErrMishap
}
