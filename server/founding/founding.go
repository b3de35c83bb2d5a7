// Package founding makes new documents of what was proposed or sent.
//
// The guarantee: what it makes can be kept; every segment is in one unit.
package founding

import (
	"slices"
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/store"
)

// Document makes one of what was proposed or sent, with room for all three
// versions, so that one that is missing can be written. It returns a
// *message.Error unless every text can be kept, no segment is longer than most
// UTF-16 units, and the units hold every segment once: in what order
// is for the person to say who lined them up.
func Document(title string, segs align.Document, units []align.Unit, most int) (*store.NewDocument, error) {
	for _, v := range align.Versions {
		for i, seg := range segs[v] {
			if err := CheckSegment(v, i, seg, most); err != nil {
				return nil, err
			}
		}
	}
	if err := checkUnits(segs, units); err != nil {
		return nil, err
	}
	if title = change.Line(title); title == "" {
		return nil, &message.Error{Code: "bad", Says: message.Of("new.title"), Do: "new.title.do"}
	}
	return &store.NewDocument{Title: title, Versions: align.Versions[:], Segs: segs, Units: units, Who: "Import"}, nil
}

// KnownKind reports whether a segment may be of this kind.
func KnownKind(kind align.Kind) bool {
	return slices.Contains([]align.Kind{align.Text, align.Heading, align.ListItem, align.Quote, align.NonContent}, kind)
}

// CheckSegment looks at segment i (0-based) of a version by itself: a *message.Error says
// why it cannot be kept.
func CheckSegment(v align.Version, i int, seg align.Segment, most int) error {
	says := func(key string, args ...string) message.Message {
		return message.Of(key, append(args, "a", v.String(), "n", strconv.Itoa(i+1))...)
	}
	switch units := change.Units(seg.Text); {
	case !change.ValidText(seg.Text) || strings.ContainsRune(seg.Text, '\r'):
		return &message.Error{Code: "bad", Says: says("new.text"), Do: "new.text.do"}
	case !KnownKind(seg.Kind):
		return &message.Error{Code: "bad", Says: says("new.kind", "kind", strconv.Quote(string(seg.Kind)))}
	case units > most:
		return &message.Error{Code: "long", About: v.String(), Do: "new.long.do",
			Says: says("new.long", "length", strconv.Itoa(units), "most", strconv.Itoa(most))}
	}
	return nil
}

// checkUnits returns an error unless every segment is in exactly one unit.
func checkUnits(doc align.Document, units []align.Unit) error {
	bad := func(says message.Message) error { return &message.Error{Code: "bad", Says: says} }
	var placed [3][]bool
	for v := range doc {
		placed[v] = make([]bool, len(doc[v]))
	}
	for i, u := range units {
		empty := true
		for _, v := range align.Versions {
			for _, seg := range u.Segs[v] {
				if seg < 0 || seg >= len(doc[v]) || placed[v][seg] {
					return bad(message.Of("new.order", "unit", strconv.Itoa(i+1), "a", v.String(), "n", strconv.Itoa(seg+1)))
				}
				placed[v][seg] = true
				empty = false
			}
		}
		if empty {
			return bad(message.Of("new.empty_unit", "unit", strconv.Itoa(i+1)))
		}
	}
	for _, v := range align.Versions {
		if n := slices.Index(placed[v], false); n >= 0 {
			return bad(message.Of("new.no_unit", "a", v.String(), "n", strconv.Itoa(n+1)))
		}
	}
	return nil
}
