package visit

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// tlsKey marks in the context of a request that a proxy took it over TLS.
type tlsKey struct{}

// Behind takes the word of proxies for where a request comes from (X-Forwarded-For)
// and whether it came to them over TLS (X-Forwarded-Proto). Of anybody else such
// headers say nothing: whoever could write them would have every address there is.
func Behind(proxies []netip.Prefix, next http.Handler) http.Handler {
	if len(proxies) == 0 {
		return next
	}
	ours := func(address string) bool {
		ip, err := netip.ParseAddr(address)
		return err == nil && slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ours(Address(r)) {
			proto := r.Header.Get("X-Forwarded-Proto")
			r = r.WithContext(context.WithValue(r.Context(), tlsKey{}, strings.EqualFold(proto, "https")))
			// Each proxy adds whom it heard from at the end: the last one that is no proxy
			// is whom a proxy of ours heard from.
			hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
			for _, hop := range slices.Backward(hops) {
				ip, err := netip.ParseAddr(strings.TrimSpace(hop))
				if err != nil {
					break
				}
				r.RemoteAddr = net.JoinHostPort(ip.Unmap().String(), "0")
				if !ours(ip.String()) {
					break
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Address is where a request comes from.
func Address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// OverTLS reports whether a request came over a connection that nobody else reads.
func OverTLS(r *http.Request) bool {
	proxied, _ := r.Context().Value(tlsKey{}).(bool)
	return r.TLS != nil || proxied
}

// Proxies reads a list of addresses and networks with commas between them.
func Proxies(list string) (all []netip.Prefix, err error) {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		p, err := netip.ParsePrefix(one)
		if err != nil {
			ip, err := netip.ParseAddr(one)
			if err != nil {
				return nil, err
			}
			p = netip.PrefixFrom(ip, ip.BitLen())
		}
		all = append(all, p.Masked())
	}
	return all, nil
}
