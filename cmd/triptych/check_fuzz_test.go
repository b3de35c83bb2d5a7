package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"testing"

	"triptych/align/check"
)

// FuzzUnits reads any bytes as units and checks them: an error, or findings that
// every format can write.
func FuzzUnits(f *testing.F) {
	f.Add([]byte(`{"unit":"1","en":"300,000","zh-Hans":"3万","zh-Hant":"30萬"}` + "\n" + `{"unit":2,"doc":"d","kind":"heading","zh-Hans":"。"}`))
	f.Add([]byte("\xef\xbb\xbf{\"unit\":null,\"en\":\"\\ud800\"}\n\n[]"))
	f.Add([]byte(`{"unit":"1","en":"a","en":"b"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		units, err := parseUnits("fuzz", data)
		if err != nil {
			return
		}
		findAll(units, check.Settings{Profile: "TW"})
		for name, write := range checkFormats {
			var out bytes.Buffer
			w := bufio.NewWriter(&out)
			if err := write(w, units, check.Error); err != nil {
				t.Fatal(name, err)
			}
			w.Flush()
			if name == "sarif" && !json.Valid(out.Bytes()) {
				t.Fatalf("%s: %q", name, out.Bytes())
			}
			if name == "jsonl" {
				for _, line := range bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n")) {
					if len(line) > 0 && !json.Valid(line) {
						t.Fatalf("%s: %q", name, line)
					}
				}
			}
		}
	})
}
