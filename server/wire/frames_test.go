package wire

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The frames are what both sides read: this test, and web/test/frames.test.ts for
// the twin in web/src/message.ts. A file is named after who sends it, its type,
// and the kind, what or k where the type has several:
// client-struct-split.json, server-ev-edit.json; further words tell variants apart.

// sent are the messages of the server by type.
var sent = map[string]any{
	"welcome": Welcome{}, "snap": Snap{}, "unit": UnitStatus{}, "checked": Checked{}, "ev": Event{}, "nack": Nack{},
	"pres": Presence{}, "gone": Gone{}, "resync": Resync{}, "pong": Pong{}, "bye": Bye{}, "role": Role{}, "talk": Talk{},
}

// kinds of events.
var kinds = []string{"edit", "struct", "approve", "withdraw", "state", "waive", "unwaive", "title", "checks", "accept"}

type frame struct {
	name  string
	data  []byte        // without white space
	value reflect.Value // a pointer to the message
}

// frames reads all of one side, strictly.
func frames(t *testing.T, side string) []frame {
	paths, err := filepath.Glob("testdata/frames/" + side + "-*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, len(paths))
	}
	var all []frame
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var head struct{ T string }
		if err := json.Unmarshal(data, &head); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		kind := reflect.TypeFor[ClientMessage]()
		if side == "server" {
			if sent[head.T] == nil {
				t.Errorf("%s: the server sends no %q", path, head.T)
				continue
			}
			kind = reflect.TypeOf(sent[head.T])
		}
		var compact bytes.Buffer // as it is on the wire
		if err := json.Compact(&compact, data); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		data = compact.Bytes()
		f := frame{strings.TrimSuffix(filepath.Base(path), ".json"), data, reflect.New(kind)}
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(f.value.Interface()); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if !strings.HasPrefix(f.name+"-", side+"-"+head.T+"-") {
			t.Errorf("%s holds a %s", path, head.T)
		}
		all = append(all, f)
	}
	return all
}

// TestFrames: what is read from a frame is written as the same bytes.
func TestFrames(t *testing.T) {
	for _, f := range append(frames(t, "client"), frames(t, "server")...) {
		if got := Encode(f.value.Interface()); !bytes.Equal(got, f.data) {
			t.Errorf("%s: written as\n%s", f.name, got)
		}
		if ev, ok := f.value.Interface().(*Event); ok && !bytes.Equal(ev.Encode(), f.data) {
			t.Errorf("%s: Event.Encode writes\n%s", f.name, ev.Encode())
		}
	}
}

// TestEveryMessageHasAFrame: every row of Messages, every type of the server and
// every kind of event has one, and every field is in one.
func TestEveryMessageHasAFrame(t *testing.T) {
	client, server := frames(t, "client"), frames(t, "server")
	for _, row := range Messages {
		if !slices.ContainsFunc(client, func(f frame) bool {
			m := f.value.Interface().(*ClientMessage)
			return m.T == row.T && m.Of() == row.Of
		}) {
			t.Errorf("no frame client-%s-%s.json", row.T, row.Of)
		}
	}
	for name := range sent {
		if !slices.ContainsFunc(server, func(f frame) bool { return f.value.Elem().FieldByName("T").String() == name }) {
			t.Errorf("no frame server-%s.json", name)
		}
	}
	for _, k := range kinds {
		if !slices.ContainsFunc(server, func(f frame) bool {
			ev, ok := f.value.Interface().(*Event)
			return ok && ev.K == k
		}) {
			t.Errorf("no frame server-ev-%s.json", k)
		}
	}
	seen, had := map[string]bool{}, map[string]bool{}
	for _, f := range append(client, server...) {
		fields(f.value.Elem(), had, seen)
	}
	for field := range had {
		if !seen[field] {
			t.Errorf("%s is in no frame", field)
		}
	}
}

// fields notes the fields of all structs in a message, and those that are not zero.
func fields(v reflect.Value, had, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			fields(v.Elem(), had, seen)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			fields(v.Index(i), had, seen)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			fields(v.MapIndex(key), had, seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue // it stays in the program
			}
			name := v.Type().String() + "." + v.Type().Field(i).Name
			had[name] = true
			if !v.Field(i).IsZero() {
				seen[name] = true
			}
			fields(v.Field(i), had, seen)
		}
	}
}

// TestSentIsWhole: every type with a field T but ClientMessage is a message of the
// server, and sent lists it.
func TestSentIsWhole(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "message.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{"ClientMessage": true}
	for _, v := range sent {
		listed[reflect.TypeOf(v).Name()] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			for _, f := range s.Fields.List {
				if len(f.Names) == 1 && f.Names[0].Name == "T" && !listed[spec.Name.Name] {
					t.Errorf("%s is not in the table of this test", spec.Name.Name)
				}
			}
		}
		return true
	})
}

// TestRights: every message asks for a right that somebody has, everybody has what
// those below have, and a message that there is not may nobody send.
func TestRights(t *testing.T) {
	for _, row := range Messages {
		if row.Right == "" || !May("admin", row.Right) {
			t.Errorf("%s %s asks for %q", row.T, row.Of, row.Right)
		}
		if row.Right != RightRead && May("viewer", row.Right) {
			t.Errorf("a viewer may send %s %s", row.T, row.Of)
		}
	}
	for i := 1; i < len(roles); i++ {
		for _, right := range Rights(roles[i-1].name) {
			if !May(roles[i].name, right) {
				t.Errorf("%s may not %s, and %s may", roles[i].name, right, roles[i-1].name)
			}
		}
	}
	for _, m := range []ClientMessage{{T: "nothing"}, {T: ""}, {T: "struct", Kind: "nothing"}, {T: "struct"}, {T: "set", What: "nothing"}, {T: "set"}} {
		if right, ok := RightFor(&m); ok {
			t.Errorf("%+v asks for %s", m, right)
		}
	}
	if May("nobody", RightRead) || len(Rights("nobody")) > 0 {
		t.Error("a role that there is not has rights")
	}
}
