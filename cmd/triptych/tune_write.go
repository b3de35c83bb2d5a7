package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// writeNumber puts a new value into the params.go of its package below root,
// where the composite literal of the package's variable has the old one.
func writeNumber(root string, k knob, x float64) error {
	file := filepath.Join(root, k.dir, "params.go")
	src, err := readFile(file)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, src, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	_, path, _ := strings.Cut(k.Name, ".") // without the package
	at := literal(tree, strings.Split(path, "."))
	if at == nil {
		return fmt.Errorf("%s does not spell out the value of %s: write %g there by hand", file, k.Name, x)
	}
	from, to := set.Position(at.Pos()).Offset, set.Position(at.End()).Offset
	text := strconv.FormatFloat(x, 'g', 4, 64)
	if k.Whole {
		text = strconv.Itoa(int(x))
	}
	out := string(src[:from]) + text + string(src[to:])
	if err := os.WriteFile(file, []byte(out), 0o666); err != nil {
		return fileError("write", file, err)
	}
	return nil
}

// literal finds the value of a path of fields and indices in the composite
// literals of the file's variables; nil when none has it.
func literal(tree *ast.File, path []string) ast.Expr {
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, s := range g.Specs {
			for _, v := range s.(*ast.ValueSpec).Values {
				if found := within(v, path); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

func within(e ast.Expr, path []string) ast.Expr {
	if len(path) == 0 {
		return e
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for i, elt := range lit.Elts {
		pair, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			if path[0] == strconv.Itoa(i) {
				return within(elt, path[1:])
			}
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); ok && key.Name == path[0] {
			return within(pair.Value, path[1:])
		}
	}
	return nil
}
