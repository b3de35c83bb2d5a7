package wire

import (
	"slices"

	"triptych/align/message"
)

// Right is something that a role may do. Each message and each route asks for
// one; the browser is told those of its role in welcome.
type Right string

// The rights. RightRead is to see a document with its findings, history and the
// people in it; RightExport is to take it away as a file.
const (
	RightRead     Right = "read"
	RightExport   Right = "export"
	RightComment  Right = "comment"
	RightEdit     Right = "edit"
	RightState    Right = "state"
	RightStruct   Right = "struct"
	RightApprove  Right = "approve"
	RightWaive    Right = "waive"
	RightRework   Right = "rework"
	RightSign     Right = "sign" // to say of a document that it is done
	RightImport   Right = "import"
	RightRealign  Right = "realign"
	RightRename   Right = "rename"
	RightDelete   Right = "delete"
	RightPurge    Right = "purge" // to take out for good what was deleted
	RightChecks   Right = "checks"
	RightSettings Right = "settings" // to say how all documents are checked
	RightProject  Right = "project"  // to make projects, and to say what belongs to them
	RightAccept   Right = "accept"   // to go on without what is missing of a document
	RightMembers  Right = "members"  // to say who may do what, up to one's own role, and to invite
	RightPeople   Right = "people"   // to keep people from signing in, and let them in again
	RightRecord   Right = "record"   // to read what people did
)

type roleRow struct {
	name string
	adds []Right
}

// roles says what each role may do; each includes the one before.
var roles = []roleRow{
	{"viewer", []Right{RightRead, RightExport}},
	{"commenter", []Right{RightComment}},
	{"translator", []Right{RightEdit, RightState, RightStruct}},
	{"editor", []Right{RightApprove, RightWaive, RightRework, RightSign}},
	{"qa", nil},
	{"manager", []Right{RightImport, RightRealign, RightRename, RightDelete, RightChecks, RightSettings, RightProject, RightAccept, RightMembers}},
	{"admin", []Right{RightPeople, RightRecord, RightPurge}},
}

// Rights lists what a role may do; an unknown role may nothing.
func Rights(role string) []Right {
	all := []Right{}
	for _, r := range roles {
		all = append(all, r.adds...)
		if r.name == role {
			return all
		}
	}
	return []Right{}
}

// Halted lists what of some rights is left in a document that cannot be changed.
func Halted(all []Right) []Right {
	left := []Right{}
	for _, right := range all {
		switch right {
		case RightRead, RightExport, RightComment, RightImport, RightDelete, RightAccept:
			left = append(left, right)
		}
	}
	return left
}

// May reports whether a role includes a right.
func May(role string, right Right) bool {
	held := false
	for _, r := range roles {
		held = held || slices.Contains(r.adds, right)
		if r.name == role {
			return held
		}
	}
	return false
}

// Rank is the place of a role among them, from 0 on; -1 for what is no role.
func Rank(role string) int {
	return slices.IndexFunc(roles, func(r roleRow) bool { return r.name == role })
}

// Held is what somebody may do in a place at a moment: what Role includes, but of
// changes to texts those to the versions Only alone; none = to every version.
type Held struct {
	Role string
	Only []string
}

// May reports whether a right is held.
func (h Held) May(right Right) bool { return May(h.Role, right) }

// Same reports whether two are the same.
func (h Held) Same(other Held) bool { return h.Role == other.Role && slices.Equal(h.Only, other.Only) }

// No is what people are told who do not have a right.
func (h Held) No(right Right) message.Message {
	if h.Role == "" {
		return message.Of("no.right_here", "right", string(right))
	}
	return message.Of("no.right", "role", h.Role, "right", string(right))
}

// In reports whether a right to change texts holds for a version.
func (h Held) In(version string) bool { return len(h.Only) == 0 || slices.Contains(h.Only, version) }

// Message is a row of the table of what clients may send.
type Message struct {
	T     string
	Of    string // struct: its kind; set: its what; "" = the type has none
	Val   string // set state: only with this value; "" = any
	Right Right  // what a role must include
}

// Messages lists every message of a client, with the right that it asks for. The
// first row that fits a message counts.
var Messages = []Message{
	{T: "hello", Right: RightRead},
	{T: "sync", Right: RightRead},
	{T: "ping", Right: RightRead},
	{T: "pres", Right: RightRead},
	{T: "op", Right: RightEdit},
	{T: "text", Right: RightEdit},
	{T: "struct", Of: "split", Right: RightStruct},
	{T: "struct", Of: "merge", Right: RightStruct},
	{T: "struct", Of: "move", Right: RightStruct},
	{T: "struct", Of: "shift", Right: RightStruct},
	{T: "struct", Of: "apart", Right: RightStruct},
	{T: "struct", Of: "each", Right: RightStruct},
	{T: "struct", Of: "own", Right: RightStruct},
	{T: "struct", Of: "swap", Right: RightStruct},
	{T: "struct", Of: "undo", Right: RightStruct},
	{T: "struct", Of: "redo", Right: RightStruct},
	{T: "struct", Of: "realign", Right: RightRealign},
	{T: "set", Of: "approve", Right: RightApprove},
	{T: "set", Of: "withdraw", Right: RightApprove},
	{T: "set", Of: "waive", Right: RightWaive},
	{T: "set", Of: "unwaive", Right: RightWaive},
	{T: "set", Of: "state", Val: "rework", Right: RightRework},
	{T: "set", Of: "state", Right: RightState},
}

// Of is what a message of a type with several kinds is about: the kind of a
// struct, the what of a set, else "".
func (m *ClientMessage) Of() string {
	switch m.T {
	case "struct":
		return m.Kind
	case "set":
		return m.What
	}
	return ""
}

// RightFor is what a role must include to send a message; false for a message
// that there is not, which nobody may send.
func RightFor(m *ClientMessage) (Right, bool) {
	for _, row := range Messages {
		if row.T == m.T && row.Of == m.Of() && (row.Val == "" || row.Val == m.Val) {
			return row.Right, true
		}
	}
	return "", false
}
