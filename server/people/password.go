package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/trustelem/zxcvbn"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"triptych/align/message"
	"triptych/server/wire"
)

// What a password must be, in characters. The longest is no cost to the hash.
const (
	passwordLeast = 12
	passwordMost  = 256
	// judged is how many characters are looked at for being commonplace: the time that
	// takes grows with their square, and more than these are no longer guessed.
	judged = 40
	// guessesLeast is how many guesses a password must stand: what is tried first, the
	// commonest passwords with their usual additions, and runs of keys, fall within it.
	guessesLeast = 1e8
)

// The costs of argon2id: what OWASP's list of 2024 names first. About 20 ms.
const (
	argonMemory = 19 << 10 // KiB
	argonTime   = 2
	argonLanes  = 1
	saltBytes   = 16
	keyBytes    = 32
)

// hashesWait is how many may wait for their turn to be hashed.
const hashesWait = 64

// hasher bounds how many passwords are hashed at a time: each takes its memory.
type hasher struct {
	places chan struct{}
	line   chan struct{}
	never  string // what is compared for somebody who is not there, which takes as long
}

func newHasher() *hasher {
	h := &hasher{places: make(chan struct{}, min(4, runtime.NumCPU())), line: make(chan struct{}, hashesWait)}
	h.never = hashOf("nobody has this one", token()[:saltBytes])
	return h
}

// turn waits for a place and returns what gives it back.
func (h *hasher) turn(ctx context.Context) (func(), error) {
	select {
	case h.line <- struct{}{}:
	default:
		return nil, refused(wire.CodeRate, "people.busy")
	}
	defer func() { <-h.line }()
	select {
	case h.places <- struct{}{}:
		return func() { <-h.places }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash makes what is stored of a password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // never fails
	return hashOf(password, string(salt)), nil
}

// matches reports whether a password is the one that was stored; "" is nobody's, and
// takes as long.
func (h *hasher) matches(ctx context.Context, password, stored string) (bool, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	is := stored
	if is == "" {
		is = h.never
	}
	var memory, time uint32
	var lanes uint8
	fields := strings.Split(is, "$")
	if len(fields) != 6 || fields[1] != "argon2id" {
		return false, fmt.Errorf("the stored password is not argon2id")
	}
	if _, err := fmt.Sscanf(fields[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); err != nil {
		return false, fmt.Errorf("read the stored password: %w", err)
	}
	salt, err := base64.RawStdEncoding.DecodeString(fields[4])
	if err != nil {
		return false, fmt.Errorf("read the stored password: %w", err)
	}
	key, err := base64.RawStdEncoding.DecodeString(fields[5])
	if err != nil {
		return false, fmt.Errorf("read the stored password: %w", err)
	}
	got := argon2.IDKey(plain(password), salt, time, memory, lanes, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1 && stored != "", nil
}

// hashOf writes a password as the PHC string format has it, with its costs, which
// may become others later.
func hashOf(password, salt string) string {
	key := argon2.IDKey(plain(password), []byte(salt), argonTime, argonMemory, argonLanes, keyBytes)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes,
		enc.EncodeToString([]byte(salt)), enc.EncodeToString(key))
}

// plain is a password as it is hashed: the same however a keyboard composes its
// letters.
func plain(password string) []byte { return []byte(norm.NFKC.String(password)) }

// judge says why a password is not taken; about is what everybody may know of whom
// it is for.
func judge(password string, about ...string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password):
		return refused(wire.CodeBad, "no.fit.text")
	case n < passwordLeast:
		return refused(wire.CodeBad, "people.password.short", "least", fmt.Sprint(passwordLeast))
	case n > passwordMost:
		return refused(wire.CodeBad, "people.password.long", "most", fmt.Sprint(passwordMost))
	}
	runes := []rune(password)
	if zxcvbn.PasswordStrength(string(runes[:min(n, judged)]), words(about)).Guesses < guessesLeast {
		return refused(wire.CodeBad, "people.password.common")
	}
	return nil
}

// words are what somebody is called, in parts that a password may be made of.
func words(about []string) (all []string) {
	for _, s := range append(about, "triptych") {
		all = append(all, s)
		all = append(all, strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" .@-_", r) })...)
	}
	return all
}

// token is 256 bits that nobody guesses, as a URL may hold them.
func token() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// refused is an error that people are told.
func refused(code, key string, args ...string) error {
	return &message.Error{Code: code, Says: message.Of(key, args...)}
}
