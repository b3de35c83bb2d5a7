package server

import (
	"errors"
	"net/http"

	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/wire"
)

// apiError is what the interface answers instead of a result. Message and Remedy
// are English; the keys find them in the reader's language, with the arguments
// of both.
type apiError struct {
	status    int
	Code      string            `json:"code"`
	Key       string            `json:"key,omitempty"`
	RemedyKey string            `json:"remedyKey,omitempty"`
	Args      map[string]string `json:"args,omitempty"`
	Message   string            `json:"message"`
	Version   string            `json:"version,omitempty"`
	Remedy    string            `json:"remedy,omitempty"`
}

// told is an apiError that says what is wrong; remedy is the key of what can be
// done about it, "" where that is nothing more.
func told(status int, code string, says message.Message, remedy string) *apiError {
	e := &apiError{status: status, Code: code, Key: says.Key, Args: says.Args, Message: says.String()}
	if remedy != "" {
		e.RemedyKey, e.Remedy = remedy, message.Message{Key: remedy, Args: says.Args}.String()
	}
	return e
}

func (e *apiError) Error() string { return e.Message }

// badRequest is an apiError for something wrong with the request.
func badRequest(says message.Message, remedy string) error {
	return told(http.StatusBadRequest, wire.CodeBad, says, remedy)
}

// asAPI makes an apiError of any error.
func (s *Server) asAPI(err error) *apiError {
	var api *apiError
	var problem *format.Problem
	var tooLarge *http.MaxBytesError
	var said *message.Error
	switch {
	case errors.As(err, &api):
		return api
	case errors.As(err, &said):
		e := told(http.StatusUnprocessableEntity, said.Code, said.Says, said.Do)
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
		e := told(http.StatusUnprocessableEntity, problem.Code, message.Message{Key: problem.Key, Args: problem.Args}, problem.RemedyKey)
		if problem.Version != nil {
			e.Version = problem.Version.String()
		}
		return e
	case errors.As(err, &tooLarge):
		return told(http.StatusRequestEntityTooLarge, "long", message.Of("no.files_large"), "no.files_large.do")
	}
	return told(fault.Status(err), fault.Code(err), s.log.Message(err), "")
}

func (s *Server) writeError(w http.ResponseWriter, err error) {
	e := s.asAPI(err)
	writeJSON(w, e.status, map[string]*apiError{"error": e})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(wire.Encode(v))
}
