package check

import (
	"slices"

	"triptych/align"
	"triptych/align/reword"
)

// semWord: a Chinese version has a word that means something else than the one that stands
// in its place in the other: 保证 for 机制, 我 for 他.
// Only versions that were made from each other are compared so, for two translations choose
// different words everywhere. The English says which of the two is odd.
var semWord = Rule{
	ID: "sem.word", Severity: Warning, Version: 1,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.same", InUnit}, {"cmp.sentences", InUnit}, {Any, AtPlace}},
	Find:  func(c *Case) { c.reportRewords(reword.Word, reword.Pole, reword.Akin, reword.Person, reword.Swapped) },
}

// rewords returns what the differences of the two Chinese versions say, worked out once.
// What denies is sem.negation's, and what counts belongs to the rules of numbers.
func (c *Case) rewords() []reword.Change {
	if len(c.pairs()) < 3 {
		return nil
	}
	l := c.like()
	same := c.Stats.likeness.Converted || c.Stats.likeness.middle >= fitted.likeness.adapted
	if c.reworded != nil || !same || l.value == 1 || l.value < fitted.likeness.worded || c.aside() {
		return c.reworded
	}
	places := []reword.Place{}
	for _, w := range reword.WithoutMoved(l.differences(c.Stats.region)) {
		if w.Denies() || c.sameAmount(l, w) || w.Regional(l.folded) {
			continue
		}
		w = c.wholeWording(l, w)
		var p reword.Place
		for side, s := range w.Span {
			if s[0] < s[1] {
				p[side] = Span{l.at[side][s[0]], l.at[side][s[1]-1] + 1}
			}
		}
		places = append(places, p)
	}
	c.reworded = append([]reword.Change{}, reword.Changes(c.Texts, places)...)
	return c.reworded
}

// reportRewords tells of the differences of some kinds. The words of the version that the
// English speaks against come second; where it says nothing nobody is named.
func (c *Case) reportRewords(kinds ...reword.Kind) {
	for _, w := range c.rewords() {
		hans, hant := w.At[0], w.At[1]
		if !slices.Contains(kinds, w.Kind) || c.told(align.Hans, hans) || c.told(align.Hant, hant) {
			continue
		}
		f := Finding{Pair: both(align.Hans, align.Hant), Odd: w.Odd, Spans: map[align.Version]Span{}}
		// A slip stands alone; whoever puts many words for others means it.
		f.grounds = Grounds{Case: string(w.Kind), Evidence: min(w.For-w.Against, fitted.likeness.nats), Second: float64(min(len(c.rewords()), fitted.likeness.many))}
		for side, v := range align.Chinese {
			if s := w.At[side]; s[0] < s[1] {
				f.Spans[v] = s
			}
		}
		right, wrong := align.Hans, align.Hant
		if w.Odd != nil {
			wrong, right = *w.Odd, w.Odd.Sibling()
		}
		f.Key = rewordKey(c.rule.ID, w)
		f.Args = args("a", align.En.String(), "b", wrong.String(), "c", right.String(), "x", c.slice(right, w.At[right-1]), "y", c.slice(wrong, w.At[wrong-1]))
		c.report(f)
	}
}

// rewordKey is what is said of a difference.
func rewordKey(id string, w reword.Change) string {
	switch w.Kind {
	case reword.Swapped:
		return "sem.word.swapped"
	case reword.Lost:
		return "cmp.words.lost"
	case reword.Added:
		return "cmp.words.added"
	}
	if w.Odd != nil {
		return id + ".odd"
	}
	return id
}
