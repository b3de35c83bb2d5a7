package format

import (
	"encoding/xml"
	"regexp"
)

// tbx is a collection of terms (TBX 2 and 3): entries with a set of terms for each
// language, of which the first is taken.
var tbx = Format{
	Name: "tbx", Extensions: []string{".tbx"},
	looks: regexp.MustCompile(`^(<\?xml[^>]*\?>\s*)?(<\?(?s:.*?)\?>\s*|<!--(?s:.*?)-->\s*)*(<!DOCTYPE martif(?s:.*?)>\s*)?<(martif|tbx)[\s>]`),
	read:  readTBX, back: true, many: true,
}

func readTBX(in *input) (*content, *Problem) {
	r := bilingual{in: in, xml: newXML(in.text), content: &content{tagged: true, named: true, rows: true}}
	for {
		tok, problem := r.xml.next()
		if tok == nil || problem != nil {
			return r.done(problem)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "termEntry", "conceptEntry":
			r.unit(attribute(e, "id"))
		case "langSet", "langSec":
			r.language = attribute(e, "lang")
		case "term":
			if r.key == "" {
				continue // named in the head, as an example
			}
			if problem := r.text(r.language, "term"); problem != nil {
				return nil, problem
			}
		}
	}
}
