package server

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"triptych/align/message"
	"triptych/server/wire"
)

// onlyTo refuses requests that are addressed to another name than hosts, in
// any case and with any port. A site can make its own name lead to this
// machine once its page is loaded (DNS rebinding); the browser then takes the
// page and this server for one, and every check of the Origin agrees. What the
// page cannot change is the name that the browser asks for. No hosts: any name.
func onlyTo(hosts []string, next http.Handler) http.Handler {
	if len(hosts) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			name = strings.Trim(r.Host, "[]")
		}
		if !slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
			writeError(w, told(http.StatusMisdirectedRequest, wire.CodeRights, message.Of("no.host", "name", name), "no.host.do"))
			return
		}
		next.ServeHTTP(w, r)
	})
}
