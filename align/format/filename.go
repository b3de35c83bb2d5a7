package format

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameMost bounds the name of a file, in bytes of UTF-8: of the 255 that systems
// take, some archives and synchronised folders leave less than 140.
const nameMost = 120

// device are the names that Windows keeps for devices, also with an extension.
var device = regexp.MustCompile(`^(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`)

// FileName makes a title, with an extension behind it, fit to be the name of a
// file on every system: no path, no device, nothing hidden, nothing that shows
// another extension than it has, at most 120 bytes.
func FileName(title, extension string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1 // directions, and what is not seen
		case unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r):
			return '-'
		}
		return r
	}, title)
	name = bare(name)
	if device.MatchString(name) {
		name = "_" + name
	}
	for len(name) > nameMost-len(extension) {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	if name = bare(name); name == "" {
		name = "document"
	}
	return name + extension
}

// bare takes off what no name may begin or end with: dots hide a file or lead to
// the folder above, blanks and dots at the end are dropped by Windows, and a
// hyphen or tilde at the beginning means something to a shell.
func bare(name string) string {
	return strings.TrimRight(strings.TrimLeft(strings.TrimSpace(name), ". -~"), ". ")
}

// Attachment is the Content-Disposition of a file that is to be saved under a
// name: as it is for whoever knows RFC 5987, in ASCII for others.
func Attachment(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, name)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
