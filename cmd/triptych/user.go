package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"triptych/server/fault"
	"triptych/server/passkey"
	"triptych/server/people"
	"triptych/server/store"
)

// userActs lists what can be done to accounts from the command line, by whoever can
// write the database's file.
var userActs = []string{"add", "list", "password", "passkeys", "role", "off", "on"}

// users is the subcommand: accounts, without a server or beside one.
func users(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("user", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
	email := flags.String("email", "", "the person's e-mail `ADDRESS`, with which they sign in")
	name := flags.String("name", "", "add: what others see; without it what stands before the @")
	role := flags.String("role", "viewer", "add, role: `ROLE` for all documents: viewer, commenter, translator, editor, qa, manager, admin; role: none takes it away")
	remove := flags.String("remove", "", "passkeys: `ID` of one to take away, or all")
	versions := flags.String("versions", "", "add, role: `TAGS` of the versions that a translator may change, with commas; without it all")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || !slices.Contains(userActs, rest[0]) {
		return fmt.Errorf("user takes one of %s: 'triptych user --help' lists the flags", strings.Join(userActs, ", "))
	}
	if *email == "" && rest[0] != "list" {
		return fmt.Errorf("whose account? Name it with --email")
	}
	st, err := store.Open(*path)
	if err != nil {
		return err
	}
	defer st.Close()
	dir, err := people.Open(ctx, st, people.Options{Log: fault.Log{}})
	if err != nil {
		return err
	}
	defer dir.Close()
	r := people.Role{Kind: people.All, Role: *role}
	if *versions != "" {
		r.Versions = strings.Split(*versions, ",")
	}
	switch rest[0] {
	case "add":
		return addUser(ctx, dir, people.NewAccount{Name: *name, Email: *email}, r, io)
	case "list":
		return listUsers(dir, io)
	case "password":
		password, err := readPassword(io)
		if err == nil {
			err = dir.Reset(ctx, *email, password)
		}
		return done(err, io, "The password of %s is another now, and they are signed out everywhere.\n", *email)
	case "passkeys":
		return passkeys(ctx, st, dir, *email, *remove, io)
	}
	return changeUser(dir, rest[0], *email, r, io)
}

// changeUser changes what somebody may do.
func changeUser(dir *people.Directory, act, email string, r people.Role, io streams) error {
	id := dir.Find(email)
	if id == "" {
		return fmt.Errorf("nobody has the address %s: 'triptych user list' shows who there is", email)
	}
	switch act {
	case "role":
		if r.Role == "none" {
			r.Role = ""
		}
		return done(dir.SetRole(nil, id, r), io, "The role of %s is changed.\n", email)
	case "off":
		return done(dir.Disable(nil, id, true), io, "%s may not sign in any more.\n", email)
	}
	return done(dir.Disable(nil, id, false), io, "%s may sign in again.\n", email)
}

// passkeys lists somebody's passkeys, or takes one or all of them away.
func passkeys(ctx context.Context, st *store.Store, dir *people.Directory, email, remove string, io streams) error {
	id := dir.Find(email)
	if id == "" {
		return fmt.Errorf("nobody has the address %s: 'triptych user list' shows who there is", email)
	}
	keys, err := passkey.Of(ctx, st, id)
	if err != nil {
		return err
	}
	out, taken := harmless(io.out), 0
	for _, k := range keys {
		if remove != "" && (remove == k.ID || remove == "all") {
			if err := passkey.Remove(dir, id, k.ID); err != nil {
				return err
			}
			taken++
		}
		if remove == "" {
			seen := "never used"
			if k.Seen != 0 {
				seen = "used " + time.UnixMilli(k.Seen).UTC().Format("2006-01-02")
			}
			fmt.Fprintf(out, "%s\t%s\tfor %s, added %s, %s\n", k.ID, k.Name, k.Site, time.UnixMilli(k.Created).UTC().Format("2006-01-02"), seen)
		}
	}
	switch {
	case remove == "":
	case taken == 0:
		return fmt.Errorf("%s has no such passkey: 'triptych user passkeys --email %s' lists them", email, email)
	default:
		fmt.Fprintf(io.out, "%s has %d passkeys less, and is signed out everywhere. 'triptych user password' gives them a password.\n", email, taken)
	}
	return nil
}

// done says that something is done, unless it is not.
func done(err error, io streams, says string, args ...any) error {
	if err == nil {
		fmt.Fprintf(io.out, says, args...)
	}
	return err
}

func addUser(ctx context.Context, dir *people.Directory, n people.NewAccount, r people.Role, io streams) error {
	if n.Name == "" {
		n.Name, _, _ = strings.Cut(n.Email, "@")
	}
	var err error
	if n.Password, err = readPassword(io); err != nil {
		return err
	}
	_, err = dir.Add(ctx, n, r)
	return done(err, io, "%s may sign in as %s.\n", n.Email, r.Role)
}

func listUsers(dir *people.Directory, io streams) error {
	out := harmless(io.out)
	for _, a := range dir.Accounts() {
		roles := []string{}
		for _, r := range a.Roles {
			where := ""
			if r.Place != "" {
				where = " of " + r.Kind + " " + r.Place
			}
			if len(r.Versions) > 0 {
				where += " (" + strings.Join(r.Versions, ", ") + ")"
			}
			roles = append(roles, r.Role+where)
		}
		if a.Disabled != 0 {
			roles = append(roles, "may not sign in since "+time.UnixMilli(a.Disabled).UTC().Format("2006-01-02"))
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", a.Email, a.Name, strings.Join(roles, "; "))
	}
	return nil
}

// readPassword asks for a password twice on a terminal, where it is not shown; else
// it is the first line of standard input.
func readPassword(streams streams) (string, error) {
	if f, ok := streams.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		var typed [2]string
		for i, ask := range []string{"Password: ", "Once more: "} {
			fmt.Fprint(streams.err, ask)
			text, err := term.ReadPassword(int(f.Fd()))
			fmt.Fprintln(streams.err)
			if err != nil {
				return "", err
			}
			typed[i] = string(text)
		}
		if typed[0] != typed[1] {
			return "", errors.New("the two are not the same")
		}
		return typed[0], nil
	}
	line, err := bufio.NewReader(io.LimitReader(streams.in, 4<<10)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password from standard input: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.New("the password is read from standard input, and there was none")
	}
	return line, nil
}

// tellFirst prints the link with which the first account is made, while there is none.
func tellFirst(out io.Writer, dir *people.Directory, at string) {
	if link := dir.FirstLink(); link != "" {
		fmt.Fprintf(out, "Nobody has an account yet. Whoever opens this link within 30 minutes makes the first one, which may do everything:\n  %s/first#%s\n", at, link)
	}
}

// reachable reports whether others may reach the server: at an address that is not this
// machine's own, or by names that it was given, which something in front of it may hand
// on. Then everybody needs an account.
func reachable(hosts string, addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return !ok || !tcp.IP.IsLoopback() || strings.Trim(hosts, " ,") != ""
}

// public is the address by which a browser most likely reaches the server: behind a
// proxy, that of the proxy, which does TLS.
func (set *serveSetup) public(scheme string, addr net.Addr) string {
	name, _, _ := strings.Cut(set.known(), ",")
	name = strings.TrimSpace(name)
	_, port, err := net.SplitHostPort(addr.String())
	if name == "" || err != nil {
		return scheme + "://" + addr.String()
	}
	if len(set.proxies) > 0 {
		return "https://" + name
	}
	if _, _, err := net.SplitHostPort(name); err == nil {
		return scheme + "://" + name
	}
	if scheme == "https" && port == "443" || scheme == "http" && port == "80" {
		return scheme + "://" + name
	}
	return scheme + "://" + net.JoinHostPort(strings.Trim(name, "[]"), port)
}
