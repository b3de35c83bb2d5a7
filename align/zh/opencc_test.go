package zh

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The opencc program, where it is installed, must give the same bytes with the
// same dictionaries. Older versions of it know neither unions nor texts that
// are not cut nor a normalisation, so the configurations are put into words
// that they know: a union becomes one dictionary, an uncut text is cut by a
// dictionary that never matches, and the texts need no normalisation.
// Where TRIPTYCH_CORPORA names a folder with more texts (trilingual/docs), they
// are taken too, and all of the dictionaries' words instead of a quarter.
func TestAgainstOpenCC(t *testing.T) {
	needData(t)
	program, err := exec.LookPath("opencc")
	if err != nil {
		t.Skip("opencc is not installed")
	}
	dir := t.TempDir()
	text := referenceText(t)
	in := filepath.Join(dir, "in.txt")
	if err := os.WriteFile(in, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range allConfigs {
		config := filepath.Join(dir, name+".json")
		writeOldConfig(t, name, dir, config)
		cmd := exec.Command(program, "-c", config, "-i", in)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		want, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, stderr.Bytes())
		}
		c := open(t, name)
		gots, wants := strings.Split(text, "\n"), strings.Split(string(want), "\n")
		bad := 0
		for i, line := range gots {
			if line == "" {
				continue
			}
			if got := c.Convert(line); got != wants[i] {
				if bad++; bad <= 3 {
					t.Errorf("%s, line %d\n got %s\nwant %s", name, i+1, got, wants[i])
				}
			}
		}
		t.Logf("%s: %d of %d lines differ, %d bytes", name, bad, len(gots), len(text))
	}
}

// referenceText is lines of dictionary words in a random but fixed order, and
// the corpora where there are any.
func referenceText(t *testing.T) string {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(1))
	var words []string
	for _, name := range []string{"STPhrases", "TSPhrases", "TWPhrases", "TWPhrasesRev", "TWVariantsRevPhrases", "HKPhrases", "HKVariantsRevPhrases", "STCharacters", "TSCharacters"} {
		d, err := p.dict(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range d.entries {
			words = append(words, string(e.key))
		}
	}
	random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	if os.Getenv("TRIPTYCH_CORPORA") == "" {
		words = words[:len(words)/4]
	}
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i%20 == 19 {
			b.WriteString("\n")
		} else if random.Intn(9) == 0 {
			b.WriteString("，ab ")
		}
	}
	files, _ := filepath.Glob(filepath.Join(os.Getenv("TRIPTYCH_CORPORA"), "trilingual", "docs", "*.zh-Han*"))
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil && !strings.Contains(file, "~") {
			b.WriteString("\n" + string(data))
		}
	}
	return b.String()
}

// writeOldConfig writes a configuration and its dictionaries for an older opencc.
func writeOldConfig(t *testing.T, name, dir, file string) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := parseConfig(p.configs[name])
	if err != nil {
		t.Fatal(err)
	}
	old := config{}
	for _, step := range c.Chain {
		old.Chain = append(old.Chain, configStep{Dict: oldDict(t, p, dir, step.Dict)})
	}
	if c.Segmentation != nil {
		old.Segmentation = &configStep{Type: "mmseg", Dict: oldDict(t, p, dir, c.Segmentation.Dict)}
	} else {
		writeFile(t, filepath.Join(dir, "never.txt"), "\ue000\ue001\ue002\t\ue000\n")
		old.Segmentation = &configStep{Type: "mmseg", Dict: configDict{Type: "text", File: "never.txt"}}
	}
	data, err := json.Marshal(old)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, string(data))
}

func oldDict(t *testing.T, p *pack, dir string, d configDict) configDict {
	if d.Type != "group" {
		return configDict{Type: "text", File: writeDict(t, p, dir, d.name(), []string{d.name()})}
	}
	if d.Policy == "union" {
		var names []string
		for _, child := range d.Dicts {
			names = append(names, child.name())
		}
		return configDict{Type: "text", File: writeDict(t, p, dir, strings.Join(names, "-"), names)}
	}
	group := configDict{Type: "group"}
	for _, child := range d.Dicts {
		if !child.Tofu {
			group.Dicts = append(group.Dicts, oldDict(t, p, dir, child))
		}
	}
	return group
}

func writeDict(t *testing.T, p *pack, dir, name string, from []string) string {
	var all []entry
	for _, n := range from {
		d, err := p.dict(n)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d.entries...)
	}
	var b strings.Builder
	for _, e := range newDict(all).entries {
		fmt.Fprintf(&b, "%s\t%s\n", e.key, e.values)
	}
	writeFile(t, filepath.Join(dir, name+".txt"), b.String())
	return name + ".txt"
}

func writeFile(t *testing.T, name, text string) {
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
