package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/fault"
	"triptych/server/wire"
)

// Read reads a request's body. It must come as JSON, which no page of another
// site can send without asking first, and hold nothing that would have to be
// replaced to be kept.
func Read(r *http.Request, v any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return Told(http.StatusUnsupportedMediaType, wire.CodeBad, message.Of("request.not_json"), "")
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			return err
		}
		return Bad(JSONFault(io.ErrUnexpectedEOF), "")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(v); err != nil {
		return Bad(JSONFault(err), "")
	}
	if _, err := d.Token(); err != io.EOF {
		return Bad(message.Of("request.behind"), "request.behind.do")
	}
	if change.ValidJSON(data) != nil {
		return Bad(message.Of("request.json", "reason", "request.json.text"), "")
	}
	return nil
}

// formMemory is how much of a form is kept in memory; the rest waits in files.
const formMemory = 4 << 20

// Form reads the body of a request that has files in it; r.MultipartForm.RemoveAll is
// for the caller.
func Form(log fault.Log, r *http.Request) error {
	err := r.ParseMultipartForm(formMemory)
	if err == nil || As(log, err).Code == "long" {
		return err
	}
	return Bad(message.Of("request.form"), "")
}

// JSONFault says what is wrong with JSON without naming types of this program.
func JSONFault(err error) message.Message {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return message.Of("request.json", "reason", "request.json.field", "found", Brief(kind.Value), "field", Brief(kind.Field), "at", strconv.FormatInt(kind.Offset, 10))
	case errors.As(err, &kind):
		return message.Of("request.json", "reason", "request.json.kind", "found", Brief(kind.Value), "at", strconv.FormatInt(kind.Offset, 10))
	case errors.As(err, &syntax):
		return message.Of("request.json", "reason", "request.json.syntax", "at", strconv.FormatInt(syntax.Offset, 10))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return message.Of("request.json", "reason", "request.json.short")
	}
	return message.Of("request.json", "reason", "request.json.value")
}

// Brief is what of a request is repeated to whoever made it.
func Brief(s string) string { return wire.Echo(change.Line(s[:min(len(s), 256)])) }
