package check

import (
	"fmt"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

func ExampleExplain() {
	u := Unit{Text: [3]string{"Some 300,000 troops.", "约30万士兵。", ""}}
	for _, r := range Explain(u, align.Pairs[0], nil, "en") {
		if r.Check == "num.value" {
			fmt.Println(r.Message)
		}
	}
	// Output: Both say the same: 300,000 = 30万.
}

func TestExplainLanguages(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	u := Unit{Text: [3]string{
		"NATO does not want 300,000 troops in Finland. The talks go on in Vienna for another week.",
		"北约不希望在芬兰驻扎30万士兵。谈判将在维也纳再进行一周。",
		"北約不希望在芬蘭駐紮三十萬士兵。談判將在維也納再進行一週。",
	}}
	for _, lang := range []string{"en", "zh-Hans", "zh-Hant"} {
		for _, p := range align.Pairs {
			reasons := Explain(u, p, nil, lang)
			if len(reasons) < 4 {
				t.Errorf("%s %s: only %d reasons", lang, p, len(reasons))
			}
			for _, r := range reasons {
				if r.Message == "" || strings.ContainsAny(r.Message, "{}") {
					t.Errorf("%s: %s gives %q", lang, r.Key, r.Message)
				}
			}
		}
	}
}
