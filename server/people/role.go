package people

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/server/store"
	"triptych/server/wire"
)

// check says whether a role is one that there is, in a place that can be.
func (r *Role) check() error {
	placed := r.Kind == All && r.Place == "" || (r.Kind == Document || r.Kind == Project) && r.Place != "" && len(r.Place) <= 64
	if wire.Rank(r.Role) < 0 || !placed || r.Role == "admin" && r.Kind != All {
		return refused(wire.CodeBad, "people.role")
	}
	for _, tag := range r.Versions {
		if _, err := align.ParseVersion(tag); err != nil || r.Role != "translator" {
			return refused(wire.CodeBad, "people.role")
		}
	}
	r.Versions = union(r.Versions, nil)
	return nil
}

func putRole(tx store.Tx, person string, r Role, giver string, at int64) error {
	_, err := tx.Exec(`INSERT INTO role (person, kind, place, role, versions, giver, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (person, kind, place) DO UPDATE SET role = excluded.role, versions = excluded.versions, giver = excluded.giver, at = excluded.at`,
		person, r.Kind, r.Place, r.Role, strings.Join(r.Versions, ","), giver, at)
	return err
}

// mayGive says whether somebody may give and take a role: nobody gives more than
// they have in that place themselves.
func (by *Signed) mayGive(r *Role) error {
	if by == nil { // whoever runs the server
		return nil
	}
	held := by.Held(r.Place)
	if !held.May(wire.RightMembers) || wire.Rank(r.Role) > wire.Rank(held.Role) {
		return refused(wire.CodeRights, "no.right", "role", held.Role, "right", string(wire.RightMembers))
	}
	return nil
}

// roleAt is the role that somebody has in a place, nil = none.
func (a *Account) roleAt(kind, place string) *Role {
	i := slices.IndexFunc(a.Roles, func(r Role) bool { return r.Kind == kind && r.Place == place })
	if i < 0 {
		return nil
	}
	return &a.Roles[i]
}

// SetRole gives somebody a role in a place, instead of the one they have there. An
// empty role takes it away.
func (d *Directory) SetRole(by *Signed, person string, r Role) error {
	a := d.state.Load().accounts[person]
	if a == nil {
		return gone("people.nobody")
	}
	was := a.roleAt(r.Kind, r.Place)
	if was != nil {
		if err := by.mayGive(was); err != nil {
			return err
		}
	}
	body := map[string]string{"kind": r.Kind, "place": r.Place, "role": r.Role, "versions": strings.Join(r.Versions, ",")}
	if was != nil {
		body["was"] = was.Role
	}
	if r.Role == "" {
		if was == nil {
			return gone("people.no_role")
		}
		return d.change(d.act(by, "role.taken", person, body), func(tx store.Tx) error {
			if _, err := tx.Exec(`DELETE FROM role WHERE person = $1 AND kind = $2 AND place = $3`, person, r.Kind, r.Place); err != nil {
				return err
			}
			return adminLeft(tx)
		})
	}
	if err := r.check(); err != nil {
		return err
	}
	if err := by.mayGive(&r); err != nil {
		return err
	}
	act := d.act(by, "role.set", person, body)
	return d.change(act, func(tx store.Tx) error {
		if err := putRole(tx, person, r, act.Who, act.At); err != nil {
			return err
		}
		return adminLeft(tx)
	})
}

// Members lists who has a role in one place of their own.
func (d *Directory) Members(kind, place string) []Account {
	all := d.Accounts()
	return slices.DeleteFunc(all, func(a Account) bool { return a.roleAt(kind, place) == nil })
}
