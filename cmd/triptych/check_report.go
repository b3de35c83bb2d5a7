package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"triptych/align/check"
	"triptych/align/message"
)

// checkText writes a line for each finding and a last one with the sums.
func checkText(w io.Writer, units []checked, _ check.Severity) error {
	w = harmless(w)
	counts, possible := map[check.Severity]int{}, 0
	for _, u := range units {
		for _, f := range u.found {
			if f.Tier == check.Possible {
				possible++
				fmt.Fprintf(w, "%s: possible %s: %s: %s", where(u, f), f.Severity, f.Check, f.Message)
			} else {
				counts[f.Severity]++
				fmt.Fprintf(w, "%s: %s: %s: %s", where(u, f), f.Severity, f.Check, f.Message)
			}
			if f.Fix != nil {
				fmt.Fprintf(w, " [fix: %s]", f.Fix.Text)
			}
			fmt.Fprintln(w)
		}
	}
	fmt.Fprintf(w, "%d units: %d blockers, %d errors, %d warnings, %d notes", len(units), counts[check.Blocker], counts[check.Error], counts[check.Warning], counts[check.Info])
	if possible > 0 {
		fmt.Fprintf(w, ", %d possible", possible)
	}
	_, err := fmt.Fprintln(w)
	return err
}

func where(u checked, f check.Finding) string {
	s, line := u.where(f)
	if line > 0 {
		s += fmt.Sprintf(":%d", line)
	}
	if u.doc != "" {
		s += ": " + u.doc
	}
	return s + ": unit " + u.unit.ID
}

// checkJSON writes each finding as a line of JSON.
func checkJSON(w io.Writer, units []checked, _ check.Severity) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, u := range units {
		for _, f := range u.found {
			line := struct {
				Doc string `json:"doc,omitempty"`
				check.Finding
			}{u.doc, f}
			if err := enc.Encode(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSARIF writes SARIF 2.1.0, which code hosts show beside the files.
func checkSARIF(w io.Writer, units []checked, _ check.Severity) error {
	type text struct {
		Text string `json:"text"`
	}
	type rule struct {
		ID     string            `json:"id"`
		Name   string            `json:"name"`
		Short  text              `json:"shortDescription"`
		Config map[string]string `json:"defaultConfiguration"`
	}
	var rules []rule
	index := map[string]int{}
	for i, c := range check.All {
		index[c.ID] = i
		rules = append(rules, rule{c.ID, message.Of("check." + c.ID).String(), text{message.Of("check." + c.ID + ".about").String()}, map[string]string{"level": sarifLevel(check.Finding{Severity: c.Severity})}})
	}
	results := []any{}
	for _, u := range units {
		for _, f := range u.found {
			file, line := u.where(f)
			location := map[string]any{"artifactLocation": map[string]string{"uri": file}}
			if line > 0 {
				location["region"] = map[string]int{"startLine": line}
			}
			name := u.unit.ID
			if u.doc != "" {
				name = u.doc + "/" + name
			}
			results = append(results, map[string]any{
				"ruleId": f.Check, "ruleIndex": index[f.Check], "level": sarifLevel(f), "message": text{f.Message},
				"locations":  []any{map[string]any{"physicalLocation": location, "logicalLocations": []any{map[string]string{"fullyQualifiedName": name}}}},
				"properties": f,
			})
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":       map[string]any{"driver": map[string]any{"name": "triptych", "rules": rules}},
			"columnKind": "unicodeCodePoints", "results": results,
		}},
	})
}

// sarifLevel is the level of a finding: what is only possible is a note.
func sarifLevel(f check.Finding) string {
	switch {
	case f.Tells(check.Error):
		return "error"
	case f.Tells(check.Warning):
		return "warning"
	}
	return "note"
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// checkJUnit writes a test case for each unit; it fails where a finding is as
// bad as failOn.
func checkJUnit(w io.Writer, units []checked, failOn check.Severity) error {
	all := junitSuites{}
	at := map[string]int{}
	for _, u := range units {
		name := u.file
		if u.doc != "" {
			name += ": " + u.doc
		}
		i, ok := at[name]
		if !ok {
			i = len(all.Suites)
			at[name] = i
			all.Suites = append(all.Suites, junitSuite{Name: name})
		}
		c := junitCase{Name: u.unit.ID, Class: name}
		var bad, rest []string
		for _, f := range u.found {
			line := fmt.Sprintf("%s: %s: %s", f.Severity, f.Check, f.Message)
			if failOn != "never" && f.Tells(failOn) {
				if bad == nil {
					c.Failure = &junitFailure{Message: f.Message, Type: f.Check}
				}
				bad = append(bad, line)
				continue
			}
			rest = append(rest, line)
		}
		if c.Failure != nil {
			c.Failure.Text = strings.Join(bad, "\n")
			all.Suites[i].Failures++
			all.Failures++
		}
		c.Out = strings.Join(rest, "\n")
		all.Suites[i].Cases = append(all.Suites[i].Cases, c)
		all.Suites[i].Tests++
		all.Tests++
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
