package main

import (
	"context"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/lexicon"
	"triptych/align/name"
	"triptych/server/approved"
)

// recall learns word pairs from the approved pairs of every document of a
// database.
func recall(ctx context.Context, path string, lex *lexicon.Lexicon) (*align.Memory, error) {
	st, err := openExisting(path)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	pairs, err := approved.Read(ctx, st, 0)
	if err != nil {
		return nil, err
	}
	var approved []align.TextPair
	for _, p := range pairs {
		if p.Pair[0] == align.En {
			approved = append(approved, align.TextPair{En: p.Texts[0], Zh: p.Texts[1]})
		}
	}
	memory := new(align.Memory)
	memory.Learn(approved, lex)
	return memory, nil
}

// recallNames learns from the same pairs how names are written.
func recallNames(ctx context.Context, path string) (*name.Forms, error) {
	st, err := openExisting(path)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	pairs, err := approved.Read(ctx, st, 0)
	return check.LearnNames(approved.Units(pairs)), err
}
