// Package waived says which findings of a document are all right, as people said of
// them: one finding, all of a check between some versions as long as their texts
// stand, or a check in a unit whatever is written there.
package waived

import (
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/refusal"
	"triptych/server/store"
)

// Key is what a waiver is about. Finding is "" for all of a check and pair; with
// Pair "" too it is about all of the check in the unit.
type Key struct{ Unit, Rule, Pair, Finding string }

// Always stands for the texts of a waiver that holds whatever they are.
const Always = "*"

// Table holds the waivers of a document.
type Table map[Key]store.Waiver

// KeyOf is the key of a waiver.
func KeyOf(w *store.Waiver) Key { return Key{w.Unit, w.Rule, w.Pair, w.Finding} }

// around are the keys that may cover a finding between the versions of pair, the
// nearest first.
func around(unit string, f *check.Finding, pair string) [3]Key {
	return [3]Key{{unit, f.Check, pair, f.ID}, {unit, f.Check, pair, ""}, {unit, f.Check, "", ""}}
}

// Of returns the waiver that covers a finding of a unit, as the check is now and the
// texts with these content hashes are.
func (t Table) Of(unit string, f *check.Finding, pair, hashes string) (w store.Waiver, ok bool) {
	for _, key := range around(unit, f, pair) {
		w, ok := t[key]
		if ok && (w.Hashes == Always || w.Hashes == hashes && (w.Version == 0 || w.Version == f.Rule)) {
			return w, true
		}
	}
	return store.Waiver{}, false
}

// Ever reports whether a finding was waived, of whatever texts.
func (t Table) Ever(unit string, f *check.Finding, pair string) bool {
	for _, key := range around(unit, f, pair) {
		if _, ok := t[key]; ok {
			return true
		}
	}
	return false
}

// Over is the key of the waiver to take back for a finding to be raised again: its
// own, else the one that it was waived with.
func (t Table) Over(key Key) Key {
	for _, wider := range [2]Key{{key.Unit, key.Rule, key.Pair, ""}, {Unit: key.Unit, Rule: key.Rule}} {
		if _, ok := t[key]; ok {
			break
		}
		key = wider
	}
	return key
}

// PairName joins the versions of a finding.
func PairName(versions []align.Version) string {
	tags := make([]string, len(versions))
	for i, v := range versions {
		tags[i] = v.String()
	}
	return strings.Join(tags, ":")
}

// Versions reads the versions of a finding, tags with colons between them.
func Versions(pair string) (versions []align.Version, no *refusal.Refusal) {
	for tag := range strings.SplitSeq(pair, ":") {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return nil, refusal.Bad("no.version", "tag", tag)
		}
		versions = append(versions, v)
	}
	if len(versions) > len(align.Versions) {
		return nil, refusal.Bad("no.versions")
	}
	return versions, nil
}
