package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const top = "../.." // the project's folder, from this one on

// paramsFiles lists the params.go files of the project.
func paramsFiles(t *testing.T) (files []string) {
	err := filepath.WalkDir(filepath.Join(top, "align"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == "params.go" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A package whose numbers are not in the table of tune.go could never be
// fitted again.
func TestEveryParamsFileIsTuned(t *testing.T) {
	listed := map[string]bool{}
	for _, p := range tuned {
		listed[p.dir] = true
	}
	for _, file := range paramsFiles(t) {
		dir, err := filepath.Rel(top, filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		if !listed[filepath.ToSlash(dir)] {
			t.Errorf("%s: put its Numbers into the table “tuned” in tune.go", file)
		}
	}
}

// Every number says which texts it was fitted on and when, and is called as
// its package is.
func TestEveryNumberHasItsSource(t *testing.T) {
	day := regexp.MustCompile(`^20\d\d-\d\d-\d\d$`)
	seen := map[string]bool{}
	for _, k := range knobs(nil) {
		if k.Set == "" || !day.MatchString(k.Date) {
			t.Errorf("%s: set %q, date %q; give its field or group both tags", k.Name, k.Set, k.Date)
		}
		if first, _, _ := strings.Cut(k.Name, "."); first != filepath.Base(k.dir) {
			t.Errorf("%s is of %s: fit.Of wants the package's name", k.Name, k.dir)
		}
		if seen[k.Name] {
			t.Errorf("%s is there twice", k.Name)
		}
		seen[k.Name] = true
		if x := k.Get(); x < k.Min || x > k.Max {
			t.Errorf("%s is %g, beyond its bounds", k.Name, x)
		}
	}
	t.Logf("%d numbers", len(seen))
}

// Every field of a params.go says what it means: in a comment of its own, in
// one above that names it with its neighbours ("yearFrom and yearTo bound …"),
// or, for a group, in that of its type.
func TestEveryNumberHasItsMeaning(t *testing.T) {
	for _, file := range paramsFiles(t) {
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		described := map[string]bool{} // types with a comment
		var structs []*ast.StructType
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				if s, ok := n.Specs[0].(*ast.TypeSpec); ok && n.Doc.Text() != "" {
					described[s.Name.Name] = true
				}
			case *ast.StructType:
				structs = append(structs, n)
			}
			return true
		})
		for _, s := range structs {
			above := ""
			for _, f := range s.Fields.List {
				if doc := f.Doc.Text(); doc != "" {
					above = doc
				}
				kind, _ := f.Type.(*ast.Ident)
				switch {
				case len(strings.Fields(f.Doc.Text()+f.Comment.Text())) > 1, kind != nil && described[kind.Name]:
				case !slices.ContainsFunc(f.Names, func(n *ast.Ident) bool { return !strings.Contains(above, n.Name) }):
				default:
					t.Errorf("%s: no comment says what it means", set.Position(f.Pos()))
				}
			}
		}
	}
}

// What elsewhere excuses must be there, or the excuse hides a number that was
// given the name later.
func TestExcusesAreOfNumbers(t *testing.T) {
	for prefix := range elsewhere {
		if len(knobs([]string{prefix})) == 0 {
			t.Errorf("no number is called %s…", prefix)
		}
	}
}
