package format

import (
	"triptych/align"
	"triptych/align/message"
)

// The codes of problems, as the interface knows them.
const (
	CodeEmpty    = "empty"    // nothing to read
	CodeBinary   = "binary"   // not a text
	CodeEncoding = "encoding" // bytes that stand for no character, or odd characters
	CodeSame     = "same"     // two versions with the same text
	CodeColumn   = "column"   // a text in the wrong version's place
	CodeLong     = "long"     // a paragraph longer than MaxSegment
	CodeMany     = "many"     // far more or fewer paragraphs than the other versions
	CodeOne      = "one"      // a version is missing
	CodeBroken   = "broken"   // a structure that breaks off
	CodeApart    = "apart"    // several versions in one text
	CodePlace    = "place"    // a text that has no place in the file
	CodeAround   = "around"   // lines of a page that were left out
)

// Problem is something about a file that a person should know. What it says and
// what can be done about it are sentences of package message, which share their
// arguments; Message and Remedy are the same in English.
type Problem struct {
	Code      string            `json:"code"`
	Version   *align.Version    `json:"version,omitempty"`
	Key       string            `json:"key"`
	RemedyKey string            `json:"remedyKey"`
	Args      map[string]string `json:"args,omitempty"`
	Message   string            `json:"message"`
	Remedy    string            `json:"remedy"`
	Line      int               `json:"line,omitempty"` // 1-based; 0 = the whole file
	Swap      *[2]align.Version `json:"swap,omitempty"` // the versions that should change places
	Fatal     bool              `json:"fatal"`          // no document can be made before this is mended
}

// problem makes a problem of what it says, what can be done about it, and the
// names and values of the arguments of both.
func problem(code string, says message.Message, remedy string) *Problem {
	p := &Problem{Code: code, Key: says.Key, Args: says.Args, Message: says.String()}
	return p.mend(remedy)
}

// fatal makes a problem that has to be mended before there can be a document.
func fatal(code string, says message.Message, remedy string) *Problem {
	p := problem(code, says, remedy)
	p.Fatal = true
	return p
}

// Notice is a problem that others than readers find.
func Notice(code string, says message.Message, remedy string) Problem {
	return *problem(code, says, remedy)
}

// Refuse is such a problem that keeps a document from being made.
func Refuse(code string, says message.Message, remedy string) *Problem {
	return fatal(code, says, remedy)
}

// mend sets what can be done about the problem.
func (p *Problem) mend(remedy string) *Problem {
	p.RemedyKey, p.Remedy = remedy, message.Message{Key: remedy, Args: p.Args}.String()
	return p
}

// at sets the line that the problem is in.
func (p *Problem) at(line int) *Problem {
	p.Line = line
	return p
}

// Error gives the message and the remedy.
func (p *Problem) Error() string {
	if p.Remedy == "" {
		return p.Message
	}
	return p.Message + " " + p.Remedy
}

// on sets the version that the problem is about.
func (p *Problem) on(v align.Version) *Problem {
	p.Version = &v
	return p
}
