package wire

import (
	"encoding/json"
	"strconv"
	"strings"

	"triptych/server/change"
)

// Encode is JSON without the escapes that only HTML needs. The types of the
// wire always encode.
func Encode(v any) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // a type of the wire that JSON does not know: caught by every test
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// Encode is the event as JSON. Edits, which are nearly all events, are written
// without reflection; the result is the same.
func (e *Event) Encode() []byte {
	if e.K != "edit" {
		return Encode(e)
	}
	b := make([]byte, 0, 128+len(e.By)+len(e.ID)+len(e.Seg)+len(e.Ops))
	b = append(b, `{"t":"ev","s":`...)
	b = strconv.AppendInt(b, e.S, 10)
	b = append(b, `,"k":"edit","by":`...)
	b = change.AppendString(b, e.By)
	b = append(b, `,"at":`...)
	b = strconv.AppendInt(b, e.At, 10)
	if e.Chain != "" {
		b = change.AppendString(append(b, `,"chain":`...), e.Chain)
	}
	if e.ID != "" {
		b = change.AppendString(append(b, `,"id":`...), e.ID)
	}
	if e.Own {
		b = append(b, `,"own":true`...)
	}
	b = change.AppendString(append(b, `,"seg":`...), e.Seg)
	b = append(b, `,"rev":`...)
	b = strconv.AppendInt(b, e.Rev, 10)
	if len(e.Ops) > 0 {
		b = append(append(b, `,"ops":`...), e.Ops...)
	}
	return append(b, '}')
}

// Array joins frames to a JSON array.
func Array(frames [][]byte) []byte {
	size := 2
	for _, f := range frames {
		size += len(f) + 1
	}
	b := make([]byte, 0, size)
	for _, f := range frames {
		b = append(append(b, ','), f...)
	}
	b[0] = '['
	return append(b, ']')
}
