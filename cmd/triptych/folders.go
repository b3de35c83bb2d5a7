package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"triptych/server/beside"
)

// try does everything that serve does before it serves, and leaves nothing behind.
// note is told what will be all right when the server starts, and what to do where that
// depends on how it is started.
func (set *serveSetup) try(note func(string)) error {
	if err := set.fit(); err != nil {
		return err
	}
	if err := set.tryAddresses(note); err != nil {
		return err
	}
	folders := []struct{ setting, path string }{{"--db", filepath.Dir(set.path)}, {"--backup", set.backups.dir}}
	if set.tls.names != "" {
		folders = append(folders, struct{ setting, path string }{"--acme-cache", set.tls.cache})
	}
	told := map[string]bool{}
	for _, f := range folders {
		if f.path == "" {
			continue
		}
		said, err := tryFolder(f.setting, f.path)
		if err != nil {
			return err
		}
		if said != "" && !told[said] {
			note(said)
		}
		told[said] = true
	}
	_, _, err := set.tls.config()
	return err
}

// tryAddresses listens wherever the server will, for a moment.
func (set *serveSetup) tryAddresses(note func(string)) error {
	for _, addr := range []string{set.addr, set.metrics, set.tls.redirect} {
		if addr == "" {
			continue
		}
		l, err := listenAt(addr)
		switch {
		case errors.Is(err, fs.ErrPermission):
			note(fmt.Sprintf("%s is an address for root or a service that was given it: the unit of 'make install' is, else start the server as root or choose a port from 1024 on.", addr))
			continue
		case errors.As(err, new(takenError)) && beside.Served(set.path):
			note(fmt.Sprintf("%s is taken, and a server runs on %s: it is likely that one.", addr, set.path))
			continue
		case err != nil:
			return err
		}
		if addr == set.addr {
			_, err = hostNames(set.known(), l.Addr())
		}
		if l.Close(); err != nil {
			return err
		}
	}
	return nil
}

// makeFolder makes a folder that the server writes into, in one that is there: a path
// that is misspelt from its beginning leads nowhere.
func makeFolder(setting, path string) error {
	err := os.Mkdir(path, 0o700)
	switch {
	case errors.Is(err, fs.ErrExist):
		_, err = tryFolder(setting, path)
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("%s names the folder %s, and what it would be in is not there: make it, or name another folder", setting, path)
	}
	return err
}

// tryFolder says whether the server will be able to write into a folder; one that is
// not there yet is no error, and the note says who makes it.
func tryFolder(setting, path string) (note string, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		_, err := os.Stat(filepath.Dir(path))
		if err == nil && setting != "--db" || setting == "--acme-cache" {
			return path + " is not there yet: the server makes it when it starts.", nil
		}
		return fmt.Sprintf("%s is not there yet: the unit of 'make install' makes it; without the unit, make it first: install -d -m 700 %s", path, path), nil
	case errors.Is(err, fs.ErrPermission):
		return "", asService(setting, path)
	case err != nil:
		return "", err
	case !info.IsDir():
		return "", fmt.Errorf("%s names %s, which is no folder: name another", setting, path)
	}
	probe, err := os.CreateTemp(path, ".triptych-try-")
	if errors.Is(err, fs.ErrPermission) {
		return "", asService(setting, path)
	} else if err != nil {
		return "", fmt.Errorf("cannot write into %s, which %s names: %w", path, setting, err)
	}
	return "", errors.Join(probe.Close(), os.Remove(probe.Name()))
}

func asService(setting, path string) error {
	return fmt.Errorf("whoever runs this may not write into %s, which %s names: run it as the service does, sudo -u triptych triptych config check …, or give the folder to that user", path, setting)
}
