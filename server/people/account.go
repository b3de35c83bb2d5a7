package people

import (
	"context"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mtibben/confusables"
	"golang.org/x/text/unicode/norm"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// NewAccount is what somebody says of themselves when they come in for the first time.
type NewAccount struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Password string `json:"password"`
	Language string `json:"language"`
}

// The longest name and address, in characters.
const (
	nameMost  = 60
	emailMost = 200
)

// fold is an address as it is looked for: nobody has two that differ by capitals.
func fold(email string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(email))) }

// skeletons are a name as it looks, in small letters and as it stands: some letters look
// like others (Cyrillic В like B) that their small ones (в) do not look like. Two names
// that share one cannot be told apart.
func skeletons(name string) [2]string {
	name = norm.NFKC.String(name)
	of := func(name string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '\u200c' || r == '\u200d' {
				return -1
			}
			return r
		}, strings.ToLower(confusables.Skeleton(name)))
	}
	return [2]string{of(strings.ToLower(name)), of(name)}
}

// alike reports whether two names cannot be told apart, by their skeletons.
func alike(a, b [2]string) bool { return a[0] == b[0] || a[1] == b[1] }

// tidy checks what somebody is called and brings it into the form that is kept.
func (n *NewAccount) tidy() error {
	name, email := change.Line(n.Name), strings.TrimSpace(n.Email)
	parsed, err := mail.ParseAddress(email)
	switch {
	case name == "" || utf8.RuneCountInString(name) > nameMost || !change.ValidText(n.Name):
		return refused(wire.CodeBad, "people.name")
	case err != nil || parsed.Address != email || len(email) > emailMost || change.Line(email) != email:
		return refused(wire.CodeBad, "people.email")
	case n.Language != "" && !slices.Contains(message.Languages(), n.Language):
		return refused(wire.CodeBad, "people.language")
	}
	n.Name, n.Email = name, email
	return nil
}

// free says whether nobody has this address, or a name that looks the same; but is
// who may have them.
func (s *state) free(name, email, but string) error {
	if a := s.byEmail[fold(email)]; a != nil && a.ID != but {
		return refused(wire.CodeConflict, "people.taken.email")
	}
	looks := skeletons(name)
	for _, a := range s.accounts {
		if a.ID != but && alike(skeletons(a.Name), looks) {
			return refused(wire.CodeConflict, "people.taken.name")
		}
	}
	return nil
}

// create makes an account with one role. work, if not nil, is done in the same
// transaction.
func (d *Directory) create(ctx context.Context, by *Signed, n NewAccount, role Role, from string, work func(store.Tx, store.Person) error) (store.Person, error) {
	if err := n.tidy(); err != nil {
		return store.Person{}, err
	}
	if err := judge(n.Password, n.Name, n.Email); err != nil {
		return store.Person{}, err
	}
	if err := d.state.Load().free(n.Name, n.Email, ""); err != nil {
		return store.Person{}, err
	}
	hash, err := d.hash.hash(ctx, n.Password)
	if err != nil {
		return store.Person{}, err
	}
	p := store.Person{ID: store.NewID(), Name: n.Name}
	act := d.act(by, "account.new", p.ID, map[string]string{"role": role.Role, "kind": role.Kind, "place": role.Place})
	if act.Address == "" {
		act.Address = from
	}
	return p, d.change(act, func(tx store.Tx) error {
		if work != nil {
			if err := work(tx, p); err != nil {
				return err
			}
		}
		now := d.now().UnixMilli()
		if err := tx.Meet(p); err != nil {
			return err
		}
		// Two at the same moment: the second finds the row of the first.
		if n, err := tx.Exec(`INSERT INTO account (person, email, folded, password, language, created) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (folded) DO NOTHING`,
			p.ID, n.Email, fold(n.Email), hash, n.Language, now); err != nil {
			return err
		} else if n == 0 {
			return refused(wire.CodeConflict, "people.taken.email")
		}
		return putRole(tx, p.ID, role, act.Who, now)
	})
}

// Add makes an account, as whoever runs the server.
func (d *Directory) Add(ctx context.Context, n NewAccount, role Role) (store.Person, error) {
	if err := role.check(); err != nil {
		return store.Person{}, err
	}
	return d.create(ctx, nil, n, role, "", nil)
}

// Profile is what somebody may say of themselves at any time.
type Profile struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Language string `json:"language"`
	Zone     string `json:"zone"`
	Keys     string `json:"keys"` // JSON: keys that differ from the usual ones
}

// keysMost bounds the keys of a profile, in bytes.
const profileKeysMost = 8 << 10

var zoneName = regexp.MustCompile(`^[A-Za-z0-9_+/-]{0,64}$`)

// SetProfile changes what is said of somebody.
func (d *Directory) SetProfile(by *Signed, p Profile) error {
	n := NewAccount{Name: p.Name, Email: p.Email, Language: p.Language}
	if err := n.tidy(); err != nil {
		return err
	}
	switch {
	case !zoneName.MatchString(p.Zone):
		return refused(wire.CodeBad, "people.zone")
	case len(p.Keys) > profileKeysMost || !change.ValidText(p.Keys):
		return refused(wire.CodeBad, "people.keys")
	}
	if err := d.state.Load().free(n.Name, n.Email, by.id); err != nil {
		return err
	}
	was := by.Account()
	act := d.act(by, "account.set", by.id, nil)
	if was.Name != n.Name || was.Email != n.Email {
		act.Body = map[string]string{"name": n.Name, "was": was.Name}
	}
	return d.change(act, func(tx store.Tx) error {
		if _, err := tx.Exec(`UPDATE person SET name = $1 WHERE id = $2`, n.Name, by.id); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE account SET email = $1, folded = $2, language = $3, zone = $4, keys = $5 WHERE person = $6`,
			n.Email, fold(n.Email), n.Language, p.Zone, p.Keys, by.id)
		return err
	})
}

// SetPassword gives somebody another password, who says the present one, and ends
// all of their sessions but the one that asks. Whoever has none yet must have shown
// a short time ago who they are.
func (d *Directory) SetPassword(ctx context.Context, by *Signed, was, password string) error {
	a := by.Account()
	if a.password != "" {
		if err := d.isPassword(ctx, by, was); err != nil {
			return err
		}
	} else if !by.Proven() {
		return ErrProve
	}
	if err := judge(password, a.Name, a.Email); err != nil {
		return err
	}
	hash, err := d.hash.hash(ctx, password)
	if err != nil {
		return err
	}
	return d.change(d.act(by, "password", by.id, nil), func(tx store.Tx) error {
		if _, err := tx.Exec(`UPDATE account SET password = $1 WHERE person = $2`, hash, by.id); err != nil {
			return err
		}
		return by.EndOthers(tx)
	})
}

// Reset gives somebody another password, as whoever runs the server, and ends all of
// their sessions.
func (d *Directory) Reset(ctx context.Context, email, password string) error {
	a := d.state.Load().byEmail[fold(email)]
	if a == nil {
		return gone("people.nobody")
	}
	if err := judge(password, a.Name, a.Email); err != nil {
		return err
	}
	hash, err := d.hash.hash(ctx, password)
	if err != nil {
		return err
	}
	return d.change(d.act(nil, "password", a.ID, nil), func(tx store.Tx) error {
		if _, err := tx.Exec(`UPDATE account SET password = $1 WHERE person = $2`, hash, a.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM session WHERE person = $1`, a.ID)
		return err
	})
}

// Disable keeps somebody from signing in, and ends their sessions; or lets them in
// again. The last who may administer stays.
func (d *Directory) Disable(by *Signed, person string, off bool) error {
	if d.state.Load().accounts[person] == nil {
		return gone("people.nobody")
	}
	act, since := "account.enabled", int64(0)
	if off {
		act, since = "account.disabled", d.now().UnixMilli()
	}
	return d.change(d.act(by, act, person, nil), func(tx store.Tx) error {
		if _, err := tx.Exec(`UPDATE account SET disabled = $1 WHERE person = $2`, since, person); err != nil || !off {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM session WHERE person = $1`, person); err != nil {
			return err
		}
		return adminLeft(tx)
	})
}

// adminLeft refuses a transaction after which nobody could administer.
func adminLeft(tx store.Tx) error {
	var n int
	err := tx.Row(`SELECT count(*) FROM role JOIN account ON account.person = role.person WHERE kind = 'all' AND role = 'admin' AND disabled = 0`, nil, &n)
	if err == nil && n == 0 {
		err = refused(wire.CodeConflict, "people.last")
	}
	return err
}

// Accounts lists everybody, by name.
func (d *Directory) Accounts() []Account {
	all := []Account{}
	for _, a := range d.state.Load().accounts {
		all = append(all, *a)
	}
	slices.SortFunc(all, func(a, b Account) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) })
	return all
}

// Any reports whether there is any account: then everybody needs one.
func (d *Directory) Any() bool { return len(d.state.Load().accounts) > 0 }

// Find is the person of an e-mail address; "" = nobody.
func (d *Directory) Find(email string) string {
	if a := d.state.Load().byEmail[fold(email)]; a != nil {
		return a.ID
	}
	return ""
}

// Name is what somebody is called; "" where there is no such account.
func (d *Directory) Name(person string) string {
	if a := d.state.Load().accounts[person]; a != nil {
		return a.Name
	}
	return ""
}

// LastSeen is when somebody used a session last, unix ms; 0 = never.
func (d *Directory) LastSeen(person string) (at int64) {
	for _, s := range d.state.Load().sessions {
		if s.person == person {
			at = max(at, s.seen.Load())
		}
	}
	return at
}

// ErrNone is told where nobody signs in.
var ErrNone = refused(wire.CodeGone, "no.accounts")

// gone is the error of what is not there.
func gone(key string) error { return refused(wire.CodeGone, key) }

// seconds is a time as people are told it.
func seconds(d time.Duration) string {
	return strconv.Itoa(int(max(time.Second, d.Round(time.Second)) / time.Second))
}

// cut is the beginning of a text in one line, of so many bytes at most.
func cut(s string, most int) string {
	s = change.Line(strings.ToValidUTF8(s[:min(len(s), most)], ""))
	return s
}
