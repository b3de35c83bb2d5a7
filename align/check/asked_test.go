package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestAskedRulesAreWaitedFor: a rule that asks whether another one spoke is after
// that one. Without it the other may not have run, where settings turn it off.
func TestAskedRulesAreWaitedFor(t *testing.T) {
	asked := 0
	for i := range All {
		r := &All[i]
		path := strings.ReplaceAll(r.ID, ".", "_") + ".go"
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range idsAsked(f) {
			asked++
			if !slices.ContainsFunc(r.After, func(a After) bool { return a.ID == id }) {
				t.Errorf("%s asks whether %s spoke: put it into the rule's After", path, id)
			}
		}
	}
	if asked == 0 {
		t.Error("no rule asks: does the test look for the right calls?")
	}
}

// TestOnlyRulesAsk: shared code does not know which rule runs, and so cannot know
// what that one is after.
func TestOnlyRulesAsk(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		id := strings.Replace(strings.TrimSuffix(path, ".go"), "_", ".", 1)
		if _, ok := ByID(id); ok || path == "frame.go" || strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if ids := idsAsked(f); len(ids) > 0 {
			t.Errorf("%s asks whether %v spoke: ask in the file of a rule", path, ids)
		}
	}
}

// idsAsked lists the ids in the calls of spoke and spokeOf.
func idsAsked(f *ast.File) (ids []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); !ok || s.Sel.Name != "spoke" && s.Sel.Name != "spokeOf" {
			return true
		}
		id := "?"
		if lit, ok := call.Args[0].(*ast.BasicLit); ok {
			id, _ = strconv.Unquote(lit.Value)
		}
		ids = append(ids, id)
		return true
	})
	return ids
}
