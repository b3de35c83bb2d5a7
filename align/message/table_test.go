package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var place = regexp.MustCompile(`\{[^}]*\}`)

// A sentence that lacks a language would come up in English, one that lacks an
// argument would say less than it should.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range Keys() {
		templates := table().templates[key]
		if seen[key] {
			t.Errorf("%s stands in the table twice", key)
		}
		seen[key] = true
		if len(templates) != len(Languages()) {
			t.Errorf("%s has %d sentences for %d languages", key, len(templates), len(Languages()))
			continue
		}
		want := places(templates[0])
		for i, text := range templates {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no sentence in %s", key, Languages()[i])
			}
			if got := places(text); !slices.Equal(got, want) {
				t.Errorf("%s has the arguments %v in %s, %v in %s", key, got, Languages()[i], want, Languages()[0])
			}
		}
	}
}

// places lists the arguments of a template, each once: a sentence may name one
// twice where another language needs it once.
func places(template string) []string {
	found := place.FindAllString(template, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Every key in the code has its sentences, and no sentence stands there that
// nobody says any more. Those of the browser alone ("page.") its own tests hold
// to the same.
func TestKeys(t *testing.T) {
	keys, texts, _ := literals(t)
	for key, where := range keys {
		if _, ok := table().templates[key]; !ok {
			t.Errorf("%s: the key %q has no row in messages.tsv", where, key)
		}
	}
	for _, key := range Keys() {
		if !said(key, texts) {
			t.Errorf("nothing says %q: take its row out of messages.tsv", key)
		}
	}
}

// What people are told is never written where it happens, in one language.
func TestNoSentencesInCode(t *testing.T) {
	_, _, sentences := literals(t)
	for _, where := range sentences {
		t.Errorf("%s: a sentence for people stands in the code: give it a key in messages.tsv", where)
	}
}

// said reports whether a key stands in the code, whole or put together of the id
// of a check and what is to be said of it: "num.value" and ".odd".
func said(key string, texts map[string]bool) bool {
	if texts[key] || strings.HasPrefix(key, "page.") {
		return true
	}
	if id, ok := strings.CutPrefix(key, "check."); ok { // the name of a check, and what it looks for
		return texts[strings.TrimSuffix(id, ".about")]
	}
	for _, built := range []string{"side.", "version."} { // with the name of a version
		if rest, ok := strings.CutPrefix(key, built); ok {
			return texts[built] && slices.Contains(Languages(), rest)
		}
	}
	end := strings.LastIndex(key, ".")
	return end > 0 && texts[key[:end]] && texts[key[end:]]
}

// literals collects from all Go code but tests the strings that are given as
// keys, with where they stand, all strings there are, and where a sentence for
// people is written out.
func literals(t *testing.T) (keys map[string]token.Position, texts map[string]bool, sentences []token.Position) {
	keys, texts = map[string]token.Position{}, map[string]bool{}
	files := token.NewFileSet()
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if len(n.Args) > 0 && isOf(n.Fun) {
				collect(files, n.Args[0], keys)
			}
		case *ast.KeyValueExpr:
			if name, ok := n.Key.(*ast.Ident); ok && (name.Name == "Key" || name.Name == "RemedyKey") {
				collect(files, n.Value, keys)
			} else if ok && told[name.Name] && holdsText(n.Value) {
				sentences = append(sentences, files.Position(n.Pos()))
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				texts[text] = true
			}
		}
		return true
	}
	for _, root := range []string{"../../align", "../../server", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err == nil {
				ast.Inspect(file, visit)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return keys, texts, sentences
}

// told are the fields of what goes to people: refusals, problems, errors.
var told = map[string]bool{"Why": true, "Message": true, "Remedy": true, "Says": true, "Said": true}

// words are two words beside each other, as keys never have them.
var words = regexp.MustCompile(`\w[.,:]? \w`)

// holdsText reports whether a value is made of words.
func holdsText(value ast.Expr) (found bool) {
	ast.Inspect(value, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		found = found || ok && lit.Kind == token.STRING && words.MatchString(lit.Value)
		return !found
	})
	return found
}

// isOf reports whether a call is message.Of.
func isOf(fun ast.Expr) bool {
	s, ok := fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "Of" {
		return false
	}
	pkg, ok := s.X.(*ast.Ident)
	return ok && pkg.Name == "message"
}

// collect takes a string that is given as a key; one that is put together while
// the program runs is left to the tests of what says it.
func collect(files *token.FileSet, value ast.Expr, keys map[string]token.Position) {
	lit, ok := value.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	if key, err := strconv.Unquote(lit.Value); err == nil && key != "" {
		keys[key] = files.Position(lit.Pos())
	}
}
