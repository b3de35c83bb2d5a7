// Package answer is how a request's body is read and how it is answered: JSON, and
// errors as people read them.
//
// The guarantee: no answer tells anything of the program's insides.
package answer

import (
	"errors"
	"net/http"

	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/wire"
)

// Error is what the interface answers instead of a result. Message and Remedy
// are English; the keys find them in the reader's language, with the arguments
// of both.
type Error struct {
	status    int               // of HTTP
	Code      string            `json:"code"`
	Key       string            `json:"key,omitempty"`
	RemedyKey string            `json:"remedyKey,omitempty"`
	Args      map[string]string `json:"args,omitempty"`
	Message   string            `json:"message"`
	Version   string            `json:"version,omitempty"`
	Remedy    string            `json:"remedy,omitempty"`
}

// Told is an Error that says what is wrong; remedy is the key of what can be
// done about it, "" where that is nothing more.
func Told(status int, code string, says message.Message, remedy string) *Error {
	e := &Error{status: status, Code: code, Key: says.Key, Args: says.Args, Message: says.String()}
	if remedy != "" {
		e.RemedyKey, e.Remedy = remedy, message.Message{Key: remedy, Args: says.Args}.String()
	}
	return e
}

// Error is the English of it.
func (e *Error) Error() string { return e.Message }

// Bad is an Error for something wrong with the request.
func Bad(says message.Message, remedy string) error {
	return Told(http.StatusBadRequest, wire.CodeBad, says, remedy)
}

// As makes an Error of any error.
func As(log fault.Log, err error) *Error {
	var api *Error
	var problem *format.Problem
	var tooLarge *http.MaxBytesError
	var said *message.Error
	switch {
	case errors.As(err, &api):
		return api
	case errors.As(err, &said):
		e := Told(http.StatusUnprocessableEntity, said.Code, said.Says, said.Do)
		e.Version = said.About
		switch said.Code {
		case wire.CodeBad:
			e.status = http.StatusBadRequest
		case wire.CodeRights:
			e.status = http.StatusForbidden
		case wire.CodeLogin:
			e.status = http.StatusUnauthorized
		case wire.CodeRate:
			e.status = http.StatusTooManyRequests
		case wire.CodeGone:
			e.status = http.StatusNotFound
		case wire.CodeConflict:
			e.status = http.StatusConflict
		}
		return e
	case errors.As(err, &problem):
		e := Told(http.StatusUnprocessableEntity, problem.Code, message.Message{Key: problem.Key, Args: problem.Args}, problem.RemedyKey)
		if problem.Version != nil {
			e.Version = problem.Version.String()
		}
		return e
	case errors.As(err, &tooLarge):
		return Told(http.StatusRequestEntityTooLarge, "long", message.Of("no.files_large"), "no.files_large.do")
	}
	return Told(fault.Status(err), fault.Code(err), log.Message(err), "")
}

// Fault answers with what went wrong.
func Fault(log fault.Log, w http.ResponseWriter, err error) {
	e := As(log, err)
	JSON(w, e.status, map[string]*Error{"error": e})
}

// JSON writes an answer.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(wire.Encode(v))
}
