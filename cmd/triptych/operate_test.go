package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"triptych/server/store"
)

// shared is a buffer that a server writes while the test reads.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// running is a server that a test started as a user would.
type running struct {
	t        *testing.T
	out, log shared
	addr     string // of --addr
	stop     func() error
}

func startServe(t *testing.T, args ...string) *running {
	t.Helper()
	r := &running{t: t}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), strings.NewReader(""), &r.out, &r.log)
	}()
	var once sync.Once
	var err error
	r.stop = func() error {
		once.Do(func() { cancel(); err = <-ended })
		return err
	}
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	r.addr = r.find(&r.out, `https?://([0-9.:]+)`)
	return r
}

// find waits until what the server wrote has a match, and returns its group.
func (r *running) find(in *shared, pattern string) string {
	r.t.Helper()
	re := regexp.MustCompile(pattern)
	for range 500 {
		if m := re.FindStringSubmatch(in.String()); m != nil {
			return m[len(m)-1]
		}
		time.Sleep(20 * time.Millisecond)
	}
	r.t.Fatalf("nothing matches %s in %q, log %q", pattern, in.String(), r.log.String())
	return ""
}

func get(t *testing.T, client *http.Client, url string) (int, string, http.Header) {
	t.Helper()
	answer, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body), answer.Header
}

// TestFigures: a server says how it does, at an address of its own, to whoever asks
// by whatever name; and neither the figures nor the log have a text in them.
func TestFigures(t *testing.T) {
	r := startServe(t, "--db", filepath.Join(t.TempDir(), "t.db"), "--demo", "--metrics", "127.0.0.1:0", "--log", "json", "--verbose")
	beside := "http://" + r.find(&r.log, `"listening","at":"([0-9.:]+)"`)
	for _, path := range []string{"/healthz", "/readyz"} {
		for _, at := range []string{beside, "http://" + r.addr} {
			if status, body, _ := get(t, http.DefaultClient, at+path); status != http.StatusOK {
				t.Errorf("%s%s: %d %s", at, path, status, body)
			}
		}
	}
	_, list, header := get(t, http.DefaultClient, "http://"+r.addr+"/api/documents")
	if !strings.Contains(list, `"title"`) || header.Get("X-Request-Id") == "" {
		t.Fatal(list, header)
	}
	if status, _, _ := get(t, http.DefaultClient, beside+"/api/documents"); status != http.StatusNotFound {
		t.Errorf("the address for figures answers %d for documents", status)
	}
	if status, body, _ := get(t, http.DefaultClient, "http://"+r.addr+"/metrics"); status == http.StatusOK && strings.Contains(body, "triptych_events_total") {
		t.Error("the address for people gives the figures")
	}
	_, figures, _ := get(t, http.DefaultClient, beside+"/metrics")
	for _, want := range []string{
		"triptych_rooms 0", "triptych_connections 0", "triptych_events_total 0", `triptych_build_info{version="`,
		`triptych_http_seconds_count{route="GET /api/documents",status="200"} 1`, "go_memstats_heap_alloc_bytes", "triptych_commit_group_count",
	} {
		if !strings.Contains(figures, want) {
			t.Errorf("no %s in\n%s", want, figures)
		}
	}
	r.find(&r.log, `"msg":"request","id":"`+header.Get("X-Request-Id")+`","route":"GET /api/documents","status":200`)
	for _, told := range []string{figures, r.log.String()} {
		if strings.Contains(told, "demo") || strings.Contains(told, "市") {
			t.Errorf("what is in the database is told:\n%s", told)
		}
	}
}

// newPair writes a certificate for 127.0.0.1 and its key.
func newPair(t *testing.T, dir string, serial int64) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	bits, err := x509.MarshalECPrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "EC PRIVATE KEY", Bytes: bits}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// TestTLS: served with a certificate from files; browsers that come without TLS are
// sent on, to the same place.
func TestTLS(t *testing.T) {
	dir := t.TempDir()
	cert, key := newPair(t, dir, 1)
	r := startServe(t, "--db", filepath.Join(dir, "t.db"), "--tls-cert", cert, "--tls-key", key, "--redirect", "127.0.0.1:0")
	roots := x509.NewCertPool()
	text, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	roots.AppendCertsFromPEM(text)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	status, _, header := get(t, client, "https://"+r.addr+"/api/documents")
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Strict-Transport-Security"), "max-age=") {
		t.Errorf("%d %v", status, header)
	}
	plain := r.find(&r.log, `listening at=([0-9.:]+)`)
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	status, _, header = get(t, client, "http://"+plain+"/d/x?y=1")
	if status != http.StatusPermanentRedirect || header.Get("Location") != "https://127.0.0.1/d/x?y=1" {
		t.Errorf("%d %v", status, header)
	}
}

// TestNoCertificate: where the authority cannot be reached the log says so, for a name
// of the server and not for those that strangers make up.
func TestNoCertificate(t *testing.T) {
	authority := httptest.NewTLSServer(http.NotFoundHandler()) // nobody vouches for its certificate
	defer authority.Close()
	r := startServe(t, "--db", filepath.Join(t.TempDir(), "t.db"), "--acme", "triptych.example.org", "--acme-authority", authority.URL)
	for _, name := range []string{"other.example.org", "triptych.example.org", "triptych.example.org"} {
		if c, err := tls.Dial("tcp", r.addr, &tls.Config{ServerName: name, InsecureSkipVerify: true}); err == nil {
			c.Close()
			t.Error(name, "has a certificate")
		}
	}
	log := r.log.String()
	if strings.Count(log, "no certificate was got") != 1 || !strings.Contains(log, "name=triptych.example.org") {
		t.Error(log)
	}
}

// TestRenewal: a certificate that is written again is used, and one that cannot be
// read does not take the place of a good one.
func TestRenewal(t *testing.T) {
	dir := t.TempDir()
	cert, key := newPair(t, dir, 1)
	pair := &keyPair{cert: cert, key: key}
	serial := func() int64 {
		got, err := pair.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		return got.Leaf.SerialNumber.Int64()
	}
	if serial() != 1 {
		t.Fatal(serial())
	}
	newPair(t, dir, 2)
	later := time.Now().Add(time.Second)
	if err := os.Chtimes(cert, later, later); err != nil {
		t.Fatal(err)
	}
	if serial() != 1 {
		t.Error("the files are read at every connection")
	}
	pair.looked = time.Time{}
	if serial() != 2 {
		t.Error("the new certificate is not used")
	}
	if err := os.WriteFile(cert, []byte("half of it"), 0o600); err != nil {
		t.Fatal(err)
	}
	pair.looked = time.Time{}
	if serial() != 2 {
		t.Error("a good certificate is given up")
	}
}

// TestScheduledBackups: a server makes a backup when the newest is old enough, and
// keeps no more than it should; each can be put in the database's place.
func TestScheduledBackups(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "backups")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"triptych-20250101-000000.db", "triptych-20250102-000000.db", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := startServe(t, "--db", filepath.Join(dir, "t.db"), "--demo", "--backup", folder, "--backup-keep", "2", "--metrics", "127.0.0.1:0")
	beside := "http://" + r.find(&r.log, `listening at=([0-9.:]+)`)
	set := backupSetup{dir: folder, every: time.Hour, most: 2}
	for range 500 {
		if all := set.all(); len(all) == 2 && all[0] == "triptych-20250102-000000.db" && all[1] > "triptych-2026" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	all := set.all()
	if len(all) != 2 || all[0] != "triptych-20250102-000000.db" || all[1] < "triptych-2026" {
		t.Fatalf("%v; %s", all, r.log.String())
	}
	if _, err := os.Stat(filepath.Join(folder, "notes.txt")); err != nil {
		t.Error("a file that is no backup was taken away")
	}
	if _, figures, _ := get(t, http.DefaultClient, beside+"/metrics"); strings.Contains(figures, "triptych_backup_time_seconds 0\n") {
		t.Error("the figures know no backup")
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(dir, "r.db")
	var out shared
	if err := run(context.Background(), []string{"restore", "--from", filepath.Join(folder, all[1]), "--db", restored}, strings.NewReader(""), &out, &out); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(restored)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if docs, err := st.Documents(context.Background()); err != nil || len(docs) != 1 {
		t.Error(docs, err)
	}
}

// TestBadBackup: what does not read through is not counted among the backups.
func TestBadBackup(t *testing.T) {
	dir := t.TempDir()
	st, err := store.Open(filepath.Join(dir, "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	set := backupSetup{dir: filepath.Join(dir, "none"), most: 1}
	if err := set.one(context.Background(), st, time.Now()); err == nil {
		t.Error("a backup into a folder that is not there")
	}
	damaged := filepath.Join(dir, "triptych-20260101-000000.db")
	if err := st.Backup(context.Background(), damaged, nil); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	for at := 4096 * 3; at+40 < len(data); at += 4096 {
		copy(data[at+8:], bytes.Repeat([]byte{0xff}, 32))
	}
	if err := os.WriteFile(damaged, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := readsThrough(context.Background(), damaged); err == nil {
		t.Error("a damaged backup reads through")
	}
}

// TestBackupFails: the log says why there is no backup, and the server goes on.
func TestBackupFails(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "backups")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(filepath.Join(dir, "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	set := backupSetup{dir: folder, every: time.Hour, most: 2}
	if err := os.Remove(folder); err != nil { // after it was looked at
		t.Fatal(err)
	}
	var told shared
	ctx, cancel := context.WithCancel(context.Background())
	ended := set.keep(ctx, st, slog.New(slog.NewTextHandler(&told, nil)), nil)
	for range 500 {
		if strings.Contains(told.String(), "the backup failed") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	<-ended
	if log := told.String(); !strings.Contains(log, "the backup failed") || !strings.Contains(log, folder) {
		t.Errorf("told: %q", log)
	}
}

// scrape reads the figures as Prometheus would.
func scrape(t *testing.T, figures http.Handler) string {
	t.Helper()
	w := httptest.NewRecorder()
	figures.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}
