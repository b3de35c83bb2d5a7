package main

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"triptych/align"
)

// concepts are what the small server below understands: words of one concept
// point the same way in both languages.
var concepts = [][]string{
	{"river", "河"}, {"moon", "月亮"}, {"king", "国王"}, {"bread", "面包"}, {"winter", "冬天"}, {"ship", "船"}, {"letter", "信"},
}

// concept is a vector of which concepts a text names, with a little noise.
func concept(text string) []float32 {
	v := make([]float32, len(concepts)+8)
	for n, words := range concepts {
		for _, w := range words {
			if strings.Contains(text, w) {
				v[n] = 1
			}
		}
	}
	h := fnv.New32a()
	h.Write([]byte(text))
	v[len(concepts)+int(h.Sum32()%8)] = .3
	return v
}

// embeddingServer answers as OpenAI's interface does, items in reverse.
func embeddingServer(t *testing.T, requests *int) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Model string   `json:"model"`
			Input []string `json:"input"`
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.URL.Path != "/v1/embeddings" || in.Model != "small" {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		*requests++
		var data []map[string]any
		for i := len(in.Input) - 1; i >= 0; i-- {
			data = append(data, map[string]any{"index": i, "embedding": concept(in.Input[i])})
		}
		json.NewEncoder(w).Encode(map[string]any{"data": data})
	}))
	t.Cleanup(s.Close)
	return s
}

// Without a dictionary only the embeddings can tell which sentence is missing.
func TestEmbeddingsShowWhatIsMissing(t *testing.T) {
	requests := 0
	s := embeddingServer(t, &requests)
	e, err := newEmbedder(s.URL, "small")
	if err != nil {
		t.Fatal(err)
	}
	e.batch = 3
	var doc align.Document
	for n, words := range concepts {
		doc[align.En] = append(doc[align.En], align.Segment{Text: "There was talk of the " + words[0] + " that day."})
		if n != 3 {
			doc[align.Hans] = append(doc[align.Hans], align.Segment{Text: "那天谈到了" + words[1] + "的事。"})
		}
	}
	units, err := align.Units(doc, align.Options{Embed: func(texts []string) ([][]float32, error) { return e.embed(context.Background(), texts) }})
	if err != nil {
		t.Fatal(err)
	}
	if len(units) != 7 || len(units[3].Segs[align.Hans]) != 0 || len(units[4].Segs[align.Hans]) != 1 {
		t.Errorf("units: %v", units)
	}
	if requests != 5 {
		t.Errorf("%d requests for 7 and 6 texts by threes", requests)
	}
}

func TestEmbeddingsThatFailSaySo(t *testing.T) {
	answer := func(f http.HandlerFunc) *embedder {
		s := httptest.NewServer(f)
		t.Cleanup(s.Close)
		e, _ := newEmbedder(s.URL, "small")
		e.timeout = 100 * time.Millisecond
		return e
	}
	gone, _ := newEmbedder("http://127.0.0.1:1", "small")
	cases := map[string]struct {
		e    *embedder
		want string
	}{
		"refused":  {answer(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no such model", http.StatusNotFound) }), "no such model"},
		"slow":     {answer(func(_ http.ResponseWriter, r *http.Request) { time.Sleep(300 * time.Millisecond) }), "did not answer within"},
		"nonsense": {answer(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) }), "not what /v1/embeddings gives"},
		"short":    {answer(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(`{"data":[]}`)) }), "no vector for text 1"},
		"gone":     {gone, "see whether the server is up"},
	}
	for name, c := range cases {
		if _, err := c.e.embed(context.Background(), []string{"a"}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}
