package store

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// engineWords are what one engine of SQL has and another has not, in the code and
// in its queries.
var engineWords = regexp.MustCompile(`(?i)sqlite|pragma|\bbegin\b|\browid\b|\bglob\b|\bifnull\b|autoincrement|` +
	`insert or |replace into|limit -1|_txlock|_busy|file:|strftime|group_concat|json_|\bcollate\b`)

// sqlWords tell a query from another text.
var sqlWords = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|WHERE|CREATE)\b`)

var parameter = regexp.MustCompile(`\$[0-9]+|\?`)

// TestEngineStandsAlone: engine.go is the only file that knows which engine keeps
// the tables, and every query numbers its parameters in the order in which they
// first stand, as both SQLite's driver and PostgreSQL's read them.
func TestEngineStandsAlone(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if name == "engine.go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if word := engineWords.FindString(n.Name); word != "" && n.Name != "beginWrite" {
					t.Errorf("%s: %s is a word of one engine: it belongs into engine.go", set.Position(n.Pos()), n.Name)
				}
			case *ast.BasicLit:
				text, err := strconv.Unquote(n.Value)
				if n.Kind != token.STRING || err != nil {
					return true
				}
				if word := engineWords.FindString(text); word != "" {
					t.Errorf("%s: %q is a word of one engine: it belongs into engine.go", set.Position(n.Pos()), word)
				}
				if why := wrongParameters(text); why != "" {
					t.Errorf("%s: %s", set.Position(n.Pos()), why)
				}
			}
			return true
		})
	}
	for i := range migrations {
		if i < 3 {
			continue // files of another engine were never of those shapes
		}
		if word := engineWords.FindString(step(t, i)); word != "" {
			t.Errorf("%s: %q is a word of one engine", migrations[i].file, word)
		}
	}
	if text, err := os.ReadFile("../../schema.sql"); err != nil || engineWords.Match(text) {
		t.Errorf("schema.sql: %q is a word of one engine (%v)", engineWords.Find(text), err)
	}
}

// wrongParameters says what is wrong with the parameters of a query.
func wrongParameters(query string) string {
	if !sqlWords.MatchString(query) {
		return ""
	}
	var seen []string
	for _, p := range parameter.FindAllString(query, -1) {
		if p == "?" {
			return "a parameter without a number: write $1"
		}
		if !slices.Contains(seen, p) {
			seen = append(seen, p)
		}
	}
	for i, p := range seen {
		if p != fmt.Sprintf("$%d", i+1) {
			return fmt.Sprintf("the parameters first stand in the order %v", seen)
		}
	}
	return ""
}

func TestWrongParameters(t *testing.T) {
	for query, wrong := range map[string]bool{
		`SELECT a FROM b WHERE c = $1 AND (d = $2 OR e = $1)`: false,
		`SELECT a FROM b WHERE c = $2 AND d = $1`:             true,
		`DELETE FROM b WHERE c = ?`:                           true,
		`what does $5 buy?`:                                   false,
	} {
		if why := wrongParameters(query); (why != "") != wrong {
			t.Errorf("%s: %q", query, why)
		}
	}
}
