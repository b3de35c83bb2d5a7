package zh

import (
	"encoding/json"
	"fmt"
	"strings"
)

// config is one of OpenCC's configuration files, as far as conversion needs it.
type config struct {
	Normalization []configStep `json:"normalization,omitempty"`
	Segmentation  *configStep  `json:"segmentation,omitempty"`
	Chain         []configStep `json:"conversion_chain"`
}

type configStep struct {
	Type string     `json:"type,omitempty"` // "mmseg" in a segmentation
	Dict configDict `json:"dict"`
}

type configDict struct {
	Type   string       `json:"type"` // "group", or how a file is stored: "ocd2", "ocd", "text"
	File   string       `json:"file,omitempty"`
	Policy string       `json:"match_policy,omitempty"` // of a group: "short_circuit" (the default) or "union"
	Dicts  []configDict `json:"dicts,omitempty"`
	// Characters that usual fonts cannot show; OpenCC leaves such
	// dictionaries out unless asked, and so does this package.
	Tofu bool `json:"may_output_tofu,omitempty"`
}

func parseConfig(data []byte) (*config, error) {
	var c config
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	if len(c.Chain) == 0 {
		return nil, fmt.Errorf("no conversion_chain")
	}
	if c.Segmentation != nil && c.Segmentation.Type != "mmseg" {
		return nil, fmt.Errorf("segmentation of type %q is not known", c.Segmentation.Type)
	}
	return &c, nil
}

// name gives the dictionary's name: its file without the extension.
func (d configDict) name() string {
	name, _, _ := strings.Cut(d.File, ".")
	return name
}

// matcher builds what a configuration describes out of dictionaries that find
// gives by name. A dictionary that is to be left out gives nil.
func (d configDict) matcher(find func(string) (*dict, error), tofu bool) (*matcher, error) {
	if d.Tofu && !tofu {
		return nil, nil
	}
	if d.Type != "group" {
		leaf, err := find(d.name())
		if err != nil {
			return nil, err
		}
		return &matcher{leaf: leaf}, nil
	}
	switch d.Policy {
	case "", "short_circuit", "union":
	default:
		return nil, fmt.Errorf("match_policy %q is not known", d.Policy)
	}
	m := &matcher{union: d.Policy == "union"}
	for _, child := range d.Dicts {
		c, err := child.matcher(find, tofu)
		if err != nil {
			return nil, err
		}
		if c != nil {
			m.groups = append(m.groups, c)
		}
	}
	if len(m.groups) == 1 {
		return m.groups[0], nil
	}
	return m, nil
}

// converter builds the converter that the configuration describes.
func (c *config) converter(find func(string) (*dict, error), tofu bool) (*Converter, error) {
	chain := func(steps []configStep) (ms []*matcher, err error) {
		for _, step := range steps {
			m, err := step.Dict.matcher(find, tofu)
			if err != nil {
				return nil, err
			}
			if m != nil {
				ms = append(ms, m)
			}
		}
		return ms, nil
	}
	var out Converter
	normal, err := chain(c.Normalization)
	if err != nil {
		return nil, err
	}
	if len(normal) > 0 {
		out.passes = append(out.passes, pass{chain: normal})
	}
	main, err := chain(c.Chain)
	if err != nil {
		return nil, err
	}
	p := pass{chain: main}
	if c.Segmentation != nil {
		if p.cut, err = c.Segmentation.Dict.matcher(find, tofu); err != nil {
			return nil, err
		}
	}
	out.passes = append(out.passes, p)
	return &out, nil
}
