package check

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed messages.tsv
var messageText string

// messages maps key → language → template. The file has one message a line:
// key, English, Simplified, Traditional, with {name} where an argument stands.
var messages = sync.OnceValue(func() map[string]map[string]string {
	m := map[string]map[string]string{}
	for _, line := range strings.Split(messageText, "\n") {
		f := strings.Split(line, "\t")
		if len(f) == 4 && !strings.HasPrefix(line, "#") {
			m[f[0]] = map[string]string{"en": f[1], "zh-Hans": f[2], "zh-Hant": f[3]}
		}
	}
	return m
})

var versionNames = map[string]map[string]string{
	"en":      {"en": "English", "zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant"},
	"zh-Hans": {"en": "英文版", "zh-Hans": "简体版", "zh-Hant": "繁体版"},
	"zh-Hant": {"en": "英文版", "zh-Hans": "簡體版", "zh-Hant": "繁體版"},
}

// Message says a finding in one sentence. lang is "en", "zh-Hans" or "zh-Hant";
// any other language gives English.
func Message(lang string, f Finding) string {
	names, ok := versionNames[lang]
	if !ok {
		lang, names = "en", versionNames["en"]
	}
	text, ok := messages()[f.Key][lang]
	if !ok {
		return f.Message
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		value := f.Args[name]
		if shown, ok := names[value]; ok && len(name) == 1 && name < "e" {
			value = shown
		}
		b.WriteString(value)
		text = after
	}
}
