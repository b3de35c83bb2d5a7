package visit

import (
	"net/http"
	"time"
)

// CookieName is a cookie's name for a request: over TLS with the prefix by which a
// browser vouches that this server set it, and no other name of its domain.
func CookieName(r *http.Request, name string) string {
	if OverTLS(r) {
		return "__Host-" + name
	}
	return name
}

// Cookie is what a request's cookie says; "" where it has none.
func Cookie(r *http.Request, name string) string {
	cookie, err := r.Cookie(CookieName(r, name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// SetCookie sets a cookie that no script reads and no other site sends along; an
// empty value takes it away.
func SetCookie(w http.ResponseWriter, r *http.Request, name, value string, kept time.Duration) {
	http.SetCookie(w, cookie(r, name, value, kept, http.SameSiteStrictMode))
}

// SetWayCookie is SetCookie for one that also comes along when another site sends the
// browser here by a link or a redirect, as a provider of sign-on does.
func SetWayCookie(w http.ResponseWriter, r *http.Request, name, value string, kept time.Duration) {
	http.SetCookie(w, cookie(r, name, value, kept, http.SameSiteLaxMode))
}

func cookie(r *http.Request, name, value string, kept time.Duration, same http.SameSite) *http.Cookie {
	age := int(kept / time.Second)
	if value == "" {
		age = -1
	}
	return &http.Cookie{
		Name: CookieName(r, name), Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: OverTLS(r), SameSite: same,
	}
}
