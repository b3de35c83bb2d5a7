package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// What is compared.
const (
	units    = "units"
	findings = "findings"
	exports  = "exports"
)

// drawn matches the ids that every run of a program draws anew.
var drawn = regexp.MustCompile(`\b01[0-9A-HJKMNP-TV-Z]{24}\b`)

// largest is the size, in bytes, up to which a file is imported.
const largest = 4 << 20

// job is one thing that both builds do.
type job struct {
	kind, name string
	run        func(program string) ([]string, error)
}

// jobsBelow finds what there is to do: folders with gold units are aligned, files of
// units are checked, documents in three files and all other files are imported,
// checked and exported.
func jobsBelow(dirs []string) (jobs []job, err error) {
	for _, dir := range dirs {
		gold := map[string]bool{}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			folder, name := filepath.Split(path)
			switch ext := filepath.Ext(path); {
			case ext == ".gold":
				if !gold[folder] {
					gold[folder] = true
					jobs = append(jobs, alignJob(folder))
				}
				if three := versionsOf(strings.TrimSuffix(path, ext)); three != nil && !strings.Contains(name, "~") {
					jobs = append(jobs, checkJob(strings.TrimSuffix(path, ext), three), exportJob(strings.TrimSuffix(path, ext), three))
				}
			case ext == ".jsonl" && holdsUnits(path):
				jobs = append(jobs, checkJob(path, []string{path}))
			case slices.Contains([]string{".en", ".zh", ".zh-Hans", ".zh-Hant", ".jsonl"}, ext) || strings.HasSuffix(name, ".meta.json"):
			default:
				if info, err := d.Info(); err == nil && info.Size() <= largest {
					jobs = append(jobs, exportJob(path, []string{"--anyway", "en=" + path}))
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// versionsOf names the three files of a document as arguments, nil when one is
// not there.
func versionsOf(base string) []string {
	args := []string{"--segments", "line"}
	for _, v := range []string{"en", "zh-Hans", "zh-Hant"} {
		if _, err := os.Stat(base + "." + v); err != nil {
			return nil
		}
		args = append(args, v+"="+base+"."+v)
	}
	return args
}

// holdsUnits reports whether a file has lines that `triptych check` reads.
func holdsUnits(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var unit map[string]any
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &unit) != nil {
		return false
	}
	_, hans := unit["zh-Hans"]
	_, hant := unit["zh-Hant"]
	return hans || hant
}

func alignJob(folder string) job {
	return job{units, folder, func(program string) ([]string, error) {
		tmp, err := os.MkdirTemp("", "compare")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(tmp)
		if out, err := command(program, "eval", "--gold", folder, "--write", tmp); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", folder, err, out)
		}
		written, err := os.ReadDir(tmp)
		var all bytes.Buffer
		for _, f := range written {
			text, readErr := os.ReadFile(filepath.Join(tmp, f.Name()))
			fmt.Fprintf(&all, "%s\n%s\n", f.Name(), text)
			err = errors.Join(err, readErr)
		}
		return linesOf(all.Bytes()), err
	}}
}

func checkJob(name string, files []string) job {
	return job{findings, name, func(program string) ([]string, error) {
		out, err := command(program, append([]string{"check", "--format", "jsonl", "--on", "all", "--fail-on", "never"}, without(files, "--segments", "line")...)...)
		if err != nil {
			out = fmt.Appendf(out, "%v\n", err)
		}
		return linesOf(out), nil
	}}
}

// exportJob imports files into a database of their own and exports them again.
// A file that is refused is compared by what the refusal says.
func exportJob(name string, files []string) job {
	return job{exports, name, func(program string) ([]string, error) {
		tmp, err := os.MkdirTemp("", "compare")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(tmp)
		db := filepath.Join(tmp, "work.db")
		all, err := command(program, append([]string{"import", "--db", db}, files...)...)
		if err != nil {
			return linesOf(fmt.Appendf(all, "%v\n", err)), nil
		}
		for _, format := range []string{"json", "tsv"} {
			out, err := command(program, "export", "--db", db, "--format", format)
			if all = append(all, out...); err != nil {
				all = fmt.Appendf(all, "%v\n", err)
			}
		}
		return linesOf(all), nil
	}}
}

// command runs a program and returns what it writes, refusals included.
func command(program string, args ...string) ([]byte, error) {
	return exec.Command(program, args...).CombinedOutput()
}

// without returns args without a flag and its value.
func without(args []string, flag, value string) (out []string) {
	for _, a := range args {
		if a != flag && a != value {
			out = append(out, a)
		}
	}
	return out
}
