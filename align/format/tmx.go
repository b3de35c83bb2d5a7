package format

import (
	"encoding/xml"
	"regexp"
	"strconv"

	"triptych/align"
)

// tmx is a translation memory (TMX 1.1 to 1.4b): units (tu) with a variant (tuv) for
// each language.
var tmx = Format{
	Name: "tmx", Extensions: []string{".tmx"},
	looks: regexp.MustCompile(`^(<\?xml[^>]*\?>\s*)?(<!--(?s:.*?)-->\s*)*(<!DOCTYPE tmx[^>]*>\s*)?(<!--(?s:.*?)-->\s*)*<tmx[\s>]`),
	read:  readTMX, back: true, many: true,
}

func readTMX(in *input) (*content, *Problem) {
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
		case "tu":
			r.unit(attribute(e, "tuid"))
		case "tuv":
			r.language = attribute(e, "lang")
		case "seg":
			if problem := r.text(r.language, "seg"); problem != nil {
				return nil, problem
			}
		}
	}
}

// bilingual reads files of units that hold the same in two languages or more.
type bilingual struct {
	in       *input
	xml      *xmlScan
	content  *content
	units    int
	keys     map[string]bool
	key      string
	language string
	others   map[string]bool // languages that no version has
	got      map[align.Version]bool
}

// unit begins a unit; its id is the key unless another unit has it.
func (r *bilingual) unit(id string) {
	r.units++
	if r.keys == nil {
		r.keys, r.others = map[string]bool{}, map[string]bool{}
	}
	if id == "" || r.keys[id] {
		id += "#" + strconv.Itoa(r.units)
	}
	r.key = id
	r.keys[id] = true
	r.got = map[align.Version]bool{}
}

// text reads what an element says, up to its end tag.
func (r *bilingual) text(language, element string) *Problem {
	start := r.xml.to
	pieces, problem := r.inline(element)
	if problem != nil {
		return problem
	}
	r.put(language, pieces, start)
	return nil
}

// put adds a text of the unit, at start where it is empty.
func (r *bilingual) put(language string, pieces []piece, start int) {
	if r.got == nil {
		return // outside of any unit
	}
	v, plain, ok := languageTag(language)
	if !ok {
		r.others[language] = true
		return
	}
	text := tidyXML(says(r.in.text, pieces))
	if plain {
		v = chineseOf(text, r.in.asked)
	}
	if r.got[v] {
		return // en-US beside en-GB: the first counts
	}
	r.got[v] = true
	if len(pieces) == 0 {
		pieces = []piece{{from: start, to: start, way: xmlWay}}
	}
	r.content.texts = append(r.content.texts, found{
		Segment: align.Segment{Text: text, Kind: align.Text, Line: r.xml.line(start)},
		version: v, key: r.key, pieces: pieces,
	})
}

// inline reads the text inside an element. What codes of the original stand for (bpt,
// ph, …) is no text; what stands between them (g, mrk, hi, pc) is.
func (r *bilingual) inline(element string) (pieces []piece, problem *Problem) {
	codes, depth := 0, 0
	for {
		tok, problem := r.xml.next()
		if tok == nil || problem != nil {
			return nil, problem
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			if codes > 0 || codeElements[t.Name.Local] {
				codes++
			}
			if deleted := attribute(t, "mtype"); deleted == "x-sdl-deleted" && codes == 0 {
				codes++
			}
		case xml.EndElement:
			if depth == 0 {
				return pieces, nil
			}
			depth--
			if codes > 0 {
				codes--
			}
		case xml.CharData:
			if codes == 0 {
				pieces = append(pieces, r.xml.characters())
			}
		}
	}
}

// codeElements are those of TMX and XLIFF 1 whose content belongs to the original.
var codeElements = map[string]bool{"bpt": true, "ept": true, "ph": true, "it": true, "ut": true}

// done ends the reading. A file without a text of our languages is refused.
func (r *bilingual) done(problem *Problem) (*content, *Problem) {
	if problem != nil {
		return nil, problem
	}
	if len(r.content.texts) == 0 && len(r.others) > 0 {
		return nil, noLanguage(r.others)
	}
	return r.content, nil
}
