package step

import "triptych/align"

// Revision is another edition of the text of one version, as it is to be put in the place
// of the present one: texts that change, and units that stand otherwise. It fits the
// document that it was made from and no other.
type Revision struct {
	Texts     map[string]string // of segments, by id
	Stretches []Stretch         // in order, none in two; one at least where a text changes
}

// Stretch is what units First to Last are to become.
type Stretch struct {
	First, Last string
	Cells       []Arranged
}

// Arranged is a unit as it is to be: one that there is, or a new one. Why says what became
// of it; nil where that is as it was.
type Arranged struct {
	Unit string // "" = a new one
	Segs [3][]Paragraph
	Why  []string
}

// Paragraph is a segment that there is, or a new one with its text.
type Paragraph struct {
	ID   string
	Text string
	Kind align.Kind
}
