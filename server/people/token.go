package people

import (
	"time"
	"unicode/utf8"

	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// What tokens there may be: how many of one person, and for how long.
const (
	tokensMost = 50
	daysMost   = 366
	// tokenPrefix tells those who find one what it is.
	tokenPrefix = "triptych_"
)

// NewToken makes a key for a program, which may do what the person may, but no more
// than a role includes, for so many days. It is told once and stored nowhere.
func (d *Directory) NewToken(by *Signed, name, role string, days int) (secret string, err error) {
	name = change.Line(name)
	switch {
	case by.token:
		return "", refused(wire.CodeRights, "people.token.by_token")
	case name == "" || utf8.RuneCountInString(name) > nameMost:
		return "", refused(wire.CodeBad, "people.name")
	case wire.Rank(role) < 0 || wire.Rank(role) > wire.Rank(by.Somewhere().Role):
		return "", refused(wire.CodeBad, "people.role")
	case days < 1 || days > daysMost:
		return "", refused(wire.CodeBad, "people.token.days")
	case len(by.Tokens()) >= tokensMost:
		return "", refused(wire.CodeLimit, "people.token.many")
	}
	secret = tokenPrefix + token()
	id, now := store.NewID(), d.now()
	return secret, d.change(d.act(by, "token.new", id, map[string]string{"name": name, "role": role}), func(tx store.Tx) error {
		_, err := tx.Exec(`INSERT INTO token (hash, id, person, name, role, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			digest(secret), id, by.id, name, role, now.UnixMilli(), now.Add(time.Duration(days)*24*time.Hour).UnixMilli())
		return err
	})
}

// EndToken ends one of somebody's tokens.
func (d *Directory) EndToken(by *Signed, id string) error {
	return d.change(d.act(by, "token.ended", id, nil), func(tx store.Tx) error {
		n, err := tx.Exec(`DELETE FROM token WHERE id = $1 AND person = $2`, id, by.id)
		if err == nil && n == 0 {
			err = gone("people.no_token")
		}
		return err
	})
}
