package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Sizes that keep a file and a function readable at one sitting.
const (
	fileMost     = 350 // lines
	functionMost = 50
)

// kernels are the functions that may be longer: loops of a dynamic programme,
// which lose more by being cut than by their length.
var kernels = []string{}

// roomMost bounds packages in lines: beyond it a room holds several trades.
var roomMost = map[string]int{
	"align/check":      7900,
	"server":           2500,
	"server/answer":    2500,
	"server/approved":  2500,
	"server/arrange":   2500,
	"server/audit":     2500,
	"server/beside":    2500,
	"server/change":    2500,
	"server/comment":   2500,
	"server/demo":      2500,
	"server/document":  2500,
	"server/engine":    400,
	"server/eyes":      2500,
	"server/export":    2500,
	"server/fault":     2500,
	"server/founding":  2500,
	"server/feed":      2500,
	"server/finding":   2500,
	"server/hands":     2500,
	"server/inbox":     2500,
	"server/index":     2500,
	"server/job":       2500,
	"server/lining":    300,
	"server/live":      2500,
	"server/load":      2500,
	"server/meta":      300,
	"server/moment":    2500,
	"server/office":    2500,
	"server/original":  2500,
	"server/passkey":   2500,
	"server/past":      2500,
	"server/peer":      2500,
	"server/people":    2500,
	"server/project":   2500,
	"server/quota":     300,
	"server/record":    2500,
	"server/refusal":   2500,
	"server/reply":     2500,
	"server/revised":   2500,
	"server/row":       2500,
	"server/signoff":   2500,
	"server/step":      2500,
	"server/still":     2500,
	"server/store":     2500,
	"server/story":     2500,
	"server/ticket":    200,
	"server/trail":     2500,
	"server/tray":      300,
	"server/turn":      2500,
	"server/meter":     300,
	"server/visit":     2500,
	"server/waived":    2500,
	"server/wire":      2500,
	"server/realigned": 2500,
}

// commentLeast is the share of lines that say why, where the hard lines are.
var commentLeast = map[string]float64{"align": .12, "align/check": .12, "align/quantity": .12}

// floors says on which floor each package stands. A package imports from the
// floors below its own only, so that facts never ask rules.
var floors = [][]string{
	{"."},
	{"align/cores", "align/fit", "align/letter", "align/list", "align/message", "align/need"},
	{"align/diff", "align/zh", "server/beside", "server/change", "server/engine", "server/feed", "server/meter", "server/ticket", "server/turn"},
	{"align/lexicon", "align/quantity"},
	{"align", "align/script", "align/sound"},
	{"align/carry", "align/format", "align/reading", "align/revise", "align/tree"},
	{"align/clash", "align/denial", "align/opposite", "align/intake", "align/name", "align/pen", "align/voice"},
	{"align/reword"},
	{"align/check"},
	{"server/store", "server/wire", "web"},
	{"server/meta", "server/refusal"},
	{"server/approved", "server/arrange", "server/fault", "server/founding", "server/hands", "server/past", "server/peer", "server/record", "server/reply", "server/row", "server/still", "server/visit", "server/waived"},
	{"server/answer", "server/job", "server/people", "server/project", "server/step", "server/trail"},
	{"server/document", "server/inbox", "server/moment"},
	{"server/audit", "server/comment", "server/export", "server/eyes", "server/finding", "server/index", "server/load", "server/office", "server/original", "server/passkey", "server/quota", "server/story", "server/tray"},
	{"server/lining"},
	{"server/live"},
	{"server/demo", "server/realigned", "server/revised", "server/signoff"},
	{"server"},
	{"cmd/compare", "cmd/pack", "cmd/triptych"},
}

// source is one Go file of the program, tests left out.
type source struct {
	path, room string
	text       []byte
	ast        *ast.File
	set        *token.FileSet
}

// sources reads every Go file below the root of the repository.
func sources(t *testing.T) (all []source) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		s := source{set: token.NewFileSet()}
		if s.path, err = filepath.Rel(root, path); err != nil {
			return err
		}
		s.path = filepath.ToSlash(s.path)
		s.room = filepath.ToSlash(filepath.Dir(s.path))
		if s.text, err = os.ReadFile(path); err != nil {
			return err
		}
		s.ast, err = parser.ParseFile(s.set, path, s.text, parser.ParseComments)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("only %d files found", len(all))
	}
	return all
}

func lines(text []byte) int { return bytes.Count(text, []byte("\n")) }

// TestSizes demands that files, functions and packages stay readable.
func TestSizes(t *testing.T) {
	rooms := map[string]int{}
	for _, s := range sources(t) {
		n := lines(s.text)
		rooms[s.room] += n
		if n > fileMost {
			t.Errorf("%s has %d lines, at most %d are wanted: part it by its nouns", s.path, n, fileMost)
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			long := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1
			if long > functionMost && !slices.Contains(kernels, s.room+"."+f.Name.Name) {
				t.Errorf("%s: %s has %d lines, at most %d are wanted", s.path, f.Name.Name, long, functionMost)
			}
		}
	}
	for room, most := range roomMost {
		if rooms[room] > most {
			t.Errorf("%s has %d lines, at most %d are wanted: which of its trades could move out?", room, rooms[room], most)
		}
	}
	for room := range rooms {
		if strings.HasPrefix(room, "server/") && roomMost[room] == 0 {
			t.Errorf("roomMost has no bound for %s", room)
		}
	}
}

// TestPageSizes demands the same of the browser's files.
func TestPageSizes(t *testing.T) {
	err := filepath.WalkDir(filepath.Join("..", "..", "web", "src"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ext := filepath.Ext(path); ext != ".ts" && ext != ".svelte" {
			return nil
		}
		text, err := os.ReadFile(path)
		if n := lines(text); n > fileMost {
			t.Errorf("%s has %d lines, at most %d are wanted", path, n, fileMost)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestImportsRunOneWay demands that every package has a floor and imports from
// floors below it alone.
func TestImportsRunOneWay(t *testing.T) {
	floor := map[string]int{}
	for i, rooms := range floors {
		for _, r := range rooms {
			floor[r] = i + 1
		}
	}
	seen := map[string]bool{}
	for _, s := range sources(t) {
		seen[s.room] = true
		if floor[s.room] == 0 {
			t.Errorf("%s stands on no floor: give it one in floors", s.room)
			continue
		}
		for _, imp := range s.ast.Imports {
			path, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			other, ours := strings.CutPrefix(path, "triptych/")
			if path == "triptych" {
				other, ours = ".", true
			}
			if ours && floor[other] >= floor[s.room] {
				t.Errorf("%s (floor %d) imports %s (floor %d): facts below, rules above", s.path, floor[s.room], other, floor[other])
			}
		}
	}
	for r := range floor {
		if !seen[r] {
			t.Errorf("floors names %s, which is not there", r)
		}
	}
}

// TestHardLinesSayWhy demands comments where the hard lines are.
func TestHardLinesSayWhy(t *testing.T) {
	all, comments := map[string]int{}, map[string]int{}
	for _, s := range sources(t) {
		all[s.room] += lines(s.text)
		for _, l := range strings.Split(string(s.text), "\n") {
			if strings.HasPrefix(strings.TrimSpace(l), "//") {
				comments[s.room]++
			}
		}
	}
	for room, least := range commentLeast {
		if share := float64(comments[room]) / float64(all[room]); share < least {
			t.Errorf("%s: %.1f %% of the lines are comments, at least %.0f %% are wanted", room, 100*share, 100*least)
		}
	}
}
