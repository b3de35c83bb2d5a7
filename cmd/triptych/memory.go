package main

import (
	"context"
	"fmt"

	"triptych/align"
	"triptych/align/lexicon"
)

// recall learns word pairs from the approved pairs of every document of a
// database.
func recall(ctx context.Context, path string, lex *lexicon.Lexicon) (*align.Memory, error) {
	st, err := openExisting(path)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	docs, err := st.Documents(ctx)
	if err != nil {
		return nil, err
	}
	var approved []align.TextPair
	for _, listed := range docs {
		d, err := st.Load(ctx, listed.ID)
		if err != nil {
			return nil, fmt.Errorf("document %q: %w", listed.Title, err)
		}
		for _, a := range d.Approvals {
			if a.Pair[0] != align.En {
				continue
			}
			texts, err := st.Content(a.Hashes[:]...)
			if err != nil {
				return nil, fmt.Errorf("document %q: %w", listed.Title, err)
			}
			approved = append(approved, align.TextPair{En: texts[a.Hashes[0]], Zh: texts[a.Hashes[1]]})
		}
	}
	memory := new(align.Memory)
	memory.Learn(approved, lex)
	return memory, nil
}
