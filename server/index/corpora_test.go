package index

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"triptych/align"
	"triptych/align/need"
)

// lines reads a text of one paragraph a line.
func lines(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// published are the documents in three versions, as people lined them up.
func published(t *testing.T) map[string][]unitText {
	all := map[string][]unitText{}
	golds, err := filepath.Glob(filepath.Join(need.Corpora(t), "trilingual", "docs", "*.gold"))
	need.Data(t, err == nil && len(golds) > 0, "there are no documents in three versions")
	for _, gold := range golds {
		base := strings.TrimSuffix(gold, ".gold")
		if strings.Contains(base, "~") {
			continue // the same document with changes
		}
		var texts [3][]string
		for v, version := range align.Versions {
			texts[v] = lines(t, base+"."+version.String())
		}
		for _, line := range lines(t, gold) {
			unit := unitText{standing: "approved"}
			for v, side := range strings.Split(line, ":") {
				var said []string
				for id := range strings.SplitSeq(strings.TrimSpace(side), ",") {
					var n int
					if id = strings.TrimSpace(id); id != "" {
						n = atoi(t, id)
						said = append(said, texts[v][n])
					}
				}
				unit.texts[v] = strings.Join(said, "\n")
			}
			if unit.texts[0] == "" || unit.texts[1] == "" {
				unit.standing = ""
			}
			all[filepath.Base(base)] = append(all[filepath.Base(base)], unit)
		}
	}
	return all
}

func atoi(t *testing.T, s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// words are those of a text, whatever its marks and capitals; another reading of what the
// same words are than the index has.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// elsewhere says for the texts of one version in which documents they have a translation
// into another.
func elsewhere(all map[string][]unitText, from, to align.Version) map[string]map[string]bool {
	in := map[string]map[string]bool{}
	for doc, units := range all {
		for _, u := range units {
			if w := words(u.texts[from]); w != "" && u.texts[to] != "" && u.standing != "" {
				if in[w] == nil {
					in[w] = map[string]bool{}
				}
				in[w][doc] = true
			}
		}
	}
	return in
}

// TestCorporaMemory takes each of the documents out in turn: of its segments that stand
// in another one in the same words nearly all are offered with what they became there;
// and of those that are like a segment of another one nearly all get the most alike.
func TestCorporaMemory(t *testing.T) {
	all := published(t)
	st := newStore(t)
	ids := map[string]string{}
	for doc, units := range all {
		ids[doc] = create(t, st, doc, units)
	}
	x := newIndex(t, st)
	caughtUp(t, x)
	for _, way := range [][2]align.Version{{align.En, align.Hans}, {align.Hans, align.En}} {
		in, same, offered := elsewhere(all, way[0], way[1]), 0, 0
		pool := newPool(all, way)
		similar, best := 0, 0
		for doc, units := range all {
			for i, u := range units {
				w := words(u.texts[way[0]])
				if w == "" {
					continue
				}
				repeated := len(in[w]) > 1 || len(in[w]) == 1 && !in[w][doc]
				sampled := i%7 == 0 && !repeated
				if !repeated && !sampled {
					continue
				}
				asked := Asked{Doc: ids[doc], From: way[0], To: way[1], Text: u.texts[way[0]]}
				found, err := x.Remember(t.Context(), asked, func(id string) bool { return id != ids[doc] })
				if err != nil {
					t.Fatal(err)
				}
				most := 0
				if len(found.Offers) > 0 {
					most = found.Offers[0].Alike
				}
				if repeated {
					same++
					if most == 100 && words(found.Offers[0].Texts[way[0]]) == w {
						offered++
					}
				} else if want := pool.best(doc, asked.Text); want >= alikeLeast {
					similar++
					if most/5 >= want/5 {
						best++
					} else {
						t.Logf("%d %% offered of %d %%: %.80q", most, want, asked.Text)
					}
				}
			}
		}
		t.Logf("%s to %s: %d of %d in the same words; the most alike of %d of %d similar ones", way[0], way[1], offered, same, best, similar)
		if same < 20 || float64(offered) < .95*float64(same) {
			t.Errorf("%s to %s: %d of %d segments that stand elsewhere in the same words are offered, 95 %% are wanted", way[0], way[1], offered, same)
		}
		if float64(best) < .9*float64(similar) {
			t.Errorf("%s to %s: %d of %d similar segments get the most alike", way[0], way[1], best, similar)
		}
	}
}

// pool are all texts of a version that have a translation, to be compared one by one.
type pool []pooled

type pooled struct {
	doc  string
	list []token
}

func newPool(all map[string][]unitText, way [2]align.Version) (p pool) {
	for doc, units := range all {
		for _, u := range units {
			if u.texts[way[0]] != "" && u.texts[way[1]] != "" && u.standing != "" {
				p = append(p, pooled{doc, tokens(u.texts[way[0]])})
			}
		}
	}
	return p
}

// best is how alike the most alike of them is, those of a document left out.
func (p pool) best(doc, text string) (most int) {
	list := tokens(text)
	for _, other := range p {
		if other.doc != doc {
			most = max(most, alike(list, other.list))
		}
	}
	return most
}
