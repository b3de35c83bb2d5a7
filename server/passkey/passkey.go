// Package passkey lets people sign in with a key that their device or their password
// keeper holds, instead of with a password (WebAuthn).
//
// A passkey signs a challenge of this server, for one name that the server is called
// by, and only after its holder has shown its person's finger, face or PIN. The
// server keeps its public half; nothing that is stored here lets anybody in.
//
// The guarantees: a challenge is answered once, within five minutes, in the browser
// that asked for it, on a page of this server; passkeys are added and removed only by
// who has shown a short time ago who they are, which ends their other sessions; and
// nobody removes the last means by which they can sign in.
package passkey

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/wire"
)

const (
	// most is how many one person has.
	most = 20
	// nameMost is the longest name of one, in characters.
	nameMost = 60
)

// Key is one of somebody's passkeys, as they see it.
type Key struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Site    string `json:"site"`             // name of the server that it is for
	Backed  bool   `json:"backed,omitempty"` // it is on more devices than one
	Created int64  `json:"created"`
	Seen    int64  `json:"seen,omitempty"` // when it signed last; 0 = never
	person  string
	stored  webauthn.Credential
}

const columns = `SELECT id, credential, person, site, name, public, model, transports, counter, eligible, backed, created, seen FROM passkey `

var encoding = base64.RawURLEncoding

func scan(row func(...any) error) (k Key, err error) {
	var credential, public, model, transports string
	var counter, eligible, backed int64
	if err = row(&k.ID, &credential, &k.person, &k.Site, &k.Name, &public, &model, &transports, &counter, &eligible, &backed, &k.Created, &k.Seen); err != nil {
		return k, err
	}
	c := &k.stored
	for _, from := range []struct {
		text string
		into *[]byte
	}{{credential, &c.ID}, {public, &c.PublicKey}, {model, &c.Authenticator.AAGUID}} {
		if *from.into, err = encoding.DecodeString(from.text); err != nil {
			return k, err
		}
	}
	for one := range strings.SplitSeq(transports, ",") {
		if one != "" {
			c.Transport = append(c.Transport, protocol.AuthenticatorTransport(one))
		}
	}
	c.Authenticator.SignCount = uint32(counter)
	k.Backed = backed != 0
	// A key is taken only when its holder has verified its person.
	c.Flags = webauthn.CredentialFlags{UserPresent: true, UserVerified: true, BackupEligible: eligible != 0, BackupState: k.Backed}
	return k, nil
}

// Of lists somebody's passkeys, the oldest first.
func Of(ctx context.Context, st *store.Store, person string) ([]Key, error) {
	all, err := store.Read(ctx, st, scan, columns+`WHERE person = $1 ORDER BY created, id`, person)
	if all == nil {
		all = []Key{}
	}
	return all, err
}

// byCredential finds a passkey by the id that its holder gave it.
func (b *Book) byCredential(ctx context.Context, id []byte) (*Key, error) {
	found, err := store.Read(ctx, b.store, scan, columns+`WHERE credential = $1`, encoding.EncodeToString(id))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func number(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// add stores a new passkey of who is signed in, and ends their other sessions.
func (b *Book) add(by *people.Signed, name, site string, c *webauthn.Credential) error {
	transports := []string{}
	for _, t := range c.Transport {
		if one := string(t); len(one) <= 20 && !strings.Contains(one, ",") && change.ValidText(one) && len(transports) < 8 {
			transports = append(transports, one)
		}
	}
	id, person := store.NewID(), by.Person().ID
	return b.people.Change(by, "passkey.new", person, map[string]string{"name": name, "passkey": id, "site": site}, func(tx store.Tx) error {
		var have int
		if err := tx.Row(`SELECT count(*) FROM passkey WHERE person = $1`, []any{person}, &have); err != nil {
			return err
		}
		if have >= most {
			return refused(wire.CodeLimit, "passkey.many")
		}
		n, err := tx.Exec(`INSERT INTO passkey (id, credential, person, site, name, public, model, transports, counter, eligible, backed, created)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (credential) DO NOTHING`,
			id, encoding.EncodeToString(c.ID), person, site, name, encoding.EncodeToString(c.PublicKey), encoding.EncodeToString(c.Authenticator.AAGUID),
			strings.Join(transports, ","), int64(c.Authenticator.SignCount), number(c.Flags.BackupEligible), number(c.Flags.BackupState), b.now().UnixMilli())
		if err != nil {
			return err
		}
		if n == 0 {
			return refused(wire.CodeConflict, "passkey.again")
		}
		return by.EndOthers(tx)
	})
}

// used stores what a passkey said of itself when it signed. Of two answers at the same
// moment with the same count, the second is a copy's.
func (b *Book) used(k *Key, c *webauthn.Credential) error {
	return b.store.Write(func(tx store.Tx) error {
		n, err := tx.Exec(`UPDATE passkey SET counter = $1, backed = $2, seen = $3 WHERE id = $4 AND counter = $5`,
			int64(c.Authenticator.SignCount), number(c.Flags.BackupState), b.now().UnixMilli(), k.ID, int64(k.stored.Authenticator.SignCount))
		if err == nil && n == 0 {
			err = errCopied
		}
		return err
	})
}

// tidy is a name as it is kept.
func tidy(name string) (string, error) {
	line := change.Line(name)
	if line == "" || utf8.RuneCountInString(line) > nameMost || !change.ValidText(name) {
		return "", refused(wire.CodeBad, "people.name")
	}
	return line, nil
}

// rename gives a passkey of who is signed in another name.
func (b *Book) rename(by *people.Signed, id, name string) error {
	name, err := tidy(name)
	if err != nil {
		return err
	}
	return b.people.Change(by, "passkey.name", by.Person().ID, map[string]string{"name": name, "passkey": id}, func(tx store.Tx) error {
		n, err := tx.Exec(`UPDATE passkey SET name = $1 WHERE id = $2 AND person = $3`, name, id, by.Person().ID)
		if err == nil && n == 0 {
			err = errGone
		}
		return err
	})
}

// remove takes a passkey from who is signed in, and ends their other sessions.
func (b *Book) remove(by *people.Signed, id string) error {
	person := by.Person().ID
	return b.people.Change(by, "passkey.gone", person, map[string]string{"passkey": id}, func(tx store.Tx) error {
		if err := take(tx, person, id); err != nil {
			return err
		}
		if err := people.MeansLeft(tx, person); err != nil {
			return err
		}
		return by.EndOthers(tx)
	})
}

func take(tx store.Tx, person, id string) error {
	n, err := tx.Exec(`DELETE FROM passkey WHERE id = $1 AND person = $2`, id, person)
	if err == nil && n == 0 {
		err = errGone
	}
	return err
}

// Remove takes a passkey from somebody, as whoever runs the server, and ends all of
// their sessions. It may be the last by which they could sign in.
func Remove(dir *people.Directory, person, id string) error {
	return dir.Change(nil, "passkey.gone", person, map[string]string{"passkey": id}, func(tx store.Tx) error {
		if err := take(tx, person, id); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM session WHERE person = $1`, person)
		return err
	})
}

var (
	errGone   = refused(wire.CodeGone, "passkey.gone")
	errWrong  = refused(wire.CodeLogin, "passkey.wrong")
	errLate   = refused(wire.CodeLogin, "passkey.late")
	errCopied = refused(wire.CodeLogin, "passkey.copied")
)

// refused is an error that people are told.
func refused(code, key string, args ...string) error {
	return &message.Error{Code: code, Says: message.Of(key, args...)}
}

// holder is somebody as the library asks about them. What their device keeps of them
// is the id, which says nothing, and what it shows them when it asks.
type holder struct {
	id, email, name string
	keys            []Key
}

func (h *holder) WebAuthnID() []byte          { return []byte(h.id) }
func (h *holder) WebAuthnName() string        { return h.email }
func (h *holder) WebAuthnDisplayName() string { return h.name }
func (h *holder) WebAuthnCredentials() []webauthn.Credential {
	all := make([]webauthn.Credential, len(h.keys))
	for i, k := range h.keys {
		all[i] = k.stored
	}
	return all
}

// holderOf is who is signed in, with the passkeys that they have for a site.
func (b *Book) holderOf(ctx context.Context, by *people.Signed, site string) (*holder, error) {
	a := by.Account()
	keys, err := Of(ctx, b.store, a.ID)
	keys = slices.DeleteFunc(keys, func(k Key) bool { return k.Site != site })
	return &holder{a.ID, a.Email, a.Name, keys}, err
}

// lasts is how long a challenge may be answered.
const lasts = 5 * time.Minute
