package format

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align/message"
)

// openArchive opens a file that is a ZIP archive, and refuses one that only claims to be,
// that is locked, or that holds far more than it says.
func (in *input) openArchive() (*zip.Reader, *Problem) {
	z, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil {
		return nil, fatal(CodeBroken, message.Of("file.archive"), "file.broken.do")
	}
	if len(z.File) > chosen.file.members {
		return nil, fatal(CodeLong, message.Of("file.archive.large"), "file.archive.large.do")
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, locked()
		}
	}
	return z, nil
}

// locked refuses a file that a password protects.
func locked() *Problem { return fatal(CodeBinary, message.Of("file.locked"), "file.locked.do") }

// member reads a member of an archive as text; false where there is none. What all
// members hold together is bounded, whatever the archive says of their sizes.
func (in *input) member(z *zip.Reader, name string) (string, bool, *Problem) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		left := chosen.file.unpacked - in.unpacked
		r, err := f.Open()
		if err != nil {
			return "", true, badMember(name)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, int64(left)+1))
		if in.unpacked += len(data); len(data) > left {
			return "", true, fatal(CodeLong, message.Of("file.archive.large"), "file.archive.large.do")
		}
		if err != nil || !utf8.Valid(data) {
			return "", true, badMember(name)
		}
		if in.parts == nil {
			in.parts = map[string]string{}
		}
		in.parts[name] = string(data)
		return in.parts[name], true, nil
	}
	return "", false, nil
}

func badMember(name string) *Problem {
	return fatal(CodeBroken, message.Of("file.member", "name", name), "file.broken.do")
}

// holds reports whether data is an archive with a member of a name.
func holds(data []byte, name string) bool {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

// spliceArchive puts cuts into the members of an archive. The others are copied as they
// are, compressed as they were.
func (in *input) spliceArchive(cuts []cut) ([]byte, error) {
	z, problem := in.openArchive()
	if problem != nil {
		return nil, problem
	}
	byPart := map[string][]cut{}
	for _, c := range cuts {
		byPart[c.part] = append(byPart[c.part], c)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(z.Comment); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		own := byPart[f.Name]
		if own == nil {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		header := zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified, Comment: f.Comment, ExternalAttrs: f.ExternalAttrs}
		member, err := w.CreateHeader(&header)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(member, splice(in.parts[f.Name], own)); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// numberIn is the first number in a name, by which slides and chapters are ordered.
func numberIn(name string) int {
	digits := strings.TrimFunc(name, func(r rune) bool { return r < '0' || r > '9' })
	if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = digits[:end]
	}
	n, _ := strconv.Atoi(digits)
	return n
}
