package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// tlsSetup says where certificates come from: files, an authority that speaks ACME,
// or nowhere.
type tlsSetup struct {
	cert, key string
	names     string // to ask an authority for
	cache     string
	authority string
	email     string
	redirect  string
	log       *slog.Logger // nil = none
}

func (set *tlsSetup) flags(fs *flag.FlagSet) {
	fs.StringVar(&set.cert, "tls-cert", "", "PEM `FILE` with the certificate and those above it; read again when it changes")
	fs.StringVar(&set.key, "tls-key", "", "PEM `FILE` with the certificate's key")
	fs.StringVar(&set.names, "acme", "", "`NAMES`, with commas between them, to get certificates for by ACME, as from Let's Encrypt, whose terms you accept by it; port 443 must be reached from outside, or port 80 with --redirect")
	fs.StringVar(&set.cache, "acme-cache", "", "`FOLDER` that keeps those certificates; without it one called certificates, beside the database")
	fs.StringVar(&set.authority, "acme-authority", acme.LetsEncryptURL, "`URL` of the directory of the authority")
	fs.StringVar(&set.email, "acme-email", "", "`ADDRESS` that the authority may write to")
	fs.StringVar(&set.redirect, "redirect", "", "`ADDRESS`, as :80, at which browsers that come without TLS are sent on")
}

func (set *tlsSetup) fit() error {
	files := set.cert != "" || set.key != ""
	switch {
	case files && (set.cert == "" || set.key == ""):
		return errors.New("--tls-cert and --tls-key go together: name both files")
	case files && set.names != "":
		return errors.New("certificates come from files or by --acme, not from both")
	case set.redirect != "" && !files && set.names == "":
		return errors.New("--redirect sends browsers on to TLS: say where certificates come from with --tls-cert and --tls-key, or --acme")
	}
	return nil
}

// config returns nil when there is no TLS. The handler answers at the address of
// --redirect: the authority's question, and browsers.
func (set *tlsSetup) config() (*tls.Config, http.Handler, error) {
	switch {
	case set.names != "":
		m := &autocert.Manager{
			Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(set.cache), Email: set.email,
			HostPolicy: autocert.HostWhitelist(acmeNames(set.names)...),
			Client:     &acme.Client{DirectoryURL: set.authority},
		}
		config := m.TLSConfig()
		config.MinVersion = tls.VersionTLS12
		config.GetCertificate = set.told(config.GetCertificate)
		return config, m.HTTPHandler(http.HandlerFunc(toTLS)), nil
	case set.cert != "":
		pair := &keyPair{cert: set.cert, key: set.key}
		if _, err := pair.get(nil); err != nil {
			return nil, nil, err
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: pair.get}, http.HandlerFunc(toTLS), nil
	}
	return nil, nil, nil
}

// told logs why no certificate is got for a name that there should be one for, now and
// then: in the browser it is a connection that ends. What strangers ask for by other
// names is nobody's concern.
func (set *tlsSetup) told(get func(*tls.ClientHelloInfo) (*tls.Certificate, error)) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	var last atomic.Int64 // unix seconds
	ours := acmeNames(set.names)
	return func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		cert, err := get(hello)
		now, before := time.Now().Unix(), last.Load()
		if err != nil && set.log != nil && slices.Contains(ours, strings.ToLower(hello.ServerName)) && now-before >= int64(lookAgain/time.Second) && last.CompareAndSwap(before, now) {
			set.log.Error("no certificate was got: the authority must reach this server at port 443 of that name, or at port 80 with --redirect", "name", hello.ServerName, "error", err)
		}
		return cert, err
	}
}

func acmeNames(list string) []string {
	return strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ',' || r == ' ' })
}

// toTLS sends a browser to the same place with TLS.
func toTLS(w http.ResponseWriter, r *http.Request) {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	http.Redirect(w, r, "https://"+host+r.URL.RequestURI(), http.StatusPermanentRedirect)
}

// keyPair is a certificate in files, which whoever renews it writes again.
type keyPair struct {
	cert, key string

	mu     sync.Mutex
	pair   *tls.Certificate
	looked time.Time
	of     [2]time.Time // when the files were written
}

// lookAgain is how long a changed certificate goes unnoticed at most.
const lookAgain = time.Minute

// get returns the certificate. One that cannot be read while it is being replaced
// leaves the old one in use.
func (p *keyPair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pair != nil && time.Since(p.looked) < lookAgain {
		return p.pair, nil
	}
	p.looked = time.Now()
	of := [2]time.Time{written(p.cert), written(p.key)}
	if p.pair != nil && of == p.of {
		return p.pair, nil
	}
	pair, err := tls.LoadX509KeyPair(p.cert, p.key)
	if err != nil {
		if p.pair != nil {
			return p.pair, nil
		}
		return nil, fmt.Errorf("read the certificate %s with its key %s: %w", p.cert, p.key, err)
	}
	p.pair, p.of = &pair, of
	return p.pair, nil
}

func written(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
