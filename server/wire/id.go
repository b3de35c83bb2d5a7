package wire

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
)

// ValidID reports whether a client may use id. A line break in one would look
// like a further part of a message.
func ValidID(id string) bool {
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, unicode.IsControl)
}

// Digest tells whether a message with a known id is the same again: 16
// hexadecimal digits over everything it says.
func Digest(m *ClientMessage) string {
	var sum [sha256.Size]byte
	if m.T == "op" {
		b := make([]byte, 0, len(m.ID)+len(m.Seg)+len(m.Ops)+32)
		b = append(append(append(b, m.ID...), 0), m.Seg...)
		b = append(strconv.AppendInt(append(b, 0), m.Base, 10), 0)
		sum = sha256.Sum256(append(b, m.Ops...))
	} else {
		sum = sha256.Sum256(Encode(m))
	}
	return hex.EncodeToString(sum[:8])
}

// ConnID is a new id of a connection.
func ConnID() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
