package zh

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeSource makes a folder like OpenCC's npm package, with the files that
// every package has and those given.
func writeSource(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{
		"package.json":                  `{"version":"9.9"}`,
		"data/config/t2s.json":          `{"conversion_chain":[{"dict":{"type":"group","dicts":[{"type":"ocd2","file":"TSPhrases.ocd2"},{"type":"ocd2","file":"TSCharactersExt.ocd2","may_output_tofu":true},{"type":"ocd2","file":"TSCharacters.ocd2"}]}}]}`,
		"data/dictionary/TSPhrases.txt": "# a comment\n\n乾隆\t乾隆\n",
		"data/dictionary/TSCharacters.txt": "乾\t干 乾\n# @tofu-risk: rare\n㑮\t㑮 𫝈\n軟\t软\n" +
			"體\t体\n",
		"data/dictionary/TWPhrases.txt":  "軟體包\t套件\n",
		"data/dictionary/HKPhrases.txt":  "",
		"data/dictionary/TWVariants.txt": "# @reverse-prefer: 么 幺\n么\t么\n幺\t么\n着\t著\n",
		"data/dictionary/HKVariants.txt": "臺\t台\n",
	}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		if text == "-" {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPack(t *testing.T) {
	dir := writeSource(t, map[string]string{
		"data/config/tw2t.json": `{"conversion_chain":[{"dict":{"type":"ocd2","file":"TWVariantsRev.ocd2"}}]}`,
		"data/config/s2t.json":  `{"conversion_chain":[{"dict":{"type":"ocd2","file":"STPhrases_GeneratedFromRegionalPhrases.ocd2"}}]}`,
	})
	var a, b bytes.Buffer
	if err := Pack(dir, &a); err != nil {
		t.Fatal(err)
	}
	if err := Pack(dir, &b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("packed twice, the bytes differ (%v)", err)
	}
	p, err := readPack(a.Bytes())
	if err != nil || p.version != "opencc 9.9" {
		t.Fatalf("version %q, %v", p.version, err)
	}
	for _, c := range [][3]string{
		{"t2s", "乾隆乾㑮軟體", "乾隆干㑮软体"},
		{"tw2t", "么著", "幺着"},
		{"s2t", "软体包", "軟體包"},
	} {
		conv, err := p.converter(c[0])
		if err != nil {
			t.Fatal(err)
		}
		if got := conv.Convert(c[1]); got != c[2] {
			t.Errorf("%s of %s is %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestPackRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, text, words string }{
		"no version":         {"package.json", `{}`, "no version"},
		"no package":         {"package.json", "-", "package.json"},
		"no configuration":   {"data/config/t2s.json", "-", "no configurations"},
		"bad configuration":  {"data/config/t2s.json", `{"conversion_chain":[]}`, "no conversion_chain"},
		"missing dictionary": {"data/config/s2t.json", `{"conversion_chain":[{"dict":{"type":"ocd2","file":"STCharacters.ocd2"}}]}`, "STCharacters"},
		"bad preference":     {"data/dictionary/TWVariants.txt", "# @reverse-prefer: 么 麼\n着\t著\n", "no such mapping"},
	} {
		err := Pack(writeSource(t, map[string]string{c.file: c.text}), &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func FuzzReadPack(f *testing.F) {
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readPack(data)
		if err != nil {
			return
		}
		for name := range p.configs {
			if c, err := p.converter(name); err == nil {
				c.Convert("里面")
			}
		}
	})
}
