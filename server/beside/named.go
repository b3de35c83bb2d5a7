package beside

import "os"

// Named tells whether the files that are open still have their names. They are
// only looked at: to open one and close it would give up the engine's locks.
type Named struct {
	Path    string
	file    os.FileInfo // as it was after the last commit
	log     os.FileInfo // nil = not made yet
	Serving bool        // nobody else writes the file itself, only its log
}

// Look takes the files for the right ones.
func (n *Named) Look() {
	n.file, _ = os.Stat(n.Path)
	if n.log == nil {
		n.log, _ = os.Stat(n.Path + "-wal")
	}
}

// Holds reports whether the files are the ones that were looked at last. It is to
// be asked before each commit.
func (n *Named) Holds() bool {
	file, err := os.Stat(n.Path)
	if err != nil || n.file == nil || !os.SameFile(file, n.file) {
		return false
	}
	if n.Serving && (file.Size() != n.file.Size() || !file.ModTime().Equal(n.file.ModTime())) {
		return false
	}
	if n.log == nil {
		return true
	}
	if log, err := os.Stat(n.Path + "-wal"); err != nil || !os.SameFile(log, n.log) {
		return false
	}
	return true
}
