package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
)

// classify guesses the kinds of the segments of a plain text.
//
// What stands around an article is looked for only before its first body
// paragraph and after its last one, and there only by marks that are hard to
// mistake: a body paragraph taken for a byline would be lost to the alignment,
// a byline taken for text is one more segment without a partner.
func classify(segments []align.Segment) {
	first, last := body(segments)
	if first < 0 {
		first, last = len(segments), len(segments)-1 // no body: only the surest marks count
	}
	for i := range segments {
		if listMark.MatchString(segments[i].Text) {
			segments[i].Kind = align.ListItem
		}
	}
	markHeader(segments[:first])
	if first < len(segments) {
		markFooter(segments[last+1:])
	}
	title := false
	for i := range segments {
		s := &segments[i]
		if s.Kind != align.Text || !headingShape(s.Text) {
			continue
		}
		inFront := i < first && !title
		if inFront || i > first && i < last && headsText(segments[i-1:i+2]) {
			s.Kind = align.Heading
			title = true
		}
	}
}

// headsText reports whether the second of three segments stands between them as
// a heading inside the text does: a sentence ends before it, and behind it a
// paragraph begins that is far longer than it is. "The road to Rome" between two
// paragraphs is one; the last line of a verse is not.
func headsText(around []align.Segment) bool {
	before, head, next := around[0], around[1], around[2]
	if !terminal(before.Text) || next.Kind != align.Text || headingShape(next.Text) {
		return false
	}
	return columns(head.Text)*chosen.page.inside <= columns(next.Text)
}

// body gives the first and the last segment that are surely running text, -1
// and -1 when there is none.
func body(segments []align.Segment) (first, last int) {
	first, last = -1, -1
	for i, s := range segments {
		if isBody(s.Text) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// isBody reports whether text is running text: long, ending as a sentence, and
// no notice that pages carry at their foot.
func isBody(text string) bool {
	w := columns(text)
	return w >= chosen.page.body && (terminal(text) || w >= chosen.page.bodyLong*chosen.page.body) && !legalNotice(text)
}

// headingShape reports whether text may be a heading: one short line that does
// not end as a sentence and begins as a title does.
func headingShape(text string) bool {
	if columns(text) > chosen.page.heading || terminal(text) || strings.Contains(text, "\n") {
		return false
	}
	switch r, _ := utf8.DecodeLastRuneInString(text); r {
	case ',', '，', '、', '-', '—':
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"“‘「『《（(#* "))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || letter.HanScript(r)
}

// markHeader marks what stands before the body: the line of languages, dates,
// authors, breadcrumbs, share bars.
func markHeader(segments []align.Segment) {
	segments = segments[:min(len(segments), chosen.page.reach)]
	dated, named := false, false // a date, an author stood right before
	for i := range segments {
		s := &segments[i]
		text := stripBullet(s.Text)
		roleNext := i+1 < len(segments) && isRole(stripBullet(segments[i+1].Text))
		switch {
		case furniture(s.Text), isButton(text), isMenu(text) && besidePage(segments, i):
			s.Kind = align.NonContent
			dated, named = false, false
		case isDate(text):
			s.Kind = align.NonContent
			dated = true
		case isByline(text), named && isRole(text):
			s.Kind = align.NonContent
			named = true
		case isName(text) && dated && (roleNext || i+1 == len(segments)):
			s.Kind = align.NonContent
			named = true
		default:
			dated, named = false, false
		}
	}
}

// besidePage reports whether the line before segment i has been set apart, or
// the one after it surely will be.
func besidePage(segments []align.Segment, i int) bool {
	if i > 0 && segments[i-1].Kind == align.NonContent {
		return true
	}
	if i+1 == len(segments) {
		return false
	}
	next := stripBullet(segments[i+1].Text)
	return furniture(next) || isButton(next) || isMenu(next) || legalNotice(next)
}

// markFooter marks what stands behind the body: related articles, share bars,
// notices.
func markFooter(segments []align.Segment) {
	links := false // behind "You might also like"
	for i := range segments {
		s := &segments[i]
		text := stripBullet(s.Text)
		switch {
		case relatedHead(text):
			links = true
			s.Kind = align.NonContent
		case furniture(s.Text), isButton(text), isMenu(text) && besidePage(segments, i), legalNotice(text), isDate(text), isCredit(text):
			s.Kind = align.NonContent
		case links && !terminal(text) && columns(text) <= chosen.page.link:
			s.Kind = align.NonContent
		}
	}
}

// stripBullet takes the mark of a list item off.
func stripBullet(text string) string {
	if loc := listMark.FindStringIndex(text); loc != nil {
		return strings.TrimSpace(text[loc[1]:])
	}
	return text
}
