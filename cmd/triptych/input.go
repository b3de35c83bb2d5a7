package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
)

// inputMost is how large a file may be, in bytes: more than any book.
const inputMost = 64 << 20

// readFiles reads the files that arguments of the form en=FILE name, each
// version at most once, in any format and encoding that package format knows.
// An error names the file, the place in it and what can be done.
func readFiles(args []string, mode format.Mode) (map[align.Version]*format.File, error) {
	if len(args) == 0 {
		return nil, errors.New("no file was given: name them as en=FILE zh-Hans=FILE zh-Hant=FILE")
	}
	files := map[align.Version]*format.File{}
	for _, arg := range args {
		v, name, err := parseSide(arg)
		if err != nil {
			return nil, err
		}
		if files[v] != nil {
			return nil, fmt.Errorf("%s is given twice: each version has one file", v)
		}
		if files[v], err = readVersion(name, v, mode); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// gather reads files that become one document: en=FILE and its like for one version
// each, FILE alone for what says itself which versions it holds.
func gather(args []string, mode format.Mode) (sources []intake.Source, g *intake.Gathered, err error) {
	if len(args) == 0 {
		return nil, nil, errors.New("no file was given: name them as en=FILE zh-Hans=FILE zh-Hant=FILE, or FILE alone where it holds several versions")
	}
	for _, arg := range args {
		source := intake.Source{Name: arg}
		if v, name, err := parseSide(arg); err == nil {
			source.Name, source.Version = name, &v
		} else if _, wrong := os.Stat(arg); wrong != nil && strings.Contains(arg, "=") {
			return nil, nil, err
		}
		if source.Data, err = readFile(source.Name); err != nil {
			return nil, nil, err
		}
		sources = append(sources, source)
	}
	g, err = intake.Gather(sources, mode)
	var p *format.Problem
	if errors.As(err, &p) {
		name := ""
		for _, s := range sources { // the one that is refused
			if _, err := format.Open(s.Name, s.Data, s.Version, mode); err != nil {
				name = s.Name + ": "
				break
			}
		}
		err = fmt.Errorf("%s%s %s", name, p.Message, remedy(p, mode, nil))
	}
	return sources, g, err
}

// readVersion reads the file of one version.
func readVersion(name string, v align.Version, mode format.Mode) (*format.File, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	file, err := format.Read(name, data, v, mode)
	var p *format.Problem
	if errors.As(err, &p) {
		return nil, fmt.Errorf("%s: %s %s", name, p.Message, remedy(p, mode, nil))
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file, nil
}

// parseSide reads an argument of the form en=FILE.
func parseSide(arg string) (align.Version, string, error) {
	tag, name, ok := strings.Cut(arg, "=")
	if !ok {
		return 0, "", fmt.Errorf("%q: write the version before the file, as in en=%s", arg, arg)
	}
	v, err := align.ParseVersion(tag)
	if err != nil {
		if meant := otherTags[strings.ReplaceAll(strings.ToLower(tag), "_", "-")]; meant != "" {
			return 0, "", fmt.Errorf("unknown version %q: did you mean %s=%s?", tag, meant, name)
		}
		return 0, "", err
	}
	if name == "" {
		return 0, "", fmt.Errorf("%q names no file: write it behind the sign, as in %sFILE", arg, arg)
	}
	return v, name, nil
}

// otherTags lists other names of the versions, in lower case, that people write.
var otherTags = map[string]string{
	"en-us": "en", "en-gb": "en", "en-au": "en", "eng": "en", "english": "en",
	"zh-hans": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans-cn": "zh-Hans", "hans": "zh-Hans", "chs": "zh-Hans", "cn": "zh-Hans", "sc": "zh-Hans",
	"zh-hant": "zh-Hant", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-hant-tw": "zh-Hant", "zh-hant-hk": "zh-Hant", "hant": "zh-Hant", "cht": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant", "tc": "zh-Hant",
}

// readFile reads a whole file of at most inputMost bytes.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError("read", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, inputMost+1))
	if err != nil {
		return nil, fileError("read", name, err)
	}
	if len(data) > inputMost {
		return nil, fmt.Errorf("%s is larger than %d MB: divide it into several documents", name, inputMost>>20)
	}
	return data, nil
}

// fileError says in plain words why a file cannot be read or written.
func fileError(what, name string, err error) error {
	why := err.Error()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such file or folder: check the name"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		why = "that is not allowed: check the rights of the file and its folder"
	case errors.Is(err, syscall.EISDIR):
		why = "it is a folder: name a file"
	case errors.Is(err, syscall.ENOSPC):
		why = "the disk is full"
	}
	return fmt.Errorf("cannot %s %s: %s", what, name, why)
}

// remedy is what to do about a problem, as it is done on the command line.
func remedy(p *format.Problem, mode format.Mode, files map[align.Version]*format.File) string {
	switch {
	case p.Code == format.CodeLong && mode == format.Line:
		return "Divide it into lines."
	case p.Code == format.CodeLong:
		return "Divide it with blank lines, or give --segments line when every line is a paragraph."
	case p.Swap != nil && files != nil:
		var sides []string
		for i, v := range p.Swap {
			if f := files[v]; f != nil {
				sides = append(sides, p.Swap[1-i].String()+"="+f.Name)
			}
		}
		return "Write " + strings.Join(sides, " ") + " instead."
	}
	return p.Remedy
}

// noticed lists what is odd about files and about one beside another, but not
// that a version is missing.
func noticed(files map[align.Version]*format.File) []format.Problem {
	var problems []format.Problem
	for _, v := range align.Versions {
		if f := files[v]; f != nil {
			problems = append(problems, f.Problems...)
		}
	}
	for _, p := range format.Inspect(files) {
		if p.Code != format.CodeOne {
			problems = append(problems, p)
		}
	}
	return problems
}

// jsonFault says what is wrong with JSON without naming types of this program.
func jsonFault(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("%s cannot be a %s", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return "found the kind " + kind.Value
	}
	return err.Error()
}

// tellProblems prints what was noticed about files, each with its name and
// remedy. It returns those that make the versions doubtful: a text in another's
// place, or the same text twice.
func tellProblems(problems []format.Problem, mode format.Mode, files map[align.Version]*format.File, w io.Writer) (doubts []string) {
	for i := range problems {
		p := &problems[i]
		where := ""
		if p.Version != nil && files[*p.Version] != nil {
			where = files[*p.Version].Name + ": "
		}
		text := where + p.Message + " " + remedy(p, mode, files)
		fmt.Fprintln(w, "triptych:", strings.TrimSpace(text))
		if p.Fatal || p.Code == format.CodeColumn || p.Code == format.CodeSame {
			doubts = append(doubts, text)
		}
	}
	return doubts
}

// unlessStopped calls work and returns its error, or the exit status of an
// interrupted program as soon as ctx is done. Work that goes on then must not
// leave anything behind when the process ends.
func unlessStopped(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return exitStatus(130)
	}
}
