package check

import "triptych/align/message"

// Message says a finding in one sentence. lang is a language of the table of
// messages; any other gives English.
func Message(lang string, f Finding) string {
	if _, ok := message.Template(lang, f.Key); !ok {
		return f.Message
	}
	return message.Message{Key: f.Key, Args: f.Args}.In(lang)
}
