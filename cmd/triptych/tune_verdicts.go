package main

import (
	"context"
	"os"
	"path/filepath"

	"triptych/align"
	"triptych/align/check"
)

// judging gathers verdicts.
type judging struct {
	out []verdict
}

// add notes a finding of a slip, or of none; a note claims nothing.
func (j *judging) add(set, doc string, f check.Finding, real bool, weight float64) {
	if f.Severity.AtLeast(check.Warning) {
		j.out = append(j.out, verdict{f.Judge(), doc, set, real, weight})
	}
}

// verdicts runs the checks on all labelled texts and says which findings are real.
func verdicts(ctx context.Context, set tuneSetup) ([]verdict, error) {
	var j judging
	for _, dir := range set.articles {
		articles, err := readArticles(dir)
		if err != nil {
			return nil, err
		}
		for i := range articles {
			if ctx.Err() != nil {
				return nil, exitStatus(130)
			}
			for _, s := range showings {
				j.article(&articles[i], filepath.Base(dir), s.have)
			}
		}
	}
	if set.drift != "" {
		lines, err := readDrift(set.drift)
		if err != nil {
			return nil, err
		}
		for _, d := range driftDocs(lines) {
			j.driftDoc(d, set.profile)
		}
	}
	if set.news != "" {
		if err := j.news(ctx, set.news); err != nil {
			return nil, err
		}
	}
	return j.out, nil
}

// article judges the findings on an article that is right, which are all false, and on
// its slips: what names the slip is true, what else is new there is nothing.
func (j *judging) article(a *article, set string, have []align.Version) {
	base := check.Document(a.in(have, nil), check.Settings{})
	for _, found := range base {
		for _, f := range found {
			j.add(set, a.name, f, false, weightLabelled)
		}
	}
	for _, round := range a.rounds {
		for i, found := range check.Document(a.in(have, round), check.Settings{}) {
			if s, ok := round[a.units[i].ID]; ok {
				j.fresh(set, a.name, base[i], found, s.Checks)
			}
		}
	}
}

// fresh judges what is found in a unit with a slip and was not found without it.
func (j *judging) fresh(set, doc string, before, found []check.Finding, checks []string) {
	said := map[string]bool{}
	for _, f := range before {
		said[f.Check+" "+f.Message] = true
	}
	for _, f := range found {
		if !said[f.Check+" "+f.Message] && names(f, checks) {
			j.add(set, doc, f, true, weightPlanted)
		}
	}
}

func (j *judging) driftDoc(d driftDoc, profile string) {
	for i, found := range check.Document(d.units, check.Settings{Profile: profile}) {
		l := d.lines[i]
		for _, f := range found {
			switch {
			case l.Type == "untouched":
				j.add("drift", l.Doc, f, false, weightUntouched)
			case names(f, answers[l.Type]):
				j.add("drift", l.Doc, f, true, weightPlanted)
			}
		}
	}
}

// newsSlip is a slip that a reader found in a published text, or one that was planted.
type newsSlip struct {
	Unit     string        `json:"unit"`
	Version  align.Version `json:"version"`
	Kind     string        `json:"kind"`
	Src, Got string
	Text     string   `json:"text"`
	Checks   []string `json:"checks"`
}

// newsVerdict is a finding that was judged by hand.
type newsVerdict struct {
	Unit, Check, Verdict string
}

// news judges the findings on texts whose slips people labelled, and on the same with
// single errors planted.
func (j *judging) news(ctx context.Context, dir string) error {
	data, err := readFile(filepath.Join(dir, "units.jsonl"))
	if err != nil {
		return err
	}
	units, err := parseUnits(filepath.Join(dir, "units.jsonl"), data)
	if err != nil {
		return err
	}
	slips, err := readLines[newsSlip](filepath.Join(dir, "slips.jsonl"))
	if err != nil {
		return err
	}
	judged, err := readLines[newsVerdict](filepath.Join(dir, "judged.jsonl"))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	seeds, err := readLines[newsSlip](filepath.Join(dir, "seeds.jsonl"))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	labels := newLabels(slips, judged)
	for _, s := range showings {
		if ctx.Err() != nil {
			return exitStatus(130)
		}
		shown := showOnly(units, s.have, nil)
		findAll(shown, check.Settings{})
		base := map[string][]check.Finding{}
		for _, u := range shown {
			base[u.unit.ID] = u.found
			for _, f := range u.found {
				j.add("news", u.doc, f, labels.real(u.unit, f, s.have), weightLabelled)
			}
		}
		j.seeded(units, s.have, seeds, base)
	}
	return nil
}

// seeded judges what single planted errors bring up, all errors of a kind at a time.
func (j *judging) seeded(units []checked, have []align.Version, seeds []newsSlip, base map[string][]check.Finding) {
	kinds := map[string]map[string]newsSlip{}
	for _, s := range seeds {
		if kinds[s.Kind] == nil {
			kinds[s.Kind] = map[string]newsSlip{}
		}
		kinds[s.Kind][s.Unit] = s
	}
	for _, kind := range sortedNames(kinds) {
		planted := showOnly(units, have, kinds[kind])
		findAll(planted, check.Settings{})
		for _, u := range planted {
			if s, ok := kinds[kind][u.unit.ID]; ok {
				j.fresh("news", u.doc, base[u.unit.ID], u.found, s.Checks)
			}
		}
	}
}
