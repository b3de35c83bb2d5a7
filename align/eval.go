package align

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadGold reads units that people made. With two versions a line is `zh
// ids:en ids`, and the Chinese side is given as Hans; with three it is
// `en : zh-Hans : zh-Hant`. Ids are 0-based and separated by commas; a side
// may be empty. Empty lines and lines that begin with # are passed over. An
// error names the line.
func ReadGold(r io.Reader) (units []Unit, versions int, err error) {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<22)
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		sides := strings.Split(line, ":")
		if len(sides) != 2 && len(sides) != 3 || versions != 0 && len(sides) != versions {
			return nil, 0, fmt.Errorf("line %d: want two or three lists of ids with colons between, as on the other lines: %q", n, line)
		}
		versions = len(sides)
		order := []Version{En, Hans, Hant}
		if versions == 2 {
			order = []Version{Hans, En}
		}
		var u Unit
		for k, side := range sides {
			for _, f := range strings.FieldsFunc(side, func(r rune) bool { return strings.ContainsRune(", \t[]", r) }) {
				id, err := strconv.Atoi(f)
				if err != nil || id < 0 {
					return nil, 0, fmt.Errorf("line %d: %q is not the number of a segment", n, f)
				}
				u.Segs[order[k]] = append(u.Segs[order[k]], id)
			}
		}
		units = append(units, u)
	}
	if err := scanner.Err(); err != nil {
		return nil, 0, err
	}
	return units, versions, nil
}

// Tally counts hits out of tries.
type Tally struct{ Hit, All int }

// Add adds another tally.
func (t *Tally) Add(u Tally) { t.Hit += u.Hit; t.All += u.All }

// Share is Hit/All, 0 when there is nothing.
func (t Tally) Share() float64 {
	if t.All == 0 {
		return 0
	}
	return float64(t.Hit) / float64(t.All)
}

// Score holds the counts of precision and recall, so that documents can be
// added up (micro-average).
type Score struct {
	P, R       Tally // strict: a bead or unit counts when it is exactly right
	LaxP, LaxR Tally // lax: it counts when it shares a link with the truth; two versions only
}

// Add adds the counts of another document.
func (s *Score) Add(o Score) {
	s.P.Add(o.P)
	s.R.Add(o.R)
	s.LaxP.Add(o.LaxP)
	s.LaxR.Add(o.LaxR)
}

// F1 is the harmonic mean of two shares.
func F1(p, r Tally) float64 {
	x, y := p.Share(), r.Share()
	if x+y == 0 {
		return 0
	}
	return 2 * x * y / (x + y)
}

func (s Score) String() string {
	return fmt.Sprintf("strict P %.3f R %.3f F1 %.3f | lax P %.3f R %.3f F1 %.3f",
		s.P.Share(), s.R.Share(), F1(s.P, s.R), s.LaxP.Share(), s.LaxR.Share(), F1(s.LaxP, s.LaxR))
}

// ScoreBeads compares the beads of two versions as vecalign's scorer does (B.
// Thompson and P. Koehn, "Vecalign", EMNLP 2019): precision over all beads of
// the system, deletions among them; recall over the gold beads that have both
// sides. Versions other than v and w are not looked at.
func ScoreBeads(gold, system []Unit, v, w Version) Score {
	g, s := beadsOf(gold, v, w), beadsOf(system, v, w)
	var out Score
	out.P, out.LaxP = precision(g, s)
	out.R, out.LaxR = precision(bothSides(s), bothSides(g))
	return out
}

type goldBead struct{ a, b []int }

func (k goldBead) key() string { return fmt.Sprint(k.a, k.b) }

// beadsOf returns the distinct beads that units imply for two versions.
func beadsOf(units []Unit, v, w Version) []goldBead {
	var out []goldBead
	seen := map[string]bool{}
	for _, u := range units {
		k := goldBead{u.Segs[v], u.Segs[w]}
		if len(k.a)+len(k.b) == 0 || seen[k.key()] {
			continue
		}
		seen[k.key()] = true
		out = append(out, k)
	}
	return out
}

func bothSides(beads []goldBead) []goldBead {
	var out []goldBead
	for _, k := range beads {
		if len(k.a) > 0 && len(k.b) > 0 {
			out = append(out, k)
		}
	}
	return out
}

// precision is the share of the test's beads that gold has, exactly or in part;
// with the arguments the other way round it is recall.
func precision(gold, test []goldBead) (strict, lax Tally) {
	exact := map[string]bool{}
	type link struct{ a, b int }
	linked := map[link]bool{}
	for _, k := range gold {
		exact[k.key()] = true
		for _, x := range k.a {
			for _, y := range k.b {
				linked[link{x, y}] = true
			}
		}
	}
	for _, k := range test {
		strict.All++
		lax.All++
		if exact[k.key()] {
			strict.Hit++
			lax.Hit++
			continue
		}
		touches := false
		for _, x := range k.a {
			for _, y := range k.b {
				touches = touches || linked[link{x, y}]
			}
		}
		if touches {
			lax.Hit++
		}
	}
	return strict, lax
}

// ScoreUnits compares units over three versions: a unit counts when all its
// sides are equal. odd counts the gold units that are not 1:1:1.
func ScoreUnits(gold, system []Unit) (s Score, odd Tally) {
	found := map[string]bool{}
	truth := map[string]bool{}
	for _, u := range gold {
		if u.size() > 0 {
			truth[fmt.Sprint(u.Segs)] = len(u.Segs[0]) == 1 && len(u.Segs[1]) == 1 && len(u.Segs[2]) == 1
		}
	}
	for _, u := range system {
		if u.size() == 0 {
			continue
		}
		key := fmt.Sprint(u.Segs)
		if found[key] {
			continue
		}
		found[key] = true
		s.P.All++
		if _, ok := truth[key]; ok {
			s.P.Hit++
		}
	}
	// What is not 1:1:1 is counted by itself: it is rare in published texts, and
	// an aligner that never found any would still score well.
	for key, plain := range truth {
		hit := 0
		if found[key] {
			hit = 1
		}
		s.R.Add(Tally{hit, 1})
		if !plain {
			odd.Add(Tally{hit, 1})
		}
	}
	return s, odd
}

// ScoreLacking counts the gold units without text in a version that the document
// has, and those of them that were found: what nobody translated, or put in.
func ScoreLacking(doc Document, gold, system []Unit) (t Tally) {
	found := map[string]bool{}
	for _, u := range system {
		found[fmt.Sprint(u.Segs)] = true
	}
	for _, u := range gold {
		for v, segs := range u.Segs {
			if len(segs) > 0 || len(doc[v]) == 0 || u.size() == 0 {
				continue
			}
			t.All++
			if found[fmt.Sprint(u.Segs)] {
				t.Hit++
			}
			break
		}
	}
	return t
}

// size is the number of segments of a unit.
func (u *Unit) size() int { return len(u.Segs[0]) + len(u.Segs[1]) + len(u.Segs[2]) }

// ScorePair compares the beads that units imply for one pair of versions,
// counting those with an empty side too.
func ScorePair(gold, system []Unit, p Pair) Score {
	g, s := beadsOf(gold, p[0], p[1]), beadsOf(system, p[0], p[1])
	var out Score
	out.P, _ = precision(g, s)
	out.R, _ = precision(s, g)
	return out
}
