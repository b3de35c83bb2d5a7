package format

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"triptych/align"
)

// po is a catalogue of gettext: an English text, which is the key, and its translation.
// Comments, references, flags and entries that are out of use stay as they are.
var po = Format{
	Name: "po", Extensions: []string{".po", ".pot"},
	looks: regexp.MustCompile(`^(#.*\n|\s*\n)*msgid ".*"\n(".*"\n)*msgstr "`),
	read:  readPO, back: true, many: true,
}

// poReader reads entries line by line.
type poReader struct {
	in      *input
	content content
	seen    map[string]bool
	version align.Version
	field   string            // that the next quoted lines go on with
	says    map[string]string // the fields of the entry, and where the translation stands
	from    int
	to      int
	line    int
}

var poField = regexp.MustCompile(`^\s*(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s*(".*")\s*$`)

func readPO(in *input) (*content, *Problem) {
	r := poReader{in: in, seen: map[string]bool{}, says: map[string]string{}}
	r.content.tagged, r.content.named, r.content.rows = true, true, true
	r.version = poLanguage(in)
	for n, l := range rawLines(in.text, false) {
		raw := in.text[l[0]:l[1]]
		trimmed := strings.TrimSpace(raw)
		switch m := poField.FindStringSubmatchIndex(raw); {
		case m != nil:
			field := raw[m[2]:m[3]]
			if field == "msgid" && r.has("msgstr") || field == "msgctxt" && r.has("msgid") {
				r.entry()
			}
			if field == "msgid" {
				r.line = n + 1
			}
			r.field = strings.Replace(field, "[0]", "", 1)
			r.add(raw[m[4]:m[5]], l[0]+m[4], l[0]+m[5], true)
		case strings.HasPrefix(trimmed, `"`) && len(trimmed) > 1 && strings.HasSuffix(trimmed, `"`) && r.field != "":
			at := l[0] + strings.Index(raw, `"`)
			r.add(trimmed, at, at+len(trimmed), false)
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
			r.entry()
		default:
			return nil, broken("file.po", n+1)
		}
	}
	r.entry()
	return &r.content, nil
}

func (r *poReader) has(field string) bool { _, ok := r.says[field]; return ok }

// add goes on with the present field by a quoted text.
func (r *poReader) add(quoted string, from, to int, begins bool) {
	r.says[r.field] += cWay.read(quoted[1 : len(quoted)-1])
	if r.field == "msgstr" {
		if begins {
			r.from = from
		}
		r.to = to
	}
}

// entry puts the fields that were read into two texts.
func (r *poReader) entry() {
	id, translated := r.says["msgid"], r.has("msgstr")
	if id != "" && translated {
		sum := sha256.Sum256([]byte(r.says["msgctxt"] + "\x04" + id))
		key := hex.EncodeToString(sum[:8])
		if !r.seen[key] {
			r.seen[key] = true
			english := found{Segment: align.Segment{Text: tidyString(id), Kind: align.Text, Line: r.line}, version: align.En, key: key}
			other := found{Segment: align.Segment{Text: tidyString(r.says["msgstr"]), Kind: align.Text, Line: r.line}, version: r.version, key: key,
				pieces: []piece{{from: r.from, to: r.to, way: poWay(id)}}}
			r.content.texts = append(r.content.texts, english)
			if r.version != align.En {
				r.content.texts = append(r.content.texts, other)
			}
		}
	}
	clear(r.says)
	r.field = ""
}

var poHeader = regexp.MustCompile(`"Language: *([A-Za-z_@-]+)`)

// poLanguage is the version of the translations.
func poLanguage(in *input) align.Version {
	if m := poHeader.FindStringSubmatch(in.text); m != nil {
		if v, plain, ok := languageTag(m[1]); ok && !plain {
			return v
		}
	}
	if in.asked != nil {
		return *in.asked
	}
	for _, part := range strings.FieldsFunc(in.name, func(r rune) bool { return strings.ContainsRune("./\\ ()", r) }) {
		if v, plain, ok := languageTag(part); ok && !plain {
			return v
		}
	}
	return chineseOf(in.text, nil)
}

// tidyString is a text of a catalogue as people read it, without blanks at its ends.
func tidyString(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

// poWay writes the quoted lines of a translation: one line, as gettext reads it too. It
// begins and ends with the line breaks of the English text, which msgfmt demands.
func poWay(id string) *way {
	text := strings.TrimSpace(id)
	lead, tail, _ := strings.Cut(id, text)
	return &way{next: cWay.next, whole: true, quote: func(s string) string {
		if s != "" {
			s = lead + s + tail
		}
		return `"` + cWay.quote(s) + `"`
	}}
}
