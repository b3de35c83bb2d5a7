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
  - triple.go: three versions are searched at once in what is likely for their
    pairs, so that every break in one is evidence for the other two.
  - confidence.go, why.go: what people see of it.

Sentences, Links and Reanchor stand on the same ground. Everything takes time and
memory in proportion to the length of the texts.

# Accuracy

Measured with `triptych eval --gold DIR` on texts that are not part of the
program, with CC-CEDICT:

	six chapters of novels, sentences (MAC-Dev)        strict F1 .916   lax .999
	the same, without any dictionary                   strict F1 .830   lax .987
	the same, 20 sentences cut out of either side      strict F1 .910 to .916
	103 documents in three versions, paragraphs        strict F1 .997
	the same with paragraphs joined, split, dropped
	and put in, in one version at a time               strict F1 .985
	units of both that are not 1:1:1                   found .914

The weights were chosen on these texts, in steps that were checked half by half
and chapter by chapter, so other texts may do a little worse. On the chapters
the weights for sentences that were found by hand, before any fitting, gave .908.

Of the units shown with a confidence of .9 or more, .995 (sentences of two
versions) and .999 (paragraphs of three, and of English and either Chinese
version) are right; of the wrong ones .68, .61 and .5 to .8 are shown below .5. The fit counts wrong units several times, so the
confidence leans to caution. Cross-validated by document the figures were .990
and .998, .77 and .54.

A memory of approved units helps on new documents, strict F1 without and with it:

	                                   no dictionary     dictionary
	manuals, other documents' units     .953 → .966      .971 → .975
	novels, the other five novels       .836 → .876      .916 → .917

Every second of the 103 documents changed on purpose, strict F1 with three
versions, and with English and Traditional Chinese alone:

	as they are                                        .999     1.000
	English without its last third                     .991      .999
	half of the English paragraphs missing             .988      .889
	buttons and captions put into the English          .987      .962
	headings missing in Traditional Chinese            .972      .885
	a paragraph three times over                       .999     1.000

# Speed

`triptych bench align --gold DIR` on the chapters, repeated to length, on one
core of a quiet machine:

	segments a side      1,250    5,000    20,000    80,000
	seconds               0.33     1.11      4.70     17.89
	peak memory, MB         89      120       205       331

With other work beside it the same command took up to twice as long.
`triptych align` of 100,000 paragraphs in three versions (35 MB of text) takes
78 s and at most 1,040 MB. A document of 40 by 40 segments takes 9 ms; the
dictionary loads in 100 ms on an idle core, in up to 380 ms on a busy one.
*/
package align
