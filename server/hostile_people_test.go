package server_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"triptych/server"
	"triptych/server/people"
	"triptych/server/record"
)

// TestHostileByEverybody makes every request of a wrong shape again where people sign
// in, as nobody, with a forged session, and as each role: nothing is changed by anybody
// whose role does not include it, and nobody learns more than their role may.
func TestHostileByEverybody(t *testing.T) {
	k := newHostile(t)
	by := k.peer("by")
	cases := casesOf(t, "http")
	requests := make([]string, len(cases))
	for i, c := range cases {
		requests[i] = k.scene(by, "case").fill(t, c.frames)
	}
	by.Close()
	dir := k.demandAccounts()
	origin := "Origin: " + k.http.URL
	for _, role := range []string{"", "forged", "viewer", "commenter", "translator", "editor", "manager"} {
		head := origin
		switch role {
		case "":
		case "forged":
			head += "\nCookie: triptych=" + strings.Repeat("A", 43)
		default:
			head += "\nCookie: triptych=" + k.account(dir, role)
		}
		for i, c := range cases {
			k.cases++
			before := k.stored()
			line, rest, _ := strings.Cut(requests[i], "\n")
			if strings.Contains(strings.ToLower(rest), "\norigin:") || strings.HasPrefix(strings.ToLower(rest), "origin:") {
				continue // it is about that
			}
			resp, body := k.raw(k.written(line + "\n" + head + "\n" + rest))
			what := "http as " + role + ": " + c.name
			k.answered(what, resp, body)
			if after := k.stored(); after != before && role != "manager" {
				t.Errorf("%s: was answered with %s, and stored: %s, before %s", what, resp.Status, after, before)
			}
			known := role != "" && role != "forged"
			if strings.Contains(line, "/api/documents") && resp.StatusCode/100 == 2 && !known {
				t.Errorf("%s: %s: %.200s", what, resp.Status, body)
			}
		}
	}
	if fault, acts, err := record.Verify(context.Background(), k.st); fault != "" || err != nil || acts == 0 {
		t.Errorf("the record: %q %v, %d acts", fault, err, acts)
	}
	t.Logf("%d cases", k.cases)
}

// demandAccounts goes on with a server where people sign in.
func (k *hostile) demandAccounts() *people.Directory {
	k.t.Helper()
	if err := k.srv.Close(context.Background()); err != nil {
		k.t.Fatal(err)
	}
	k.http.Close()
	dir, err := people.Open(context.Background(), k.st, people.Options{})
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(dir.Close)
	opt := k.opt
	opt.People, opt.Accounts = dir, true
	k.srv = server.New(k.st, opt)
	k.http = httptest.NewServer(k.srv)
	return dir
}

// account makes somebody with a role for all documents, and signs them in.
func (k *hostile) account(dir *people.Directory, role string) (cookie string) {
	k.t.Helper()
	n := people.NewAccount{Name: role, Email: role + "@example.org", Password: "seven lanterns over Keelung"}
	_, err := dir.Add(context.Background(), n, people.Role{Kind: people.All, Role: role})
	if err == nil {
		cookie, err = dir.SignIn(context.Background(), n.Email, n.Password, people.From{})
	}
	if err != nil {
		k.t.Fatal(err)
	}
	return cookie
}
