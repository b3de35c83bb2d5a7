/*
How an alignment is found, in the order in which it happens:

  - token.go, number.go: English becomes stems, Chinese becomes words of the
    dictionary in Simplified script; numbers, months, Latin words and marks of
    punctuation become types that all languages share.
  - link.go: the dictionary, shared strings, names in pinyin, and (memory.go)
    approved units say which types may stand for which.
  - chain.go, band.go: the heaviest rising chain of rare words that translate
    each other shows where to search.
  - gain.go, length.go, bead.go: a bead, 0 to 6 segments a side, is worth the
    logarithm of how much better each side explains the words of the other than
    chance does, less the cost of its lengths and of its shape. A run of
    segments left alone is dear to begin and cheap to go on with (path.go).
  - train.go: what was found teaches new word pairs (IBM model 1, both ways), the
    ratio of lengths and the shapes, and the search is repeated in a narrow band.
  - posterior.go: chances are summed over all paths, and the path is taken whose
    beads are right most often.
  - agree.go: where the paths of two pairs lead the third elsewhere than where it
    was searched, it is searched there too.
  - triple.go: three versions are searched at once in what is likely for their
    pairs, so that every break in one is evidence for the other two. A version
    without text is dear where that begins and cheap where it goes on
    (triplefind.go).
  - grain.go: paragraphs, of two versions or three, are lined up by their
    sentences. A path costs more for each edge of a paragraph that the other
    versions do not have there, and a unit ends where all versions have one
    and it is likely that they meet.
  - confidence.go, why.go: what people see of it.

Sentences, Links and Reanchor stand on the same ground. Everything takes time and
memory in proportion to the length of the texts.

# Accuracy

Measured with `triptych eval --gold DIR` on texts that are not part of the
program, with CC-CEDICT:

	six chapters of novels, sentences (MAC-Dev)        strict F1 .921   lax .999
	the same, without any dictionary                   strict F1 .829   lax .989
	the same, 20 English sentences cut out             strict F1 .909 to .914
	the same, 20 Chinese sentences cut out             strict F1 .878 to .887
	103 documents in three versions, paragraphs, as
	they are and with some joined, split, dropped and
	put in, in one version at a time                   strict F1 .996
	units of both that are not 1:1:1                   found .966
	op-eds, each version in paragraphs of its own      strict F1 .994   found .991
	the 103 documents half-way through translation     strict F1 .987   found .981
	news, sentences of three versions joined, split
	and dropped in each, as sentences                  strict F1 .934   found .867
	of those, units of which a version was dropped     found .881
	the same as paragraphs                             strict F1 .933   found .884

The weights were chosen on these texts, in steps that were checked half by half
and chapter by chapter, so other texts may do a little worse. On the chapters
the weights for sentences that were found by hand, before any fitting, gave .908.
What paragraphs gain by their sentences was there before any number was fitted:
with those for sentences of novels, op-eds came from .857 to .994.

The confidence is the share that is right: in classes of a tenth with a hundred
units or more it is within .015 of that on every set of texts, and within .035 on
documents that it was not fitted on.

A memory of approved units helps where there is no dictionary, strict F1 without
and with it:

	                                   no dictionary     dictionary
	manuals, units of as many others    .978 → .979      .980 → .979
	novels, the other five novels       .829 → .874      .921 → .915

Every second of the 103 documents changed on purpose, strict F1 with three
versions, and with English and Traditional Chinese alone:

	as they are                                       1.000     1.000
	English without its last third                    1.000     1.000
	half of the English paragraphs missing             .926      .870
	buttons and captions put into the English          .982      .978
	headings missing in Traditional Chinese            .987      .965

# Speed

`triptych bench align --gold DIR` on the chapters, repeated to length, on one
core of a quiet machine, before sums of frequent words were kept from sentence
to sentence and the bands made narrower, which takes 1.5 to 1.9 times less:

	segments a side      1,250    5,000    20,000    80,000
	seconds               0.33     1.11      4.70     17.89
	peak memory, MB         89      120       205       331

With other work beside it the same command took up to twice as long.
`triptych align` of 100,000 paragraphs in three versions (35 MB of text) takes
78 s and at most 1,040 MB. A document of 40 by 40 segments takes 9 ms; the
dictionary loads in 100 ms on an idle core, in up to 380 ms on a busy one.
*/
package align
