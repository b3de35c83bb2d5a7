package main

import (
	"fmt"
	"io"
	"strings"

	"triptych/align/check"
)

// markdownMost is how many findings a summary lists: forges cut off what is longer.
const markdownMost = 500

// document sums up what was found in one document.
type document struct {
	name                  string
	units                 int
	behind, empty, others int // findings: the original changed, no text, all else
}

// checkMarkdown writes a summary that forges show beside a change: a table of documents,
// then what was found, by file and line.
func checkMarkdown(w io.Writer, units []checked, _ check.Severity) error {
	var docs []*document
	at := map[string]*document{}
	found := 0
	for _, u := range units {
		d := at[u.file+u.doc]
		if d == nil {
			d = &document{name: strings.TrimSpace(u.file + " " + u.doc)}
			at[u.file+u.doc] = d
			docs = append(docs, d)
		}
		if u.unit.ID != "file" {
			d.units++
		}
		for _, f := range u.found {
			if f.Tier == check.Possible {
				continue
			}
			found++
			d.count(f)
		}
	}
	fmt.Fprintf(w, "## Translations: %s\n\n", summary(docs, found))
	if found == 0 {
		return nil
	}
	fmt.Fprintln(w, "| document | units | behind the original | without text | other findings |")
	fmt.Fprintln(w, "|---|--:|--:|--:|--:|")
	for _, d := range docs {
		if d.behind+d.empty+d.others > 0 {
			fmt.Fprintf(w, "| %s | %d | %d | %d | %d |\n", code(d.name), d.units, d.behind, d.empty, d.others)
		}
	}
	fmt.Fprintln(w)
	listMarkdown(w, units)
	return nil
}

// listMarkdown writes what was found, each with the file and line to mend.
func listMarkdown(w io.Writer, units []checked) {
	left := markdownMost
	for _, u := range units {
		for _, f := range u.found {
			if f.Tier == check.Possible {
				continue
			}
			if left--; left < 0 {
				continue
			}
			file, line := u.where(f)
			fmt.Fprintf(w, "- **%s** %s: %s%s\n", f.Severity, code(fmt.Sprintf("%s:%d", file, line)), plainMarkdown(f.Message), changed(f))
		}
	}
	if left < 0 {
		fmt.Fprintf(w, "- and %d more\n", -left)
	}
}

func (d *document) count(f check.Finding) {
	switch f.Check {
	case "drift.stale":
		d.behind++
	case "cmp.empty":
		d.empty++
	default:
		d.others++
	}
}

// summary is the one line that somebody reads.
func summary(docs []*document, found int) string {
	touched := 0
	for _, d := range docs {
		if d.behind+d.empty+d.others > 0 {
			touched++
		}
	}
	switch {
	case found == 0:
		return fmt.Sprintf("%s in step", counted(len(docs), "document"))
	case found == 1:
		return fmt.Sprintf("1 finding in %s", counted(len(docs), "document"))
	}
	return fmt.Sprintf("%d findings in %d of %s", found, touched, counted(len(docs), "document"))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// changed shows the words that changed: those that are gone struck out, new ones bold.
func changed(f check.Finding) string {
	if f.Check != "drift.stale" || len(f.Diff) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n  > ")
	for _, c := range f.Diff {
		text := plainMarkdown(c.Text)
		inner := strings.TrimSpace(text)
		switch {
		case inner == "" || c.Op == 0:
			b.WriteString(text)
		case c.Op < 0:
			b.WriteString(strings.Replace(text, inner, "~~"+inner+"~~", 1))
		default:
			b.WriteString(strings.Replace(text, inner, "**"+inner+"**", 1))
		}
	}
	return b.String()
}

// plainMarkdown keeps a text from meaning anything in Markdown.
func plainMarkdown(s string) string {
	return markdownMarks.Replace(lineEnds.Replace(s))
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

var markdownMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "~", `\~`, "#", `\#`, "!", `\!`, "@", "@\u200b")

// code sets a name in the type of code, whatever is in it.
func code(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.ContainsAny(s, "`|") {
		return plainMarkdown(s)
	}
	return "`" + s + "`"
}
