package wire

import (
	"testing"

	"triptych/align/message"
)

// A refusal tells the browser which sentence, and everybody else the sentence.
func TestSay(t *testing.T) {
	nack := Nack{T: "nack", ID: "m", Code: CodeBad, Said: Say(message.Of("no.check", "check", "x.y"))}
	want := `{"t":"nack","id":"m","code":"bad","key":"no.check","args":{"check":"x.y"},"why":"there is no check x.y"}`
	if got := string(Encode(nack)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
