package passkey

import (
	"context"
	"net"
	"net/http"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"triptych/server/people"
	"triptych/server/ticket"
	"triptych/server/visit"
	"triptych/server/wire"
)

// What a challenge is for.
const (
	toEnter = "enter"
	toAdd   = "add"
	toProve = "prove"
)

// begun is a challenge that waits for its answer.
type begun struct {
	purpose string
	site    string
	session webauthn.SessionData
}

// cookieName is the cookie that binds a challenge to a browser.
const cookieName = "triptych-passkey"

// site is the name by which a request calls the server, which passkeys are bound to.
// That it is one of this server's names was looked at before.
func site(r *http.Request) (string, error) {
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = r.Host
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if net.ParseIP(name) != nil || protocol.ValidateRPID(name) != nil {
		return "", refused(wire.CodeBad, "passkey.address")
	}
	return name, nil
}

// party is this server as a request calls it. A page without TLS is taken from this
// machine alone: elsewhere no browser would offer a passkey to it.
func party(r *http.Request) (*webauthn.WebAuthn, string, error) {
	name, err := site(r)
	if err != nil {
		return nil, "", err
	}
	origins := []string{"https://" + r.Host}
	if name == "localhost" {
		origins = append(origins, "http://"+r.Host)
	}
	here, err := webauthn.New(&webauthn.Config{
		RPID: name, RPDisplayName: "Triptych", RPOrigins: origins,
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{
			Login:        webauthn.TimeoutConfig{Timeout: lasts, TimeoutUVD: lasts},
			Registration: webauthn.TimeoutConfig{Timeout: lasts, TimeoutUVD: lasts},
		},
	})
	return here, name, err
}

// challenge keeps what was begun and binds it to the browser.
func (b *Book) challenge(w http.ResponseWriter, r *http.Request, purpose, site string, session *webauthn.SessionData) {
	visit.SetCookie(w, r, cookieName, b.begun.Put(begun{purpose, site, *session}), lasts)
}

// answered finds the challenge that an answer is to, which is used up by it.
func (b *Book) answered(w http.ResponseWriter, r *http.Request, purpose, site string) (*webauthn.SessionData, error) {
	found, ok := b.begun.Take(visit.Cookie(r, cookieName))
	visit.SetCookie(w, r, cookieName, "", 0)
	if !ok || found.purpose != purpose || found.site != site {
		return nil, errLate
	}
	return &found.session, nil
}

// signature is what an answer showed.
type signature struct {
	key *Key
	why string // "" = it is good; else a word for the record
}

// matched tries an answer to a challenge that anybody may have asked for.
func (b *Book) matched(ctx context.Context, here *webauthn.WebAuthn, site string, session *webauthn.SessionData, answer []byte) (s signature, err error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return signature{why: "form"}, nil
	}
	s.why = "unknown"
	var failed error
	find := func(id, handle []byte) (webauthn.User, error) {
		k, err := b.byCredential(ctx, id)
		if err != nil {
			failed = err
			return nil, err
		}
		if k == nil || k.Site != site || k.person != string(handle) {
			return nil, errWrong
		}
		s.key, s.why = k, "signature"
		return &holder{id: k.person, keys: []Key{*k}}, nil
	}
	_, c, err := here.ValidatePasskeyLogin(find, *session, parsed)
	if failed != nil || err != nil {
		return s, failed
	}
	return b.counted(s, c)
}

// proven tries an answer to a challenge for somebody who is signed in.
func (b *Book) proven(h *holder, here *webauthn.WebAuthn, session *webauthn.SessionData, answer []byte) (s signature, err error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return signature{why: "form"}, nil
	}
	c, err := here.ValidateLogin(h, *session, parsed)
	if err != nil {
		return signature{why: "signature"}, nil
	}
	for i := range h.keys {
		if string(h.keys[i].stored.ID) == string(c.ID) {
			s.key = &h.keys[i]
		}
	}
	return b.counted(s, c)
}

// counted keeps what a passkey says of itself, unless it counts as a copy would.
func (b *Book) counted(s signature, c *webauthn.Credential) (signature, error) {
	s.why = ""
	err := errCopied
	if !c.Authenticator.CloneWarning {
		err = b.used(s.key, c)
	}
	if err == errCopied {
		s.why, err = "copied", nil
	}
	return s, err
}

// refuse notes that an answer was not good, and says so: one sentence for all that can
// be wrong with it, but that a passkey may have been copied, which only its holder
// brings about.
func (b *Book) refuse(from people.From, s signature) error {
	person, told := "", errWrong
	if s.key != nil {
		person = s.key.person
	}
	if s.why == "copied" {
		told = errCopied
	}
	if err := b.people.Refused(from, person, "passkey", s.why); err != nil {
		return err
	}
	return told
}

// newBegun makes a place for challenges.
func newBegun(opt Options) *ticket.Book[begun] { return ticket.New[begun](lasts, opt.Now) }
