package format

import (
	"encoding/xml"
	"regexp"
	"strconv"

	"triptych/align"
)

// xliff is XLIFF 1.0 to 2.1, and what memoQ and Trados make of 1.2: units with a source
// and a target. A target that is missing can be put in.
var xliff = Format{
	Name: "xliff", Extensions: []string{".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"},
	looks: regexp.MustCompile(`^(<\?xml[^>]*\?>\s*)?(<!--(?s:.*?)-->\s*)*<xliff[\s>]`),
	read:  readXLIFF, back: true, many: true,
}

// xliffReader reads XLIFF of both kinds: their elements have different names for one
// thing (trans-unit, and segment inside of unit).
type xliffReader struct {
	bilingual
	source, target string // languages
	file, group    string // ids, which ids of units hang on
	closed         int    // the end of the last source: where a target would begin
	open           bool   // a unit that has a source and no target so far
	apart          int    // depth inside of proposals of other translations, which are skipped
}

func readXLIFF(in *input) (*content, *Problem) {
	r := xliffReader{bilingual: bilingual{in: in, xml: newXML(in.text), content: &content{tagged: true, named: true, rows: true}}}
	for {
		tok, problem := r.xml.next()
		if tok == nil || problem != nil {
			return r.done(problem)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			problem = r.start(t)
		case xml.EndElement:
			r.end(t.Name.Local)
		}
		if problem != nil {
			return nil, problem
		}
	}
}

func (r *xliffReader) start(e xml.StartElement) *Problem {
	if r.apart > 0 {
		r.apart++
		return nil
	}
	switch e.Name.Local {
	case "xliff":
		r.source, r.target = attribute(e, "srcLang"), attribute(e, "trgLang")
	case "file":
		r.file = attribute(e, "id", "original")
		if s := attribute(e, "source-language"); s != "" {
			r.source, r.target = s, attribute(e, "target-language")
		}
	case "unit":
		r.group = attribute(e, "id")
	case "segment", "trans-unit":
		id := attribute(e, "id")
		if e.Name.Local == "segment" {
			id = r.group + "/" + id
		}
		r.unit(r.file + "/" + id)
		if attribute(e, "translate") == "no" {
			r.apart++
		}
	case "source":
		if problem := r.text(r.source, "source"); problem != nil {
			return problem
		}
		r.open, r.closed = r.key != "", r.xml.to
	case "target":
		r.open = false
		return r.text(r.targetLanguage(e), "target")
	case "seg-source":
		if _, problem := r.inline("seg-source"); problem != nil {
			return problem
		}
		r.closed = r.xml.to
	case "alt-trans", "matches", "match", "header", "ignorable", "glossary", "bin-unit", "skeleton", "originalData", "notes", "note":
		r.apart++
	}
	return nil
}

// targetLanguage is the language of targets; a file that does not name it holds Chinese,
// if its source is English.
func (r *xliffReader) targetLanguage(e xml.StartElement) string {
	if lang := attribute(e, "lang"); lang != "" {
		return lang
	}
	if v, _, ok := languageTag(r.source); r.target == "" && ok && v == align.En {
		return "zh"
	}
	return r.target
}

func (r *xliffReader) end(name string) {
	if r.apart > 0 {
		r.apart--
		if r.apart > 0 || name != "segment" && name != "trans-unit" {
			return
		}
	}
	if name != "segment" && name != "trans-unit" || !r.open {
		return
	}
	r.open = false
	for _, v := range r.wanted() {
		if r.got[v] {
			continue
		}
		r.content.texts = append(r.content.texts, found{
			Segment: align.Segment{Kind: align.Text, Line: r.xml.line(r.closed)}, version: v, key: r.key,
			pieces: []piece{{from: r.closed, to: r.closed, way: xmlWay}},
			fresh:  func(raw string) string { return "<target>" + raw + "</target>" },
		})
	}
}

// wanted lists the versions that a target which is missing may be of.
func (r *xliffReader) wanted() []align.Version {
	v, plain, ok := languageTag(r.target)
	switch {
	case r.target == "" && r.in.asked != nil:
		return []align.Version{*r.in.asked}
	case r.target == "":
		return align.Chinese[:]
	case plain:
		return []align.Version{chineseOf("", r.in.asked)}
	case ok:
		return []align.Version{v}
	}
	return nil
}

// numbered tells texts of one row apart: those behind the first have the key of the row
// with a number behind it.
func numbered(row string, n int) string {
	if n == 0 {
		return row
	}
	return row + rowMark + strconv.Itoa(n+1)
}
