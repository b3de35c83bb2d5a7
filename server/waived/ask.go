package waived

import (
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/refusal"
	"triptych/server/store"
	"triptych/server/wire"
)

// Asked reads a message that waives a finding of a unit, or all of a check and pair, as
// all right in these texts, or all of a check there whatever they are; or that takes it
// back. hashes joins the content hashes of some of the unit's cells.
func Asked(m *wire.ClientMessage, unit string, hashes func([]align.Version) string) (w store.Waiver, no *refusal.Refusal) {
	rule, ok := check.ByID(m.Check)
	if !ok {
		return w, refusal.Bad("no.check", "check", m.Check)
	}
	w = store.Waiver{Unit: unit, Rule: m.Check, Version: rule.Version, Hashes: Always, Reason: m.Reason}
	if m.Val != wire.Here {
		versions, no := Versions(m.Pair)
		if no != nil {
			return w, no
		}
		w.Pair, w.Finding, w.Hashes = m.Pair, m.Finding, hashes(versions)
	}
	switch {
	case len(m.Finding) > 40:
		return w, refusal.Bad("no.finding")
	case m.What == "unwaive":
	case strings.TrimSpace(m.Reason) == "":
		return w, refusal.Bad("no.reason")
	case change.Units(m.Reason) > wire.ReasonMost:
		return w, refusal.Bad("no.reason_long", "most", strconv.Itoa(wire.ReasonMost))
	case len(m.Hashes) > 0 && w.Hashes != Always && strings.Join(m.Hashes, ":") != w.Hashes:
		return w, refusal.Of(wire.CodeConflict, message.Of("no.waive")).With(strings.Split(w.Hashes, ":"))
	}
	return w, nil
}
