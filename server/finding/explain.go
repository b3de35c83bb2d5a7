package finding

import (
	"context"

	"triptych/align/check"
)

// Explained says what was compared in a unit; no reasons where there are not two texts.
type Explained struct {
	Unit    string         `json:"unit"`
	Reasons []check.Reason `json:"reasons"`
}

// Explain says, in a language of the interface, what the checks compared in a
// unit and found to agree or not worth a finding.
func (f *Finder) Explain(ctx context.Context, q Question, stats *check.Stats, language string) (Explained, error) {
	out := Explained{Unit: q.unit.ID, Reasons: []check.Reason{}}
	units, err := f.lookUp([]Question{q})
	if err != nil {
		return out, err
	}
	if reasons := check.Explain(ctx, units[0], stats, language); reasons != nil {
		out.Reasons = reasons
	}
	return out, ctx.Err()
}
