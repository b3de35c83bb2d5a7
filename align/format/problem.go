package format

import "triptych/align"

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
)

// Problem is something about a file that a person should know, in words meant
// for that person.
type Problem struct {
	Code    string            `json:"code"`
	Version *align.Version    `json:"version,omitempty"`
	Message string            `json:"message"`
	Remedy  string            `json:"remedy"`
	Line    int               `json:"line,omitempty"` // 1-based; 0 = the whole file
	Swap    *[2]align.Version `json:"swap,omitempty"` // the versions that should change places
	Fatal   bool              `json:"fatal"`          // no document can be made before this is mended
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
