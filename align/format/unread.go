package format

import "triptych/align/message"

// yaml is named and refused: there is no reader for it.
var yaml = Format{Name: "yaml", Extensions: []string{".yaml", ".yml"}, read: refuse("kind.yaml"), refused: true}

// refuse is the reader of files that are not read.
func refuse(kind string) func(*input) (*content, *Problem) {
	return func(*input) (*content, *Problem) {
		return nil, fatal(CodeBinary, message.Of("file.unread", "what", kind), "file.unread.do")
	}
}
