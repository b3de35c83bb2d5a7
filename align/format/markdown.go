package format

import (
	"regexp"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// Markdown is read by blocks: a heading, a paragraph, a list item, a block
// quote's paragraph, a table row, a block of code is one segment. Soft line
// breaks inside a paragraph are joined.
//
// The marks of a block ("## ", "- ", "> ", its indentation) stay in the text.
// Translators see what they will publish, a check can compare the levels of two
// headings, and joining the segments gives a file that reads the same again. Front
// matter, code, rules, link definitions, comments and lines of tags alone are
// kept whole, with their line breaks, as NonContent.

var markdown = Format{Name: "markdown", Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, read: readMarkdown, back: true}

func readMarkdown(in *input) (*content, *Problem) {
	clean := in.clean()
	if in.mode == Line {
		return in.lined(splitText(clean, in.mode), plainWay), nil
	}
	return in.lined(splitMarkdown(clean), markdownWay), nil
}

// markdownWay keeps the marks of a quote, which stand before each of its lines, out of
// the text; line breaks are of the text where they mean something.
var markdownWay = &way{
	next: func(raw string) (string, int) {
		if raw[0] == '\n' {
			rest := strings.TrimLeft(raw[1:], "> \t")
			return "\n", len(raw) - len(rest)
		}
		return nextRune(raw)
	},
	quote: func(s string) string { return s },
}

var (
	mdHeading  = regexp.MustCompile(`^#{1,6}(?:\s|$)`)
	mdSetext   = regexp.MustCompile(`^(?:=+|-+)$`)
	mdItem     = regexp.MustCompile(`^(?:[-*+]|\d{1,9}[.)])(?:\s|$)`)
	mdRule     = regexp.MustCompile(`^(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$`)
	mdFence    = regexp.MustCompile("^(`{3,}|~{3,})")
	mdLinkDef  = regexp.MustCompile(`^\[[^\]^][^\]]*\]:\s*\S`)
	mdTagsOnly = regexp.MustCompile(`^(?:</?[A-Za-z][^<>]*>\s*|<!--.*?-->\s*|\{[%{].*?[%}]\}\s*)+$`)
)

var (
	mdContainer = regexp.MustCompile(`^:{3,}`)                                                             // of VitePress and Docusaurus: ":::info", ":::"
	mdScript    = regexp.MustCompile(`^<(?:script|style)[\s>]`)                                            // of pages made by a program
	mdModule    = regexp.MustCompile(`^(?:import\s.*['"];?|export\s+(?:const|default|function|let)\s.*)$`) // of MDX
)

// mdReader builds segments line by line.
type mdReader struct {
	lines    []line
	raw      []string // the lines as they are
	segments []align.Segment
	open     bool // the last segment is a paragraph that the next line may go on with
}

func splitMarkdown(text string) []align.Segment {
	r := mdReader{lines: splitLines(text), raw: strings.Split(text, "\n")}
	i := r.frontMatter()
	for i < len(r.lines) {
		i = r.block(i)
	}
	return r.segments
}

// frontMatter takes the YAML or TOML block at the top and gives the next line.
func (r *mdReader) frontMatter() int {
	fence := r.lines[0].text
	if fence != "---" && fence != "+++" || r.lines[0].indent > 0 {
		return 0
	}
	for i := 1; i < len(r.lines); i++ {
		if t := r.lines[i].text; t == fence || fence == "---" && t == "..." {
			r.verbatim(0, i+1)
			return i + 1
		}
	}
	return 0
}

// verbatim makes one NonContent segment of the lines from to to.
func (r *mdReader) verbatim(from, to int) {
	parts := make([]string, 0, to-from)
	for _, s := range r.raw[from:to] {
		parts = append(parts, strings.TrimRightFunc(s, letter.Trailing))
	}
	text := strings.TrimRight(strings.Join(parts, "\n"), "\n")
	r.segments = append(r.segments, align.Segment{Text: text, Kind: align.NonContent, Line: r.lines[from].number})
	r.open = false
}

// add begins a segment with line i, its indentation kept where it has a meaning.
func (r *mdReader) add(i int, kind align.Kind, open bool) {
	text := r.lines[i].text
	if kind == align.ListItem {
		text = strings.TrimRightFunc(r.raw[i], letter.Trailing)
	}
	r.segments = append(r.segments, align.Segment{Text: text, Kind: kind, Line: r.lines[i].number})
	r.open = open
}

// block reads what begins at line i and gives the line behind it.
func (r *mdReader) block(i int) int {
	l := r.lines[i]
	switch {
	case l.text == "":
		r.open = false
		return i + 1
	case mdFence.MatchString(l.text):
		end := r.fenceEnd(i)
		r.verbatim(i, end)
		return end
	case mdContainer.MatchString(l.text):
		r.verbatim(i, i+1)
	case mdScript.MatchString(l.text), !r.open && mdModule.MatchString(l.text):
		end := r.scriptEnd(i)
		r.verbatim(i, end)
		return end
	case strings.HasPrefix(l.text, "<!--") && !strings.Contains(l.text, "-->"):
		end := r.commentEnd(i)
		r.verbatim(i, end)
		return end
	case l.indent >= 4 && !r.open && !r.inList() && !chineseIndent(r.raw[i]):
		end := i + 1
		for end < len(r.lines) && r.lines[end].text != "" && r.lines[end].indent >= 4 {
			end++
		}
		r.verbatim(i, end)
		return end
	case mdHeading.MatchString(l.text):
		r.add(i, align.Heading, false)
	case r.open && mdSetext.MatchString(l.text) && r.segments[len(r.segments)-1].Kind == align.Text:
		last := &r.segments[len(r.segments)-1]
		last.Kind = align.Heading
		last.Text += "\n" + l.text
		r.open = false
	case mdRule.MatchString(l.text), mdLinkDef.MatchString(l.text), mdTagsOnly.MatchString(l.text):
		r.verbatim(i, i+1)
	case mdItem.MatchString(l.text):
		r.add(i, align.ListItem, true)
	case strings.HasPrefix(l.text, ">"):
		r.quote(i)
	case strings.HasPrefix(l.text, "|"):
		r.add(i, align.Text, false)
	default:
		r.paragraph(i, align.Text)
	}
	return i + 1
}

// paragraph begins a paragraph with line i or goes on with the open one.
func (r *mdReader) paragraph(i int, kind align.Kind) {
	if !r.open {
		r.add(i, kind, true)
		return
	}
	last := &r.segments[len(r.segments)-1]
	before := r.raw[i-1]
	if strings.HasSuffix(before, "  ") || strings.HasSuffix(before, "\\") { // a hard line break
		last.Text = strings.TrimRight(last.Text, " ") + hardBreak(before) + "\n" + r.lines[i].text
		return
	}
	last.Text = joinLines(last.Text, r.lines[i].text)
}

func hardBreak(line string) string {
	if strings.HasSuffix(line, "\\") {
		return ""
	}
	return "  "
}

// quote begins a block quote's paragraph or goes on with it.
func (r *mdReader) quote(i int) {
	inner := strings.TrimSpace(strings.TrimLeft(r.lines[i].text, "> "))
	begins := mdItem.MatchString(inner) || mdHeading.MatchString(inner) // "> - an item" stands by itself
	if n := len(r.segments); r.inQuote() && inner != "" && !begins {
		r.segments[n-1].Text = joinLines(r.segments[n-1].Text, inner)
		return
	}
	if inner == "" {
		if !r.open { // an empty line of a quote shows nothing but its mark
			return
		}
		r.open = false
		return
	}
	r.add(i, align.Quote, true)
}

// inQuote reports whether the last segment is a paragraph of a quote that the
// next line may go on with.
func (r *mdReader) inQuote() bool {
	n := len(r.segments)
	return r.open && n > 0 && r.segments[n-1].Kind == align.Quote
}

// inList reports whether the last segment is a list item, so that an indented
// line belongs to it.
func (r *mdReader) inList() bool {
	n := len(r.segments)
	return n > 0 && r.segments[n-1].Kind == align.ListItem
}

// chineseIndent reports whether a line is indented as Chinese paragraphs are.
func chineseIndent(raw string) bool { return strings.HasPrefix(raw, "　") }

func (r *mdReader) fenceEnd(i int) int {
	fence := mdFence.FindString(r.lines[i].text)
	for j := i + 1; j < len(r.lines); j++ {
		t := r.lines[j].text
		if strings.HasPrefix(t, fence) && strings.Trim(t, fence[:1]) == "" {
			return j + 1
		}
	}
	return len(r.lines)
}

// scriptEnd gives the line behind a script, or behind the statement of a module.
func (r *mdReader) scriptEnd(i int) int {
	tag := strings.HasPrefix(r.lines[i].text, "<")
	for j := i; j < len(r.lines); j++ {
		t := r.lines[j].text
		if tag && (strings.Contains(t, "</script>") || strings.Contains(t, "</style>")) {
			return j + 1
		}
		if !tag && t == "" {
			return j
		}
	}
	return len(r.lines)
}

func (r *mdReader) commentEnd(i int) int {
	for j := i; j < len(r.lines); j++ {
		if strings.Contains(r.lines[j].text, "-->") {
			return j + 1
		}
	}
	return len(r.lines)
}
