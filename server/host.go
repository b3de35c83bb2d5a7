package server

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/wire"
)

// OwnNames are those that every machine has for itself, and that no other site can
// take.
var OwnNames = []string{"localhost", "127.0.0.1", "::1"}

// onlyTo refuses requests that are addressed to another name than hosts, in
// any case and with any port. A site can make its own name lead to this
// machine once its page is loaded (DNS rebinding); the browser then takes the
// page and this server for one, and every check of the Origin agrees. What the
// page cannot change is the name that the browser asks for. No hosts: the names
// that a machine has for itself.
func (s *Server) onlyTo(hosts []string, next http.Handler) http.Handler {
	if len(hosts) == 0 {
		hosts = OwnNames
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			name = strings.Trim(r.Host, "[]")
		}
		if !slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
			answer.Fault(s.log, w, answer.Told(http.StatusMisdirectedRequest, wire.CodeRights, message.Of("no.host", "name", answer.Brief(name)), "no.host.do"))
			return
		}
		next.ServeHTTP(w, r)
	})
}
