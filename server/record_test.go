package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/format"
	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/wire"
)

// exported reads the record as a spreadsheet does, after its first line.
func (c *castle) exported(p *inhabitant) [][]string {
	c.t.Helper()
	req, _ := http.NewRequest("GET", c.http.URL+"/api/record/export", nil)
	req.Header = c.header(p)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		c.t.Fatal(resp.Status, err)
	}
	for line := range strings.SplitSeq(string(text), "\r\n") {
		for field := range strings.SplitSeq(line, "\t") {
			if strings.ContainsAny(field[:min(1, len(field))], "=+-@") {
				c.t.Errorf("a spreadsheet computes %q", field)
			}
		}
	}
	rows, err := format.ReadTSV(string(text))
	if err != nil || len(rows) == 0 || len(rows[0]) != 8 {
		c.t.Fatal(rows, err)
	}
	return rows[1:]
}

// TestRecordExport: every act is a row, in order, over more than one page of the
// database; what was approved and waived is told with its pair, check and reason; and
// nothing of it runs as a formula.
func TestRecordExport(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("admin", "everywhere")
	by := c.dir.BySession(boss.cookie, "")
	for i, name := range []string{"=HYPERLINK(1)", "+1", "-1", "@SUM", "＝1", "ordinary"} {
		n := people.NewAccount{Name: name, Email: "x" + strconv.Itoa(i) + "@example.org", Password: castlePassword}
		who, err := c.dir.Add(t.Context(), n, people.Role{Kind: people.All, Role: "qa"})
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := c.dir.SignIn(t.Context(), n.Email, castlePassword, people.From{Address: "192.0.2.1"}); err != nil {
			t.Fatal(who, err)
		}
	}
	d, err := c.st.Load(t.Context(), c.doc)
	if err != nil {
		t.Fatal(err)
	}
	ws, _ := c.join(boss, c.doc)
	text := align.ContentHash("Text")
	for i, m := range []wire.ClientMessage{
		{What: "approve", Pair: "en:zh-Hans", Hashes: []string{text, text}},
		{What: "waive", Pair: "en:zh-Hant", Check: "num.value", Reason: "=the house says so"},
	} {
		m.T, m.ID, m.Unit = "set", strconv.Itoa(i+1), d.Units[0].ID
		if err := ws.WriteJSON(m); err != nil {
			t.Fatal(err)
		}
		if answer := c.heard(ws, "ev", "nack"); answer["t"] != "ev" {
			t.Fatal(answer)
		}
	}
	for range 1100 {
		if err := c.dir.Note(by, "export", c.doc, nil); err != nil {
			t.Fatal(err)
		}
	}
	_, acts, err := record.Verify(t.Context(), c.st)
	if err != nil {
		t.Fatal(err)
	}
	rows := c.exported(boss)
	if int64(len(rows)) != acts+1 {
		t.Fatalf("%d rows of %d acts, and the export itself", len(rows), acts)
	}
	seen := map[string]map[string]string{}
	names := map[string]bool{}
	for i, row := range rows {
		if row[0] != strconv.Itoa(i+1) {
			t.Fatalf("row %d: %q", i+1, row)
		}
		var body map[string]string
		if err := json.Unmarshal([]byte(row[7]), &body); err != nil {
			t.Fatal(row, err)
		}
		seen[row[5]], names[row[3]] = body, true
	}
	if a := seen["approve"]; a["pair"] != "en:zh-Hans" || a["unit"] != d.Units[0].ID {
		t.Errorf("approval: %v", a)
	}
	if w := seen["waive"]; w["pair"] != "en:zh-Hant" || w["check"] != "num.value" || w["reason"] != "=the house says so" {
		t.Errorf("waiver: %v", w)
	}
	if !names["=HYPERLINK(1)"] || !names["＝1"] {
		t.Errorf("names: %v", names)
	}
}
