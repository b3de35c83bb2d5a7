// Package refusal says why a message is not carried out.
package refusal

import (
	"triptych/align/message"
	"triptych/server/wire"
)

// Refusal is why a message is not carried out. With Keep its text is put aside.
type Refusal struct {
	Code   string
	Says   message.Message
	Keep   bool
	Hashes []string // the present ones, of an approval or a waiver of other texts
	Cause  error    // what went wrong where nothing is wrong with the message; Says is made of it
}

// Of refuses, and says no more than a little of what the message said.
func Of(code string, says message.Message) *Refusal {
	for name, arg := range says.Args {
		says.Args[name] = wire.Echo(arg)
	}
	return &Refusal{Code: code, Says: says}
}

// Bad refuses what is wrong in itself: a key, and the names and values of its arguments.
func Bad(key string, args ...string) *Refusal {
	return Of(wire.CodeBad, message.Of(key, args...))
}

// Broken refuses what cannot be done for an error that is none of the message.
func Broken(err error) *Refusal { return &Refusal{Code: wire.CodeFailed, Cause: err} }

// Kept has the text of what is refused put aside.
func (r *Refusal) Kept() *Refusal {
	r.Keep = true
	return r
}

// With names the present texts.
func (r *Refusal) With(hashes []string) *Refusal {
	r.Hashes = hashes
	return r
}
