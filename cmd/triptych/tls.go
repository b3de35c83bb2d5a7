package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
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
}

func (set *tlsSetup) flags(fs *flag.FlagSet) {
	fs.StringVar(&set.cert, "tls-cert", "", "PEM `FILE` with the certificate and those above it; read again when it changes")
	fs.StringVar(&set.key, "tls-key", "", "PEM `FILE` with the certificate's key")
	fs.StringVar(&set.names, "acme", "", "`NAMES`, with commas between them, to get certificates for by ACME, as from Let's Encrypt, whose terms you accept by it; port 443 must be reached from outside, or port 80 with --redirect")
	fs.StringVar(&set.cache, "acme-cache", "triptych-certificates", "`FOLDER` that keeps those certificates")
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
			HostPolicy: autocert.HostWhitelist(strings.FieldsFunc(set.names, func(r rune) bool { return r == ',' || r == ' ' })...),
			Client:     &acme.Client{DirectoryURL: set.authority},
		}
		config := m.TLSConfig()
		config.MinVersion = tls.VersionTLS12
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
