package server_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"triptych/server"
	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/store"
)

// town is people who work on a server that is killed, and somebody who runs it.
type town struct {
	t       *testing.T
	cookies []string // of those who write, then of the administrator
	leaver  []string // sessions of somebody who signs out of one in each round
	ids     []string
	done    []string // acts that were answered well: act and whom it was about
	over    []string // cookies whose end was answered
	role    string   // that the first writer's neighbour was given last
}

const townPassword = "seven lanterns over Keelung"

func (w *town) settle(h *house, writers int) {
	w.t = h.t
	dir, err := people.Open(context.Background(), h.st, people.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer dir.Close()
	for i := range writers + 3 {
		role := "editor"
		switch i {
		case writers:
			role = "admin"
		case 0:
			role = "manager" // lines up again, too
		}
		n := people.NewAccount{Name: fmt.Sprint("Person ", i), Email: fmt.Sprint("p", i, "@example.org"), Password: townPassword}
		who, err := dir.Add(context.Background(), n, people.Role{Kind: people.All, Role: role})
		if err != nil {
			w.t.Fatal(err)
		}
		w.ids = append(w.ids, who.ID)
		sessions := 1
		if i == writers+2 {
			sessions = 40
		}
		for range sessions {
			cookie, err := dir.SignIn(context.Background(), n.Email, townPassword, people.From{})
			if err != nil {
				w.t.Fatal(err)
			}
			if i == writers+2 {
				w.leaver = append(w.leaver, cookie)
			} else {
				w.cookies = append(w.cookies, cookie)
			}
		}
	}
}

func (w *town) header(i int) http.Header { return headerOf(w.cookies[i]) }

func headerOf(cookie string) http.Header {
	return http.Header{"Cookie": {"triptych=" + cookie}, "Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/json"}}
}

// ask makes a request, and returns its status; 0 = the server was gone.
func (w *town) ask(url, cookie, method, path, body string) int {
	req, err := http.NewRequest(method, url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header = headerOf(cookie)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	resp.Body.Close()
	return resp.StatusCode
}

// act gives somebody another role, and has somebody sign out, just before the server is
// killed.
func (w *town) act(url string) {
	admin, neighbour := w.cookies[len(w.cookies)-2], w.ids[len(w.ids)-2]
	for _, role := range []string{"viewer", "qa", "translator"} {
		path := "/api/people/" + neighbour + "/roles"
		if status := w.ask(url, admin, "PUT", path, `{"kind":"all","role":"`+role+`"}`); status != http.StatusOK {
			w.t.Errorf("give a role: %d", status)
			continue
		}
		w.role = role
		w.done = append(w.done, "role.set "+neighbour)
	}
	if len(w.over) < len(w.leaver) {
		cookie := w.leaver[len(w.over)]
		if status := w.ask(url, cookie, "DELETE", "/api/session", ""); status != http.StatusNoContent {
			w.t.Errorf("sign out: %d", status)
		}
		w.over = append(w.over, cookie)
		w.done = append(w.done, "session.ended "+w.ids[len(w.ids)-1])
	}
}

// check demands that what was answered is so: roles, sessions that hold and sessions that
// are over, and every act in the record.
func (w *town) check(h *house) {
	w.t.Helper()
	dir, err := people.Open(context.Background(), h.st, people.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer dir.Close()
	for i, cookie := range w.cookies {
		if dir.BySession(cookie, "") == nil {
			w.t.Errorf("person %d is signed in no longer", i)
		}
	}
	for i, cookie := range w.over {
		if dir.BySession(cookie, "") != nil {
			w.t.Errorf("session %d came back after its end", i)
		}
	}
	if by := dir.BySession(w.cookies[len(w.cookies)-1], ""); by != nil && by.Held("").Role != w.role {
		w.t.Errorf("the role is %s, and %s was given", by.Held("").Role, w.role)
	}
	fault, _, err := record.Verify(context.Background(), h.st)
	if fault != "" || err != nil {
		w.t.Error("the record:", fault, err)
	}
	acts, err := record.After(context.Background(), h.st, 0, 1<<20)
	if err != nil {
		w.t.Fatal(err)
	}
	told := map[string]int{}
	for _, a := range acts {
		told[a.Act+" "+a.About]++
	}
	for _, act := range w.done {
		if told[act]--; told[act] < 0 {
			w.t.Errorf("%s was answered, and the record lacks it", act)
		}
	}
	w.t.Logf("%d acts answered, %d in the record", len(w.done), len(acts))
}

// TestKillPeople is TestKill where people sign in: those who write are of several roles,
// and somebody gives roles and signs out in every round. What was answered is so after
// the kill, and in the record.
func TestKillPeople(t *testing.T) {
	t.Setenv("TRIPTYCH_TEST_ACCOUNTS", "1")
	killWriters(t, 25, &town{})
}

// TestDiskFullPeople fills the disk under a server where people sign in: signing in and
// giving roles are refused with 507 and change nothing, who is in stays in and may sign
// out when there is room again, and the record hangs together.
func TestDiskFullPeople(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=6m"); err != nil {
		t.Skip("no small file system to fill: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	st, err := store.Open(filepath.Join(dir, "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	w := &town{}
	w.settle(&house{t: t, st: st}, 1)
	book, err := people.Open(context.Background(), st, people.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	opt := fast
	opt.People, opt.Accounts = book, true
	srv := server.New(st, opt)
	defer srv.Close(context.Background())
	web := httptest.NewServer(srv)
	defer web.Close()
	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	f.Close()
	admin, neighbour := w.cookies[1], w.ids[2]
	give := func(role string) int {
		return w.ask(web.URL, admin, "PUT", "/api/people/"+neighbour+"/roles", `{"kind":"all","role":"`+role+`"}`)
	}
	was, status := "editor", 0
	for i := range 5000 { // the log has some room left in it
		role := []string{"viewer", "qa"}[i%2]
		if status = give(role); status != http.StatusOK {
			break
		}
		was = role
	}
	if status != http.StatusInsufficientStorage {
		t.Fatalf("a role on a full disk: %d", status)
	}
	sign := `{"email":"p2@example.org","password":"` + townPassword + `"}`
	if status := w.ask(web.URL, "", "POST", "/api/session", sign); status != http.StatusInsufficientStorage {
		t.Errorf("signing in on a full disk: %d", status)
	}
	if status := w.ask(web.URL, w.cookies[2], "GET", "/api/me", ""); status != http.StatusOK {
		t.Errorf("who is in: %d", status)
	}
	if held := book.BySession(w.cookies[2], "").Held("").Role; held != was {
		t.Errorf("the role is %s, and %s was given", held, was)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if status := give("commenter"); status != http.StatusOK {
		t.Errorf("a role when there is room: %d", status)
	}
	if status := w.ask(web.URL, "", "POST", "/api/session", sign); status != http.StatusOK {
		t.Errorf("signing in when there is room: %d", status)
	}
	if status := w.ask(web.URL, w.leaver[0], "DELETE", "/api/session", ""); status != http.StatusNoContent {
		t.Errorf("signing out when there is room: %d", status)
	}
	if fault, acts, err := record.Verify(context.Background(), st); fault != "" || err != nil {
		t.Error("the record:", fault, err, strconv.FormatInt(acts, 10))
	}
}
