package format

import "triptych/align/fit"

// params holds what judgement set about files and pages: nothing here was
// fitted, and the cases in testdata hold all of it.
type params struct {
	page     pageParams     `set:"chosen" date:"2026-11-24"`
	encoding encodingParams `set:"chosen" date:"2026-11-24"`
	wrap     wrapParams     `set:"chosen" date:"2026-11-24"`
	language languageParams `set:"chosen" date:"2026-11-24"`
	beside   besideParams   `set:"chosen" date:"2026-11-24"`
	plot     plotParams     `set:"chosen" date:"2026-11-24"`
	file     fileParams     `set:"chosen" date:"2026-11-29"`
}

// pageParams tell an article from what stands around it. Widths are in columns:
// a Chinese character takes two.
type pageParams struct {
	body     int // width from which a paragraph is nobody's button or byline
	bodyLong int // times that width, from which it need not end as a sentence
	heading  int // width of a heading, at the most
	inside   int // times its width that the paragraph under a heading in the text has, at the least
	reach    int // lines before the text that are looked at; more of them are part of it
	link     int // width of a link to another article, at the most
	choice   int // width of a line of languages, at the most
	date     int // bytes of a date line, at the most
	byline   int // width of a byline, a breadcrumb or a share bar, at the most
	role     int // width of what an author is, at the most
	counter  int // bytes of a counter of readers or comments, at the most
	legal    int // bytes of a copyright line or a notice about cookies, at the most
	apart    int `date:"2026-11-29"` // elements up from two blocks, within which their containers are neighbours
}

// encodingParams choose among encodings. Scores are shares of everyday
// characters, 0 to 1.
type encodingParams struct {
	enough  float64 `min:"0" max:"1"` // score from which an encoding is believed
	near    float64 // how near the second best may come before the statistical guess decides
	nothing float64 // score of a text that speaks for no encoding
	odd     int     // everyday characters that one control or private-use character weighs up
	broken  int     // good characters for one bad byte, from which a file is UTF-8 with slips
	ascii   int     // ASCII for one other character, from which a text may be windows-1252
	certain float64 `date:"2026-11-28"` // score from which a text is taken for GBK although its bytes are UTF-8 too
	stray   int     `date:"2026-11-28"` // letters of another script that may be Chinese characters by mistake, at the most
	tells   int     `date:"2026-11-28"` // Chinese characters from which it says something that none is common
	common  float64 `date:"2026-11-28"` // share of common characters below which a text is none
	western float64 // what such a text scores at the most: any Chinese encoding that fits as well comes first
}

// wrapParams tell lines that were broken at a width from lines that are
// paragraphs.
type wrapParams struct {
	least int     // columns of the widest line of a wrapped text
	most  int     // the same, at the most: a wider one is a paragraph
	full  float64 `min:"0" max:"1"` // of the lines with a successor that must be full
	ended float64 `min:"0" max:"1"` // of the full lines that may end as a sentence
	slack int     `min:"1"`         // the part of the width that whoever wraps by hand leaves free is one by this
}

// languageParams say in which language a file is written.
type languageParams struct {
	letters int // Chinese characters and Latin letters, below which nothing is said
	latin   int // Latin letters for one Chinese character, above which it is English
	mixed   int // Latin letters for two Chinese characters, above which it is neither: a word of English has five letters, a Chinese one two characters
	script  int // characters of one script alone, from which it is that script: a name or a quotation has fewer
	other   int // of them for one of the other script
}

// besideParams compare files with each other.
type besideParams struct {
	long   int     // runes of a paragraph that cannot well be the same in two versions
	same   float64 `min:"0" max:"1"` // of those paragraphs that make two files one text
	times  int     // paragraphs of one file for one of another, from which something is wrong
	counts int     // paragraphs more, below which it is not
}

// fileParams bound what a file may hold, and tell a text that holds several versions.
type fileParams struct {
	depth      int     // elements, lists or objects inside of one another, at the most
	members    int     // members of an archive, at the most
	unpacked   int     // bytes of the members of an archive that are read, at the most
	columns    int     // columns of a sheet, at the most
	mixed      float64 `min:"0" max:"1"` // paragraphs of one version for one of the version with most, from which a text holds both
	mixedLeast int     // paragraphs of that version, below which a text is of one version
	mixedTells int     // English paragraphs from which their lengths say something
	mixedLike  float64 `min:"0" max:"1"` // correlation of the lengths of a text and its translation, at the least
}

// plotParams draw the alignment plot.
type plotParams struct {
	sure   float64 `min:"0" max:"1"` // confidence from which a unit is drawn as sure
	likely float64 `min:"0" max:"1"` // and from which it is not drawn as doubtful
}

var chosen = params{
	page: pageParams{
		body: 70, bodyLong: 4, heading: 100, inside: 2, reach: 25, link: 120, choice: 120,
		date: 120, byline: 160, role: 200, counter: 200, legal: 800, apart: 2,
	},
	encoding: encodingParams{enough: .5, near: .1, nothing: .5, odd: 4, broken: 20, ascii: 5, western: .95,
		certain: .9, stray: 12, tells: 12, common: .15},
	wrap:     wrapParams{least: 40, most: 130, full: .6, ended: .5, slack: 8},
	language: languageParams{letters: 20, latin: 20, mixed: 6, script: 8, other: 5},
	beside:   besideParams{long: 10, same: .9, times: 3, counts: 20},
	plot:     plotParams{sure: .9, likely: .5},
	file:     fileParams{depth: 250, members: 10_000, unpacked: 64 << 20, columns: 1 << 14, mixed: .5, mixedLeast: 2, mixedTells: 5, mixedLike: .4},
}

// Numbers lists them.
func Numbers() []fit.Number { return fit.Of("format", &chosen) }
