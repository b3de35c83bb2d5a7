package format

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode/utf32"

	uni "golang.org/x/text/encoding/unicode"

	"triptych/align/message"
)

// candidate is an encoding that a file may be in.
type candidate struct {
	name  string
	enc   encoding.Encoding
	units int // the number of bytes is a multiple of it
}

var (
	utf16LE = candidate{"UTF-16LE", uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), 2}
	utf16BE = candidate{"UTF-16BE", uni.UTF16(uni.BigEndian, uni.IgnoreBOM), 2}
	gb18030 = candidate{"GB18030", simplifiedchinese.GB18030, 1}
	big5    = candidate{"Big5", traditionalchinese.Big5, 1}
	cp1252  = candidate{"windows-1252", charmap.Windows1252, 1}
)

// decode turns the bytes of a file into text and names the encoding.
//
// UTF-8 and byte order marks speak for themselves. Otherwise each encoding that
// may be meant is tried strictly, and the one whose text looks most like Chinese
// or English wins; a statistical guess (chardet, a port of ICU's) is asked only
// when that does not decide, and windows-1252, which can read anything, comes last.
func decode(data []byte, html bool) (string, string, *Problem) {
	if len(data) == 0 {
		return "", "", fatal(CodeEmpty, message.Of("file.empty"), "file.empty.do")
	}
	if what := magic(data); what != "" {
		return "", "", binaryProblem(what)
	}
	if c, mark := byteOrderMark(data); c.name != "" {
		return strictly(c, data[mark:], mark)
	}
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return readUTF8(data)
	}
	if html {
		if text, name, ok := declared(data); ok {
			return text, name, nil
		}
	}
	if p := brokenUTF8(data); p != nil {
		return "", "", p
	}
	best, second := candidate{}, candidate{}
	var bestText string
	bestScore, secondScore := 0.0, 0.0
	for _, c := range []candidate{utf16LE, utf16BE, gb18030, big5, cp1252} {
		if text, ok := try(c, data); ok {
			switch s := c.score(text); {
			case s > bestScore:
				second, secondScore = best, bestScore
				best, bestText, bestScore = c, text, s
			case s > secondScore:
				second, secondScore = c, s
			}
		}
	}
	if bestScore >= chosen.encoding.enough {
		if secondScore > bestScore-chosen.encoding.near && guessed(data) == second.name {
			text, _ := try(second, data)
			return text, second.name, nil
		}
		if best != cp1252 && uncommon(bestText) {
			return rareCharacters(data)
		}
		return bestText, best.name, nil
	}
	return lastResort(data)
}

// lastResort decides where no Chinese encoding gives a likely text.
func lastResort(data []byte) (string, string, *Problem) {
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", binaryProblem("kind.other")
	}
	if text, ok := withOwnCharacters(data); ok {
		return text, gb18030.name, nil
	}
	name := guessed(data)
	c := gb18030
	if name == big5.name || firstBad(big5, data) > firstBad(gb18030, data) {
		c = big5
	}
	at := firstBad(c, data)
	if at < 0 {
		at = firstNonASCII(data)
	}
	return "", "", encodingProblem(data, at, 0, "file.encoding.unknown", "")
}

// byteOrderMark finds the encoding that a mark at the beginning names, and the
// length of the mark.
func byteOrderMark(data []byte) (candidate, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return candidate{"UTF-8", encoding.Nop, 1}, 3
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return candidate{"UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4}, 4
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return candidate{"UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4}, 4
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return utf16LE, 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return utf16BE, 2
	}
	return candidate{}, 0
}

// strictly decodes data that is known to be in c; skipped is the number of
// bytes before data in the file.
func strictly(c candidate, data []byte, skipped int) (string, string, *Problem) {
	if text, ok := try(c, data); ok {
		if strings.IndexByte(text, 0) >= 0 {
			return "", "", binaryProblem("kind.other")
		}
		return text, c.name, nil
	}
	at := firstBad(c, data)
	if at < 0 {
		at = len(data)
	}
	return "", "", encodingProblem(data, at, skipped, "file.encoding.named", c.name)
}

// try decodes data and reports whether every byte stood for something.
func try(c candidate, data []byte) (string, bool) {
	if c.enc == encoding.Nop {
		return string(data), utf8.Valid(data)
	}
	if len(data)%c.units != 0 {
		return "", false
	}
	out, err := c.enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", false
	}
	text := string(out)
	// A decoder puts U+FFFD for what it cannot read. A file that holds a true
	// U+FFFD is refused too: text was lost before it came here.
	return text, !strings.ContainsRune(text, utf8.RuneError)
}

// guessed gives chardet's guess, under the names used here.
func guessed(data []byte) string {
	r, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 1<<16)])
	if err != nil {
		return ""
	}
	switch r.Charset {
	case "GB-18030", "GB18030":
		return gb18030.name
	}
	return r.Charset
}

// declared decodes an HTML page by the encoding that the page itself names.
func declared(data []byte) (string, string, bool) {
	enc, name, certain := charset.DetermineEncoding(data, "")
	if !certain || enc == nil {
		return "", "", false
	}
	text, ok := try(candidate{name, enc, 1}, data)
	return text, name, ok
}

// brokenUTF8 gives a problem when data is UTF-8 but for a few bytes.
func brokenUTF8(data []byte) *Problem {
	good, bad, first := 0, 0, -1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if first < 0 {
				first = i
			}
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	if bad == 0 || good < chosen.encoding.broken*bad {
		return nil
	}
	return encodingProblem(data, first, 0, "file.encoding.utf8", "")
}

// firstBad gives the offset of the first byte that c cannot read, -1 when there
// is none.
func firstBad(c candidate, data []byte) int {
	if c.enc == encoding.Nop {
		for i := 0; i < len(data); {
			r, n := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && n == 1 {
				return i
			}
			i += n
		}
		return -1
	}
	for i := 0; i < len(data); {
		if c.units == 1 && data[i] < 0x80 {
			i++
			continue
		}
		n := 0
		for _, size := range []int{1, 2, 4} {
			if size >= c.units && i+size <= len(data) {
				if text, ok := try(c, data[i:i+size]); ok && utf8.RuneCountInString(text) == 1 {
					n = size
					break
				}
			}
		}
		if n == 0 {
			return i
		}
		i += n
	}
	return -1
}

func firstNonASCII(data []byte) int {
	for i, b := range data {
		if b >= 0x80 {
			return i
		}
	}
	return 0
}

// encodingProblem says that data cannot be read from byte at on, of which
// skipped stand before it in the file; what is the key of why the bytes were
// taken for text in this encoding.
func encodingProblem(data []byte, at, skipped int, what, encoding string) *Problem {
	line := 1 + bytes.Count(data[:min(at, len(data))], []byte("\n"))
	says := message.Of("file.encoding", "what", what, "encoding", encoding, "at", strconv.Itoa(skipped+at), "line", strconv.Itoa(line),
		"how", "file.encoding.cut")
	if at < len(data) {
		says.Args["how"], says.Args["byte"] = "file.encoding.byte", fmt.Sprintf("%02X", data[at])
	}
	return fatal(CodeEncoding, says, "file.encoding.do").at(line)
}
