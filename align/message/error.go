package message

// Error is an error that is told to people by its key.
type Error struct {
	Code  string  // what kind of error it is, as the wire names it: "bad", "long", "stale"
	Says  Message // what is wrong
	Do    string  // key of what can be done about it, with the arguments of Says; "" when Says tells it
	About string  // the version it is about; "" = none
}

// Error is what is wrong, in English.
func (e *Error) Error() string { return e.Says.String() }

// Remedy is what can be done about it.
func (e *Error) Remedy() Message {
	if e.Do == "" {
		return Message{}
	}
	return Message{e.Do, e.Says.Args}
}
