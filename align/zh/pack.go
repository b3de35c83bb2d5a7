package zh

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

// A pack is the text
//
//	opencc 1.4.2
//	#config s2t
//	{…}
//	#dict STCharacters
//	key<TAB>values separated by spaces
//	…
//
// compressed with gzip. Configurations keep only what conversion needs;
// dictionaries are sorted by the bytes of their keys.
type pack struct {
	version string
	configs map[string][]byte
	raw     map[string][]byte // dictionaries not parsed yet
	mutex   sync.Mutex
	dicts   map[string]*dict
}

// readPack unpacks data and finds its parts; the dictionaries themselves are
// parsed when somebody asks for them.
func readPack(data []byte) (*pack, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("OpenCC pack: %w", err)
	}
	text, err := io.ReadAll(zr)
	if err != nil {
		return nil, fmt.Errorf("OpenCC pack: %w", err)
	}
	p := &pack{configs: map[string][]byte{}, raw: map[string][]byte{}, dicts: map[string]*dict{}}
	parts := bytes.Split(text, []byte("\n#"))
	p.version = string(parts[0])
	for _, part := range parts[1:] {
		head, body, _ := bytes.Cut(part, []byte("\n"))
		kind, name, _ := strings.Cut(string(head), " ")
		switch kind {
		case "config":
			p.configs[name] = body
		case "dict":
			p.raw[name] = body
		default:
			return nil, fmt.Errorf("OpenCC pack: unknown part %q; run `make generate` again", head)
		}
	}
	return p, nil
}

// dict gives a dictionary by name.
func (p *pack) dict(name string) (*dict, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if d := p.dicts[name]; d != nil {
		return d, nil
	}
	raw, ok := p.raw[name]
	if !ok {
		return nil, fmt.Errorf("no dictionary %s", name)
	}
	d := newDict(parseDict(raw))
	p.dicts[name] = d
	return d, nil
}

// converter builds the converter of a configuration.
func (p *pack) converter(name string) (*Converter, error) {
	raw, ok := p.configs[name]
	if !ok {
		return nil, fmt.Errorf("unknown configuration; there are %s", strings.Join(sortedKeys(p.configs), ", "))
	}
	c, err := parseConfig(raw)
	if err != nil {
		return nil, err
	}
	return c.converter(p.dict, false)
}

// parseDict reads the lines of a dictionary, leaving out comments.
func parseDict(raw []byte) []entry {
	entries := make([]entry, 0, bytes.Count(raw, []byte("\n"))+1)
	for len(raw) > 0 {
		var line []byte
		line, raw, _ = bytes.Cut(raw, []byte("\n"))
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, values, ok := bytes.Cut(bytes.TrimSuffix(line, []byte("\r")), []byte("\t"))
		if ok && len(key) > 0 && len(values) > 0 {
			entries = append(entries, entry{key, values})
		}
	}
	return entries
}

// Pack reads OpenCC's npm package (its folder, with package.json, data/config
// and data/dictionary) and writes what this package embeds. The same package
// gives the same bytes.
func Pack(openccDir string, w io.Writer) error {
	src, err := readSource(openccDir)
	if err != nil {
		return fmt.Errorf("pack OpenCC: %w", err)
	}
	if err := src.derive(); err != nil {
		return fmt.Errorf("pack OpenCC: %w", err)
	}
	zw, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := zw.Write(src.bytes()); err != nil {
		return fmt.Errorf("pack OpenCC: %w", err)
	}
	return zw.Close()
}

// source is OpenCC's data on its way into a pack.
type source struct {
	version string
	texts   map[string][]byte // the dictionary files as they are
	configs map[string]*config
	dicts   map[string]*dict
}

func readSource(dir string) (*source, error) {
	s := &source{texts: map[string][]byte{}, configs: map[string]*config{}, dicts: map[string]*dict{}}
	var about struct{ Version string }
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &about); err != nil || about.Version == "" {
		return nil, fmt.Errorf("no version in %s", filepath.Join(dir, "package.json"))
	}
	s.version = "opencc " + about.Version
	files, err := filepath.Glob(filepath.Join(dir, "data", "config", "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no configurations in %s", filepath.Join(dir, "data", "config"))
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if strings.Contains(name, "jp") || strings.Contains(name, "schema") {
			continue // Japanese, and the description of the format
		}
		if data, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		if s.configs[name], err = parseConfig(data); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	if files, err = filepath.Glob(filepath.Join(dir, "data", "dictionary", "*.txt")); err != nil {
		return nil, err
	}
	for _, file := range files {
		if data, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		s.texts[name] = data
		s.dicts[name] = newDict(parseDict(data))
	}
	return s, nil
}

// bytes writes the pack: every configuration, and every dictionary that a
// configuration names.
func (s *source) bytes() []byte {
	var out bytes.Buffer
	out.WriteString(s.version)
	needed := map[string]bool{}
	for _, name := range sortedKeys(s.configs) {
		c := s.configs[name]
		data, err := json.Marshal(c)
		if err != nil {
			panic(err) // plain strings and booleans cannot fail
		}
		fmt.Fprintf(&out, "\n#config %s\n%s", name, data)
		c.each(func(d configDict) {
			if !d.Tofu {
				needed[d.name()] = true
			}
		})
	}
	for _, name := range sortedKeys(needed) {
		fmt.Fprintf(&out, "\n#dict %s", name)
		for _, e := range s.dicts[name].entries {
			fmt.Fprintf(&out, "\n%s\t%s", e.key, e.values)
		}
	}
	return out.Bytes()
}

// each calls f for every dictionary file that the configuration names.
func (c *config) each(f func(configDict)) {
	var walk func(configDict)
	walk = func(d configDict) {
		if d.Type != "group" {
			f(d)
		}
		for _, child := range d.Dicts {
			walk(child)
		}
	}
	for _, step := range append(append([]configStep(nil), c.Normalization...), c.Chain...) {
		walk(step.Dict)
	}
	if c.Segmentation != nil {
		walk(c.Segmentation.Dict)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
