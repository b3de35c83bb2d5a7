package server_test

import (
	"encoding/json"
	"testing"

	"triptych/align"
	"triptych/server/finding"
)

// TestSettings: what a document asks of the checks holds for everybody in it at
// once, after a restart too, and nonsense changes nothing.
func TestSettings(t *testing.T) {
	h := newHouse(t, fast, "It cost 300 dollars.|花了300美元。|花了400美元。", "The harbour is open.|港口开放。|港口開放。")
	p := h.peer("p")
	severity := func(n int, id string) string {
		for _, f := range p.Status[p.Order[n]].Findings {
			if f.Check == id {
				return string(f.Severity)
			}
		}
		return ""
	}
	path := "/api/documents/" + h.doc + "/checks"
	set := func(c finding.Settings) int {
		body, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return h.call("PUT", path, string(body), nil)
	}
	h.until(p, func() bool { return severity(0, "num.value") != "" })
	if code := set(finding.Settings{Checks: map[string]string{"num.value": "off"}, Glossary: "harbour\t海港\n"}); code != 200 {
		t.Fatal(code)
	}
	h.until(p, func() bool { return severity(0, "num.value") == "" && severity(1, "term.missing") != "" })
	for _, c := range []finding.Settings{
		{Profile: "XX"},
		{Checks: map[string]string{"no.such": "off"}},
		{Checks: map[string]string{"num.value": "loud"}},
		{Glossary: "no tab"},
	} {
		if code := set(c); code != 400 {
			t.Errorf("%+v: %d", c, code)
		}
	}
	var got struct {
		Settings finding.Settings
		Checks   []struct{ ID string }
	}
	if h.call("GET", path, "", &got); got.Settings.Checks["num.value"] != "off" || len(got.Checks) == 0 {
		t.Fatalf("%+v", got)
	}
	h.close()
	h.open()
	p = h.peer("q")
	h.until(p, func() bool { return severity(0, "num.value") == "" && severity(1, "term.missing") != "" })
	if code := set(finding.Settings{Checks: map[string]string{"num.value": "info"}}); code != 200 {
		t.Fatal(code)
	}
	h.until(p, func() bool { return severity(0, "num.value") == "info" && severity(1, "term.missing") == "" })
	h.edit(p, seg(p, align.Hant, 0), 2, 3, "3")
	h.until(p, func() bool { return severity(0, "num.value") == "" })
	h.verify()
}
