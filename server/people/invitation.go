package people

import (
	"context"
	"strings"
	"time"

	"triptych/server/store"
	"triptych/server/wire"
)

// invitationLasts is how long the link of an invitation works.
const invitationLasts = 7 * 24 * time.Hour

// Invitation is a role for somebody who is not here yet.
type Invitation struct {
	ID      string `json:"id"`
	Email   string `json:"email,omitempty"` // whom it is for; "" = whoever has the link
	By      string `json:"by"`              // name
	Created int64  `json:"created"`
	Expires int64  `json:"expires"`
	Taker   string `json:"taker,omitempty"` // name
	Role
}

// Invite makes an invitation and returns what its link says, which is stored nowhere.
func (d *Directory) Invite(by *Signed, email string, r Role) (link string, err error) {
	if err := r.check(); err != nil {
		return "", err
	}
	if err := by.mayGive(&r); err != nil {
		return "", err
	}
	if email != "" {
		n := NewAccount{Name: "x", Email: email}
		if err := n.tidy(); err != nil {
			return "", err
		}
		email = n.Email
	}
	link = token()
	id, now := store.NewID(), d.now()
	act := d.act(by, "invitation.new", id, map[string]string{"role": r.Role, "kind": r.Kind, "place": r.Place, "versions": strings.Join(r.Versions, ",")})
	return link, d.change(act, func(tx store.Tx) error {
		_, err := tx.Exec(`INSERT INTO invitation (hash, id, email, kind, place, role, versions, giver, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			digest(link), id, email, r.Kind, r.Place, r.Role, strings.Join(r.Versions, ","), by.id, now.UnixMilli(), now.Add(invitationLasts).UnixMilli())
		return err
	})
}

const invitationQuery = `SELECT invitation.id, email, kind, place, role, versions, coalesce(giver.name, ''), invitation.created, expires, coalesce(taker.name, invitation.taker)
	FROM invitation LEFT JOIN person AS giver ON giver.id = giver LEFT JOIN person AS taker ON taker.id = invitation.taker `

func scanInvitation(row func(...any) error) (i Invitation, err error) {
	var versions string
	err = row(&i.ID, &i.Email, &i.Kind, &i.Place, &i.Role.Role, &versions, &i.By, &i.Created, &i.Expires, &i.Taker)
	if versions != "" {
		i.Versions = strings.Split(versions, ",")
	}
	return i, err
}

// Invitations lists those that somebody may see: of places where they may give roles.
func (d *Directory) Invitations(ctx context.Context, by *Signed) ([]Invitation, error) {
	all, err := store.Read(ctx, d.st, scanInvitation, invitationQuery+`ORDER BY invitation.created DESC LIMIT 500`)
	seen := []Invitation{}
	for _, i := range all {
		if by.Held(i.Place).May(wire.RightMembers) {
			seen = append(seen, i)
		}
	}
	return seen, err
}

// Look finds what a link invites to. Links that are not known are tried at a pace.
func (d *Directory) Look(ctx context.Context, link, address string) (Invitation, error) {
	try := attempt{"link " + network(address), linkPace}
	if wait := d.tries.try(try.key, try.pace, d.now()); wait > 0 {
		return Invitation{}, refused(wire.CodeRate, "people.slow", "seconds", seconds(wait))
	}
	found, err := store.Read(ctx, d.st, scanInvitation, invitationQuery+`WHERE hash = $1`, digest(link))
	if err != nil {
		return Invitation{}, err
	}
	now := d.now().UnixMilli()
	if len(found) == 0 || found[0].Taker != "" || now >= found[0].Expires || now < found[0].Created-clockSlack.Milliseconds() {
		return Invitation{}, gone("people.no_invitation")
	}
	d.tries.back(try.key, try.pace)
	return found[0], nil
}

// Accept makes the account that a link invites to, and signs its person in.
func (d *Directory) Accept(ctx context.Context, link string, n NewAccount, from From) (cookie string, err error) {
	i, err := d.Look(ctx, link, from.Address)
	if err != nil {
		return "", err
	}
	if i.Email != "" {
		n.Email = i.Email
	}
	p, err := d.create(ctx, nil, n, i.Role, from.Address, func(tx store.Tx, p store.Person) error { return take(tx, link, p.ID) })
	if err != nil {
		return "", err
	}
	return d.open(p.ID, from, "invitation")
}

// take marks an invitation as used; of two at the same moment the second finds none.
func take(tx store.Tx, link, person string) error {
	n, err := tx.Exec(`UPDATE invitation SET taker = $1 WHERE hash = $2 AND taker = ''`, person, digest(link))
	if err == nil && n == 0 {
		err = gone("people.no_invitation")
	}
	return err
}

// Join gives somebody who has an account the role that a link invites to.
func (d *Directory) Join(ctx context.Context, by *Signed, link string) error {
	i, err := d.Look(ctx, link, by.address)
	if err != nil {
		return err
	}
	a := by.Account()
	if i.Email != "" && fold(i.Email) != fold(a.Email) {
		return gone("people.no_invitation")
	}
	was := a.roleAt(i.Kind, i.Place)
	act := d.act(by, "invitation.used", i.ID, map[string]string{"role": i.Role.Role, "kind": i.Kind, "place": i.Place})
	return d.change(act, func(tx store.Tx) error {
		if err := take(tx, link, by.id); err != nil {
			return err
		}
		if was != nil && wire.Rank(was.Role) >= wire.Rank(i.Role.Role) {
			return nil // they have as much already
		}
		return putRole(tx, by.id, i.Role, act.Who, act.At)
	})
}

// Uninvite takes an invitation back.
func (d *Directory) Uninvite(ctx context.Context, by *Signed, id string) error {
	all, err := d.Invitations(ctx, by)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.ID == id && i.Taker == "" {
			return d.change(d.act(by, "invitation.taken", id, nil), func(tx store.Tx) error {
				_, err := tx.Exec(`DELETE FROM invitation WHERE id = $1 AND taker = ''`, id)
				return err
			})
		}
	}
	return gone("people.no_invitation")
}
