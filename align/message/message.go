// Package message holds every sentence that the program says to people: what
// checks find, what readers notice, what the server refuses. A sentence is a key
// of one table, messages.tsv, with a template in each language, and the
// arguments that the template names. Code carries key and arguments; words are
// made of them where somebody reads them, in that reader's language.
//
// Guarantee: a message has a sentence in every language of the table, with the
// same arguments in each; tests hold the table and the code to that.
package message

import (
	_ "embed"
	"strings"
	"sync"
)

// English is the language of what is written for programs and logs, and of
// readers whose language the table does not have.
const English = "en"

// Message is a sentence before it is put into words.
type Message struct {
	Key  string            `json:"key,omitempty"`
	Args map[string]string `json:"args,omitempty"`
}

// Of makes a message of a key and the names and values of its arguments, in turn.
func Of(key string, args ...string) Message {
	m := Message{Key: key}
	if len(args) > 1 {
		m.Args = make(map[string]string, len(args)/2)
	}
	for i := 0; i+1 < len(args); i += 2 {
		m.Args[args[i]] = args[i+1]
	}
	return m
}

// String is the message in English.
func (m Message) String() string { return m.In(English) }

// In puts the message into words: in English where the table has no such
// language, as the bare key where it has no such key.
//
// A place of a template says what stands in it: {name} an argument as it is;
// {a} to {d} a version by its short name, {version} and {other} by its full
// one; {@name} another sentence, whose key the argument is, with the arguments
// of this one. "{@what}: at byte {at}." with what = "file.not_utf8" begins with
// that sentence.
func (m Message) In(lang string) string {
	text, ok := Template(lang, m.Key)
	if !ok {
		return m.Key
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(m.argument(lang, name))
		text = after
	}
}

// argument is what stands in the place {name} of a template.
func (m Message) argument(lang, name string) string {
	if inner, isKey := strings.CutPrefix(name, "@"); isKey {
		if key := m.Args[inner]; key != m.Key { // a sentence inside itself would never end
			return Message{key, m.Args}.In(lang)
		}
		return ""
	}
	value := m.Args[name]
	names := ""
	switch {
	case len(name) == 1 && name <= "d":
		names = "side."
	case name == "version" || name == "other":
		names = "version."
	}
	if names != "" {
		if shown, ok := Template(lang, names+value); ok {
			return shown
		}
	}
	return value
}

//go:embed messages.tsv
var text string

// rows is the table as it was read: its languages, and the templates by key in
// the order of the languages.
type rows struct {
	languages []string
	keys      []string
	templates map[string][]string
}

// table is messages.tsv. Its first line names the languages; each line after it
// is a key and its templates, with tabs between; lines that begin with # are for
// whoever reads the file.
var table = sync.OnceValue(func() *rows {
	t := &rows{templates: map[string][]string{}}
	for _, line := range strings.Split(text, "\n") {
		fields := strings.Split(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case t.languages == nil:
			t.languages = fields[1:]
		default:
			t.keys = append(t.keys, fields[0])
			t.templates[fields[0]] = fields[1:]
		}
	}
	return t
})

// Languages lists the languages of the table, English first.
func Languages() []string { return table().languages }

// Keys lists the keys in the order of the table.
func Keys() []string { return table().keys }

// Template is the sentence of a key with the places of its arguments, in a
// language or else in English; ok is false when there is no such key.
func Template(lang, key string) (template string, ok bool) {
	t := table()
	templates, ok := t.templates[key]
	if !ok {
		return "", false
	}
	for i, l := range t.languages {
		if l == lang {
			return templates[i], true
		}
	}
	return templates[0], true
}
