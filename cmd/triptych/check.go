package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
)

// checked is one unit with where it was read and what was found in it.
type checked struct {
	file  string
	line  int // 1-based, of the file; 0 = unknown
	doc   string
	unit  check.Unit
	found []check.Finding
	at    [3]place  // of its texts, in a tree of files
	since [3]*since // what the English was when the texts were last touched, where it changed
}

// place is a line of a file, 1-based; 0 = unknown.
type place struct {
	file string
	line int
}

// checkFlags are the settings of `triptych check`.
type checkFlags struct {
	format, failOn, profile, lang, glossary, memory, off, on, out string
	possible, byLine, noHistory                                   bool
	tree                                                          string
}

func runCheck(ctx context.Context, args []string, std streams) error {
	var f checkFlags
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	fs.StringVar(&f.format, "format", "text", "`FORMAT` to write: text, jsonl, sarif, junit or markdown")
	fs.StringVar(&f.failOn, "fail-on", "error", "exit with 1 from this `SEVERITY` on: blocker, error, warning, info or never")
	fs.StringVar(&f.profile, "profile", "", "`PLACE` whose usage the Chinese follows: CN, TW or HK")
	fs.StringVar(&f.lang, "lang", "en", "`LANGUAGE` of the messages: en, zh-Hans or zh-Hant")
	fs.StringVar(&f.glossary, "glossary", "", "house glossary: a `FILE` of lines with English, renderings, forbidden renderings and severity, tabs between")
	fs.StringVar(&f.memory, "memory", "", "also use the names of what was approved in the database `FILE`")
	fs.StringVar(&f.off, "off", "", "leave out these `CHECKS`, by id, commas between")
	fs.StringVar(&f.on, "on", "", "also run these `CHECKS`, which are off unless asked for: ids with commas between, or all")
	fs.BoolVar(&f.possible, "possible", false, "also write what is possible but not sure; it never counts for --fail-on")
	fs.BoolVar(&f.byLine, "by-line", false, "take the same line of each version as one unit, instead of aligning them")
	fs.StringVar(&f.tree, "tree", "", "check the files that `FILE` says belong together; without files to check, "+treeFile+" of this folder or one above")
	fs.BoolVar(&f.noHistory, "no-history", false, "of a tree of files: do not ask git what changed in the English since a translation was last touched")
	fs.StringVar(&f.out, "o", "", "write to `FILE` instead of the terminal")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	settings, err := f.settings()
	if err != nil {
		return err
	}
	if f.memory != "" {
		if settings.Names, err = recallNames(ctx, f.memory); err != nil {
			return fmt.Errorf("--memory: %w", err)
		}
	}
	units, err := f.check(ctx, args, settings, std)
	if err != nil {
		return err
	}
	if !f.possible {
		dropPossible(units)
	}
	for i := range units {
		for k := range units[i].found {
			g := &units[i].found[k]
			g.Message = check.Message(f.lang, *g)
		}
	}
	write := checkFormats[f.format]
	if err := writeOut(f.out, std.out, func(w *bufio.Writer) error { return write(w, units, check.Severity(f.failOn)) }); err != nil {
		return err
	}
	return failOn(units, f.failOn)
}

// check reads what is to be checked, and checks it.
func (f *checkFlags) check(ctx context.Context, args []string, settings check.Settings, std streams) ([]checked, error) {
	config := f.tree
	if here, err := os.Getwd(); err == nil && config == "" && len(args) == 0 {
		config = findTree(here)
	}
	switch {
	case f.tree != "" && len(args) > 0:
		return nil, errors.New("--tree says which files to check: name no others")
	case config != "" && f.byLine:
		return nil, errors.New("--by-line is for one file for each version, not for a tree of files")
	case config != "":
		return checkTree(ctx, config, f, settings, std.err)
	}
	units, err := readChecked(ctx, args, f.byLine, std)
	if err != nil {
		return nil, err
	}
	findAll(units, settings)
	return units, ctx.Err()
}

// checkFormats are the forms in which findings are written.
var checkFormats = map[string]func(w io.Writer, units []checked, failOn check.Severity) error{
	"text": checkText, "jsonl": checkJSON, "sarif": checkSARIF, "junit": checkJUnit, "markdown": checkMarkdown,
}

// settings makes check settings of the flags, or says which flag is wrong.
func (f *checkFlags) settings() (check.Settings, error) {
	var s check.Settings
	if checkFormats[f.format] == nil {
		return s, fmt.Errorf("--format %q: use text, jsonl, sarif, junit or markdown", f.format)
	}
	switch f.failOn {
	case "blocker", "error", "warning", "info", "never":
	default:
		return s, fmt.Errorf("--fail-on %q: use blocker, error, warning, info or never", f.failOn)
	}
	switch s.Profile = strings.ToUpper(f.profile); s.Profile {
	case "", "CN", "TW", "HK":
	default:
		return s, fmt.Errorf("--profile %q: use CN, TW or HK", f.profile)
	}
	if !slices.Contains(message.Languages(), f.lang) {
		return s, fmt.Errorf("--lang %q: use one of %s", f.lang, strings.Join(message.Languages(), ", "))
	}
	s.Off, s.Severity = map[string]bool{}, map[string]check.Severity{}
	for _, id := range ids(f.off) {
		if _, ok := check.ByID(id); !ok {
			return s, fmt.Errorf("--off: there is no check %q", id)
		}
		s.Off[id] = true
	}
	for _, id := range ids(f.on) {
		one, ok := check.ByID(id)
		if !ok && id != "all" {
			return s, fmt.Errorf("--on: there is no check %q", id)
		}
		for _, c := range check.All {
			if c.State == check.OnRequest && (id == "all" || id == one.ID) {
				s.Severity[c.ID] = c.Severity
			}
		}
	}
	if f.glossary != "" {
		text, err := readText(f.glossary, streams{})
		if err != nil {
			return s, fmt.Errorf("--glossary: %w", err)
		}
		if s.Glossary, err = check.ReadGlossary(strings.NewReader(text)); err != nil {
			return s, fmt.Errorf("--glossary %s: %w", f.glossary, err)
		}
	}
	return s, nil
}

// ids splits a list of checks.
func ids(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// findAll checks the units, those with the same doc of one file as a document.
func findAll(units []checked, settings check.Settings) {
	docs := map[[2]string][]int{}
	var order [][2]string
	for i, u := range units {
		key := [2]string{u.file, u.doc}
		if docs[key] == nil {
			order = append(order, key)
		}
		docs[key] = append(docs[key], i)
	}
	for _, key := range order {
		at := docs[key]
		of := make([]check.Unit, len(at))
		for k, i := range at {
			of[k] = units[i].unit
		}
		for k, found := range check.Document(of, settings) {
			units[at[k]].found = found
		}
	}
}

// readChecked reads what is to be checked: files of units as JSON lines ("-" is
// the standard input), or one document as en=FILE zh-Hans=FILE zh-Hant=FILE.
func readChecked(ctx context.Context, args []string, byLine bool, std streams) ([]checked, error) {
	sides := 0
	for _, a := range args {
		if _, err := os.Stat(a); err != nil && strings.Contains(a, "=") {
			sides++
		}
	}
	switch {
	case len(args) == 0:
		return nil, errNothing
	case sides == len(args):
		return readAligned(ctx, args, byLine, std.err)
	case sides > 0:
		return nil, errors.New("give either files of units, or one file for each version, not both")
	case byLine:
		return nil, errors.New("--by-line is for one file for each version: the lines of a file of units are units already")
	}
	var out []checked
	for _, name := range args {
		data, err := readUnitFile(name, std.in)
		if err != nil {
			return nil, err
		}
		units, err := parseUnits(name, data)
		if err != nil {
			return nil, err
		}
		out = append(out, units...)
	}
	return out, nil
}

func readUnitFile(name string, in io.Reader) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(io.LimitReader(in, inputMost+1))
		if err == nil && len(data) > inputMost {
			err = errors.New("standard input is too long: at most 64 MB")
		}
		return data, err
	}
	return readFile(name)
}

// unitLine is a unit as JSON lines have it.
type unitLine struct {
	Unit any     `json:"unit"`
	Doc  string  `json:"doc"`
	Kind string  `json:"kind"`
	En   *string `json:"en"`
	Hans *string `json:"zh-Hans"`
	Hant *string `json:"zh-Hant"`
}

// parseUnits reads units as JSON lines. An error names the line.
func parseUnits(name string, data []byte) ([]checked, error) {
	var out []checked
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for n, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		var l unitLine
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, fmt.Errorf("%s, line %d: not a unit as JSON: %s; write {\"unit\":\"id\",\"en\":\"…\",\"zh-Hans\":\"…\",\"zh-Hant\":\"…\"}", name, n+1, jsonFault(err))
		}
		if l.En == nil && l.Hans == nil && l.Hant == nil {
			return nil, fmt.Errorf("%s, line %d: no text: give en, zh-Hans or zh-Hant", name, n+1)
		}
		c := checked{file: name, line: n + 1, doc: l.Doc}
		c.unit.ID = fmt.Sprint(n + 1)
		if l.Unit != nil {
			c.unit.ID = fmt.Sprint(l.Unit)
		}
		for v, text := range []*string{l.En, l.Hans, l.Hant} {
			c.unit.Kind[v] = align.Kind(l.Kind)
			switch {
			case text != nil:
				c.unit.Text[v], c.unit.Want[v] = *text, check.Expected
			case l.Doc == "":
				c.unit.Want[v] = check.Absent
			}
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no units in it", name)
	}
	return out, nil
}
