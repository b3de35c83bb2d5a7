package wire

import (
	"cmp"
	"unicode/utf8"
)

// Limits tells a client what will be refused.
type Limits struct {
	Message int `json:"message"` // bytes of one message
	Segment int `json:"segment"` // UTF-16 units of one segment
	Rate    int `json:"rate"`    // operations per second, sustained
	Burst   int `json:"burst"`
}

// UsualLimits hold where nothing else was asked for.
var UsualLimits = Limits{Message: 256 << 10, Segment: 100_000, Rate: 20, Burst: 100}

// Or fills in what is zero.
func (l Limits) Or(usual Limits) Limits {
	return Limits{
		Message: cmp.Or(l.Message, usual.Message), Segment: cmp.Or(l.Segment, usual.Segment),
		Rate: cmp.Or(l.Rate, usual.Rate), Burst: cmp.Or(l.Burst, usual.Burst),
	}
}

// ReasonMost is how long a reason may be, in UTF-16 units: everybody who opens the
// document is sent it. The field in the page allows as much.
const ReasonMost = 500

// EchoMost is how many bytes of what a message said its refusal may say again: an
// answer is never a copy of what was sent.
const EchoMost = 64

// Echo is a text of a message as a refusal may repeat it: cut to EchoMost bytes.
func Echo(s string) string {
	const more = "…"
	if len(s) <= EchoMost {
		return s
	}
	n := EchoMost - len(more)
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + more
}
