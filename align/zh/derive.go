package zh

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// OpenCC makes some of its dictionaries out of others when it is built; its
// npm package holds only the sources. What follows does as its scripts
// reverse.py, extract_tofu_risk.py and generate_st_phrases_from_regional_phrases.py do.

// Comment lines that steer the making.
const (
	tofuMark   = "# @tofu-risk:"
	preferMark = "# @reverse-prefer:"
)

// derive adds the dictionaries that are made, not stored, and checks that
// every dictionary that a configuration names is there.
func (s *source) derive() error {
	for _, name := range []string{"TWVariants", "HKVariants"} {
		d, err := reverse(s.texts[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		s.dicts[name+"Rev"] = d
	}
	s.dicts["TSCharactersExt"] = tofu(s.texts["TSCharacters"])
	if err := s.deriveRegional(); err != nil {
		return err
	}
	for name, c := range s.configs {
		var missing []string
		c.each(func(d configDict) {
			if s.dicts[d.name()] == nil {
				missing = append(missing, d.name())
			}
		})
		if len(missing) > 0 {
			return fmt.Errorf("configuration %s needs the dictionary %s, which this OpenCC does not have", name, missing[0])
		}
	}
	return nil
}

// reverse turns a dictionary round: each value becomes a key. Where several
// keys had the value, the one that a preference line names comes first.
func reverse(text []byte) (*dict, error) {
	back := map[string][]string{}
	for _, e := range parseDict(text) {
		for _, value := range e.all() {
			back[string(value)] = append(back[string(value)], string(e.key))
		}
	}
	for _, line := range strings.Split(string(text), "\n") {
		rest, ok := strings.CutPrefix(line, preferMark)
		if !ok {
			continue
		}
		fields := strings.Fields(rest)
		if len(fields) == 0 {
			return nil, fmt.Errorf("%q names no character", line)
		}
		if err := prefer(back, fields[0], fields[len(fields)-1]); err != nil {
			return nil, err
		}
	}
	var entries []entry
	for _, key := range sortedKeys(back) {
		entries = append(entries, entry{[]byte(key), []byte(strings.Join(back[key], " "))})
	}
	return newDict(entries), nil
}

// prefer moves value to the front of what key has.
func prefer(back map[string][]string, key, value string) error {
	for i, v := range back[key] {
		if v == value {
			copy(back[key][1:i+1], back[key][:i])
			back[key][0] = value
			return nil
		}
	}
	return fmt.Errorf("%s %s %s: there is no such mapping", preferMark, key, value)
}

// tofu gives the mappings that follow a line with the mark, without the
// character itself as first value.
func tofu(text []byte) *dict {
	var entries []entry
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, tofuMark) || i+1 == len(lines) {
			continue
		}
		key, values, _ := strings.Cut(lines[i+1], "\t")
		fields := strings.Fields(values)
		if len(fields) > 0 && fields[0] == key {
			fields = fields[1:]
		}
		if len(fields) > 0 {
			entries = append(entries, entry{[]byte(key), []byte(strings.Join(fields, " "))})
		}
	}
	return newDict(entries)
}

// deriveRegional makes STPhrases_GeneratedFromRegionalPhrases: the mainland
// words of the regional dictionaries in Simplified script, each with its
// Traditional form, so that they are found whole before they are replaced.
// Words of fewer than three characters stay out: they would cut longer words.
func (s *source) deriveRegional() error {
	t2s := s.configs["t2s"]
	if t2s == nil {
		return fmt.Errorf("no configuration t2s")
	}
	find := func(name string) (*dict, error) {
		if d := s.dicts[name]; d != nil {
			return d, nil
		}
		return nil, fmt.Errorf("no dictionary %s", name)
	}
	simplify, err := t2s.converter(find, true)
	if err != nil {
		return fmt.Errorf("t2s: %w", err)
	}
	var entries []entry
	for _, name := range []string{"HKPhrases", "TWPhrases"} {
		words, err := find(name)
		if err != nil {
			return err
		}
		for _, e := range words.entries {
			key := simplify.Convert(string(e.key))
			if utf8.RuneCountInString(key) >= 3 {
				entries = append(entries, entry{[]byte(key), e.key})
			}
		}
	}
	sort.SliceStable(entries, func(i, j int) bool { return bytes.Compare(entries[i].key, entries[j].key) < 0 })
	s.dicts["STPhrases_GeneratedFromRegionalPhrases"] = newDict(entries)
	return nil
}
