package check

import "triptych/align/reword"

// cmpWords: a Chinese version lacks some words, or has some of its own, as the other one
// and the English show.
// cmp.sentences asks for more words than this: only between versions that are else the same
// to the letter do two or three that are gone mean anything.
var cmpWords = Rule{
	ID: "cmp.words", Severity: Warning, Version: 1,
	Needs: Three,
	After: semWord.After,
	Find:  func(c *Case) { c.reportRewords(reword.Lost, reword.Added) },
}
