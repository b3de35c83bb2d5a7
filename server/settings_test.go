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

// TestSettingsOfAll: what is set for all documents holds in those that are open at
// once, in others and after a restart; a document may depart from it; and at a word
// that a check is to leave alone nothing is said.
func TestSettingsOfAll(t *testing.T) {
	h := newHouse(t, fast, "It cost 300 dollars.|花了300美元。|花了400美元。", "It cost 500 dollars.|花了500美元。|花了600美元。")
	p := h.peer("p")
	says := func(n int) string {
		for _, f := range p.Status[p.Order[n]].Findings {
			if f.Check == "num.value" {
				return string(f.Severity)
			}
		}
		return ""
	}
	set := func(path string, c finding.Settings) int {
		body, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return h.call("PUT", path, string(body), nil)
	}
	all, own := "/api/checks", "/api/documents/"+h.doc+"/checks"
	h.until(p, func() bool { return says(0) != "" && says(1) != "" })
	usual, word := says(0), ""
	for _, f := range p.Status[p.Order[0]].Findings {
		if span, ok := f.Spans[align.Hant]; f.Check == "num.value" && ok {
			word = string([]rune("花了400美元。")[span[0]:span[1]])
		}
	}
	if code := set(all, finding.Settings{Words: map[string][]string{"num.value": {word}}}); code != 200 {
		t.Fatal(code)
	}
	h.until(p, func() bool { return says(0) == "" && says(1) != "" })
	if code := set(all, finding.Settings{Checks: map[string]string{"num.value": "off"}}); code != 200 {
		t.Fatal(code)
	}
	h.until(p, func() bool { return says(0) == "" && says(1) == "" })
	h.close()
	h.open()
	p = h.peer("q")
	h.until(p, func() bool { return says(0) == "" && says(1) == "" })
	var listed []struct{ Errors int }
	if h.call("GET", "/api/documents", "", &listed); listed[0].Errors != 0 {
		t.Errorf("the list counts %d errors", listed[0].Errors)
	}
	if code := set(own, finding.Settings{Checks: map[string]string{"num.value": "info"}}); code != 200 {
		t.Fatal(code)
	}
	h.until(p, func() bool { return says(0) == "info" })
	if set(own, finding.Settings{}) != 200 || set(all, finding.Settings{}) != 200 {
		t.Fatal("not taken back")
	}
	h.until(p, func() bool { return says(0) == usual && says(1) == usual })
	for _, c := range []finding.Settings{{Profile: "TW"}, {Glossary: "harbour\t海港\n"}, {Words: map[string][]string{"no.such": {"x"}}}} {
		if code := set(all, c); code != 400 {
			t.Errorf("%+v: %d", c, code)
		}
	}
	h.verify()
}
