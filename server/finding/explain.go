package finding

import (
	"context"

	"triptych/align/check"
)

// Explained says of each pair of a unit what was compared.
type Explained struct {
	Unit  string          `json:"unit"`
	Pairs []ExplainedPair `json:"pairs"`
}

// ExplainedPair is what was compared in one pair.
type ExplainedPair struct {
	Pair    string         `json:"pair"`
	Reasons []check.Reason `json:"reasons"`
}

// Explain says, in a language of the interface, what the checks compared in a
// unit and found to agree or not worth a finding.
func (f *Finder) Explain(ctx context.Context, q Question, stats *check.Stats, language string) (Explained, error) {
	out := Explained{Unit: q.unit.ID, Pairs: []ExplainedPair{}}
	units, err := f.lookUp([]Question{q})
	if err != nil {
		return out, err
	}
	for _, p := range q.pairs {
		if err := ctx.Err(); err != nil {
			return out, err // nobody waits for it any more
		}
		if reasons := check.Explain(units[0], p, stats, language); reasons != nil {
			out.Pairs = append(out.Pairs, ExplainedPair{p.String(), reasons})
		}
	}
	return out, nil
}
