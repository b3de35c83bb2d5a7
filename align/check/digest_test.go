package check

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

var update = flag.Bool("update", false, "write testdata/digest.tsv again")

const digestFile = "testdata/digest.tsv"

// digests are the versions of the rules and what they find in all test data, as
// a file keeps them between two builds.
type digests struct {
	inputs string // digest of the test data
	rows   map[string]digest
}

type digest struct {
	version int
	found   string
}

// TestDigest demands that a rule which finds something else has another version:
// a waiver speaks of what a version of a rule found, and the counts in the list of
// documents are believed as long as the versions stand. After raising the version,
// or after a change of the test data:
//
//	go test -tags sqlite_fts5 ./align/check -run Digest -update
func TestDigest(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	now, old := digestNow(t), readDigests(t)
	forgotten := false
	for _, r := range All {
		was, known := old.rows[r.ID]
		is := now.rows[r.ID]
		switch {
		case known && is.version < was.version:
			t.Errorf("%s: version %d was %d before: versions only rise", r.ID, is.version, was.version)
			forgotten = true
		case known && is.found != was.found && is.version == was.version && now.inputs == old.inputs:
			t.Errorf("%s finds something else in the same texts: raise its Version above %d", r.ID, was.version)
			forgotten = true
		case is != was && !*update:
			t.Errorf("%s: %s is not of this version and these test data: run with -update", r.ID, digestFile)
		}
	}
	if *update && !forgotten {
		now.write(t)
	}
}

func readDigests(t *testing.T) digests {
	d := digests{rows: map[string]digest{}}
	text, err := os.ReadFile(digestFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		switch {
		case len(f) == 2 && f[0] == "inputs":
			d.inputs = f[1]
		case len(f) == 3 && !strings.HasPrefix(line, "#"):
			version, err := strconv.Atoi(f[1])
			if err != nil {
				t.Fatalf("%s: %q", digestFile, line)
			}
			d.rows[f[0]] = digest{version, f[2]}
		}
	}
	return d
}

func (d digests) write(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What each rule finds in the cases and the articles of testdata: id, version, digest. Written by TestDigest.\n")
	b.WriteString("inputs\t" + d.inputs + "\n")
	for _, r := range All {
		fmt.Fprintf(&b, "%s\t%d\t%s\n", r.ID, d.rows[r.ID].version, d.rows[r.ID].found)
	}
	if err := os.WriteFile(digestFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// digestNow checks all test data: each case under its own settings with every rule
// on, each article as it is and with its slips.
func digestNow(t *testing.T) digests {
	found := map[string]hash.Hash{}
	for _, r := range All {
		found[r.ID] = sha256.New()
	}
	check := func(name string, units []Unit, s Settings) {
		severity := onRequest().Severity
		for id, given := range s.Severity {
			severity[id] = given
		}
		s.Severity = severity
		for _, list := range Document(units, s) {
			for _, f := range list {
				f.Message, f.Rule = "", 0 // words may be bettered, and the version is what is asked
				f.Tier, f.P = "", 0       // they are fitted again when there is more that was judged
				if rule, _ := ByID(f.Check); f.Severity == Blocker && rule.Severity != Blocker {
					f.Severity = Error // whether it is sure enough to block is fitted too
				}
				line, err := json.Marshal(f)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(found[f.Check], "%s\t%s\n", name, line)
			}
		}
	}
	for _, r := range All {
		for _, e := range readCases(t, r.ID) {
			check(r.ID+" "+e.name, e.units, e.settings)
		}
	}
	for _, file := range articleFiles(t) {
		clean, slips := articleUnits(t, file)
		check(file, clean, Settings{})
		check(file+" slips", slips, Settings{})
	}
	d := digests{digestInputs(t), map[string]digest{}}
	for _, r := range All {
		d.rows[r.ID] = digest{r.Version, short(found[r.ID])}
	}
	return d
}

// articleUnits reads an article as it is, and with its slips in it.
func articleUnits(t *testing.T, file string) (clean, slipped []Unit) {
	at := map[string]int{}
	for i, a := range jsonLines[article](t, file) {
		u := Unit{ID: a.Unit, Text: [3]string{align.En: a.En, align.Hans: a.Hans, align.Hant: a.Hant}}
		kind := map[string]align.Kind{"heading": align.Heading, "aside": align.NonContent}[a.Kind]
		u.Kind = [3]align.Kind{kind, kind, kind}
		clean = append(clean, u)
		at[a.Unit] = i
	}
	slipped = append(slipped, clean...)
	for _, s := range jsonLines[slip](t, strings.TrimSuffix(file, ".jsonl")+".slips.jsonl") {
		v, err := align.ParseVersion(s.Version)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		slipped[at[s.Unit]].Text[v] = s.Text
	}
	return clean, slipped
}

// digestInputs is the digest of all cases and articles.
func digestInputs(t *testing.T) string {
	sum := sha256.New()
	for _, pattern := range []string{"testdata/*.txtar", "testdata/articles/*.jsonl"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(sum, "%s %d\n%s", file, len(text), text)
		}
	}
	return short(sum)
}

func short(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:8]) }
