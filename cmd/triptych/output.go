package main

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeOut calls write with the file of that name, or with the terminal when
// the name is empty. A file appears under its name only when everything is
// written; until then, and when something fails, what was there before stays.
func writeOut(name string, terminal io.Writer, write func(*bufio.Writer) error) error {
	if name == "" {
		if isTerminal(terminal) {
			terminal = harmless(terminal)
		}
		return writeError("the result", buffered(terminal, write))
	}
	mode := os.FileMode(0o644)
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real // the file that a link leads to is replaced, not the link
	}
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeDirectly(name, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fileError("write", name, err)
	}
	err = cmp.Or(buffered(f, write), f.Chmod(mode))
	err = cmp.Or(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return writeError(name, err)
}

// writeDirectly writes to what is no plain file: a device or a pipe.
func writeDirectly(name string, write func(*bufio.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fileError("write", name, err)
	}
	err = buffered(f, write)
	return writeError(name, cmp.Or(err, f.Close()))
}

// buffered calls write and writes what is left in the buffer.
func buffered(to io.Writer, write func(*bufio.Writer) error) error {
	w := bufio.NewWriter(to)
	return cmp.Or(write(w), w.Flush())
}

// writeError says in plain words why writing failed; an error that comes from
// no file stays as it is.
func writeError(name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) || errors.As(err, &link) {
		return fileError("write", name, err)
	}
	return err
}
