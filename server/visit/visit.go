// Package visit is who comes to a server: somebody who has signed in, a guest where
// nobody signs in, or nobody that is known.
//
// The guarantee: what a visitor answers is true of the moment when it is asked.
package visit

import (
	"context"
	"net/http"
	"strings"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// Visitor is who is behind a request or a connection: it is asked before everything
// that they do.
type Visitor interface {
	// Held is what they may do in a document or a project; "" = in all documents.
	Held(place string) wire.Held
	// Who they are; known is false where people go by the name that they give.
	Who() (p store.Person, known bool)
	// Ended reports whether they are signed in no longer.
	Ended() bool
}

// visitorKey finds the visitor in the context of a request.
type visitorKey struct{}

// Of is who made a request.
func Of(r *http.Request) Visitor {
	if v, ok := r.Context().Value(visitorKey{}).(Visitor); ok {
		return v
	}
	return Nobody{}
}

// With notes in a request who made it.
func With(r *http.Request, v Visitor) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
}

// ErrEnded is told to whoever is not signed in, or is so no longer.
var ErrEnded = &message.Error{Code: wire.CodeLogin, Says: message.Of("no.login")}

// Asker names whoever made a request, to tell what they ask for from what others do: the
// person, or where nobody signs in the address.
func Asker(r *http.Request) string {
	if p, known := Of(r).Who(); known && p.ID != "" {
		return p.ID
	}
	return "@" + Address(r)
}

// Guest is whoever comes where nobody signs in: one role for every document, and the
// name that they give. Over, if not nil, reports whether people sign in by now.
type Guest struct {
	Role func() string
	Over func() bool
}

// Held is the one role.
func (g Guest) Held(string) wire.Held {
	if g.Ended() {
		return wire.Held{}
	}
	return wire.Held{Role: g.Role()}
}

// Who is not known.
func (g Guest) Who() (store.Person, bool) { return store.Person{}, false }

// Ended reports whether people sign in by now.
func (g Guest) Ended() bool { return g.Over != nil && g.Over() }

// Nobody is whoever has not signed in where that is asked for.
type Nobody struct{}

// Held is nothing.
func (Nobody) Held(string) wire.Held { return wire.Held{} }

// Who is nobody.
func (Nobody) Who() (store.Person, bool) { return store.Person{}, true }

// Ended is always so.
func (Nobody) Ended() bool { return true }

// Name is the name that somebody gives as others see it: one line of at most 60 characters, and
// Guest where nothing of it can be seen.
func Name(name string) string {
	runes := []rune(change.Line(name))
	if len(runes) == 0 {
		return "Guest"
	}
	return strings.TrimSpace(string(runes[:min(len(runes), 60)]))
}

// Author is who a request is by: whoever has signed in, or where nobody does the person
// of the name that they give. ErrEnded where the session is over.
func Author(r *http.Request, st *store.Store, name string) (store.Person, error) {
	p, known := Of(r).Who()
	switch {
	case known && p.ID == "":
		return p, ErrEnded
	case known:
		return p, nil
	}
	return st.Person(r.Context(), Name(name))
}

// SameOrigin is the check that a websocket needs of its own: a page of another site
// must not speak for the person. Programs send no Origin.
func SameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host || origin == "https://"+r.Host
}

// Foreign reports whether a request that came with a cookie, and could do something,
// does not say that a page of this server made it. Every browser says so.
func Foreign(r *http.Request) bool {
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if reads && r.URL.Path != "/api/live" {
		return false
	}
	return r.Header.Get("Origin") == "" && r.Header.Get("Sec-Fetch-Site") == ""
}
