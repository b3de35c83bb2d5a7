package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/zh"
)

// TestMain lets the scripts call triptych: the test program itself under
// another name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"triptych": main})
}

// TestScripts runs every script of testdata/script as a user would type it.
// Beside triptych and testscript's own commands they have those of
// scriptCommands.
func TestScripts(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete() && zh.Available()) // without, the program says so again and again
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Cmds:                scriptCommands,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"encode": encode,
	"bytes":  writeBytes,
	"repeat": repeat,
	"covers": covers,
	"tsv":    tsv,
	"listen": listen,
	"sqlite": sqlite,

	"approve": approve,
}

var encodings = map[string]encoding.Encoding{
	"gb18030":  simplifiedchinese.GB18030,
	"big5":     traditionalchinese.Big5,
	"utf-8":    encoding.Nop,
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-16":   unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), // without a mark
}

// encode ENCODING FROM TO writes the UTF-8 file FROM as TO in another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || encodings[args[0]] == nil {
		ts.Fatalf("usage: encode ENCODING FROM TO")
	}
	data, err := encodings[args[0]].NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(data), 0o644))
}

// bytes FILE TEXT writes TEXT, in which Go's escapes such as \xFF count.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// repeat N TEXT FILE writes TEXT n times, with Go's escapes, and the number of
// the repetition (from 0) for every %d.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat N TEXT FILE")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%d", strconv.Itoa(i)))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(b.String()), 0o644))
}

// covers FILE VERSION=N… checks an alignment in JSON: it has just these
// versions, and each segment of theirs, 0 to N-1, is in one unit, in order.
func covers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: covers FILE VERSION=N…")
	}
	text := ts.ReadFile(args[0])
	versions, units, err := format.ReadJSON(strings.NewReader(text))
	ts.Check(err)
	var names []string
	for _, v := range versions {
		names = append(names, v.String())
	}
	for i, arg := range args[1:] {
		tag, count, _ := strings.Cut(arg, "=")
		if i >= len(names) || names[i] != tag {
			ts.Fatalf("the versions are %v, want %v", names, args[1:])
		}
		n, err := strconv.Atoi(count)
		ts.Check(err)
		ts.Check(inOrder(units, versions[i], n))
	}
	if len(names) != len(args)-1 {
		ts.Fatalf("the versions are %v, want %v", names, args[1:])
	}
	ts.Check(onlyVersions(text, names))
}

// inOrder returns an error unless the segments 0 to n-1 of v are in units, each
// once, in order, and no unit is empty.
func inOrder(units []align.Unit, v align.Version, n int) error {
	next := 0
	for i, u := range units {
		if len(u.Segs[0])+len(u.Segs[1])+len(u.Segs[2]) == 0 {
			return fmt.Errorf("unit %d is empty", i)
		}
		for _, s := range u.Segs[v] {
			if s != next {
				return fmt.Errorf("unit %d has %s segment %d, want %d", i, v, s, next)
			}
			next++
		}
	}
	if next != n {
		return fmt.Errorf("%s has %d segments in units, want %d", v, next, n)
	}
	return nil
}

// onlyVersions returns an error when units name a version that is not among
// names, or a confidence with more than three decimal places.
func onlyVersions(text string, names []string) error {
	var in struct{ Units []map[string]json.RawMessage }
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return err
	}
	for i, u := range in.Units {
		if len(u) != len(names)+2 {
			return fmt.Errorf("unit %d has %d fields, want %v, confidence and why", i, len(u), names)
		}
		if _, places, _ := strings.Cut(string(u["confidence"]), "."); len(places) > 3 {
			return fmt.Errorf("unit %d has the confidence %s", i, u["confidence"])
		}
	}
	return nil
}

// tsv FILE ROWS COLUMNS checks the shape of a table, the row of names counted.
func tsv(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: tsv FILE ROWS COLUMNS")
	}
	rows, err := format.ReadTSV(ts.ReadFile(args[0]))
	ts.Check(err)
	if got := strconv.Itoa(len(rows)); got != args[1] {
		ts.Fatalf("%s has %s rows, want %s", args[0], got, args[1])
	}
	for i, row := range rows {
		if got := strconv.Itoa(len(row)); got != args[2] {
			ts.Fatalf("row %d of %s has %s columns, want %s", i+1, args[0], got, args[2])
		}
	}
}

// listen NAME takes a free port of this machine until the script ends, and sets
// the variable NAME to the address.
func listen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: listen NAME")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	ts.Setenv(args[0], listener.Addr().String())
}

// sqlite FILE SQL runs a statement on a database of SQLite, which it makes.
func sqlite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sqlite FILE SQL")
	}
	db, err := sql.Open("sqlite3", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}
