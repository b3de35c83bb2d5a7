package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// embedder asks a server that speaks OpenAI's /v1/embeddings (Ollama, vLLM,
// text-embeddings-inference and others do) for vectors of texts.
type embedder struct {
	url, model string
	batch      int           // texts in one request
	timeout    time.Duration // for one request
	client     *http.Client
}

// maxEmbedded is how many bytes of one text are sent: models read no more.
const maxEmbedded = 6000

func newEmbedder(url, model string) (*embedder, error) {
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return nil, fmt.Errorf("--embeddings %q: give the address of a server, such as http://127.0.0.1:11434", url)
	}
	if model == "" {
		return nil, errors.New("--embeddings needs --model NAME, the model that the server shall use")
	}
	url = strings.TrimSuffix(url, "/")
	if !strings.HasSuffix(url, "/embeddings") {
		url = strings.TrimSuffix(url, "/v1") + "/v1/embeddings"
	}
	return &embedder{url: url, model: model, batch: 64, timeout: 60 * time.Second, client: &http.Client{}}, nil
}

// embed returns a vector for each text, in order.
func (e *embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(e.batch, len(texts))
		vectors, err := e.request(ctx, texts[:n])
		if err != nil {
			return nil, err
		}
		out, texts = append(out, vectors...), texts[n:]
	}
	return out, nil
}

func (e *embedder) request(ctx context.Context, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, e.timeout)
	defer cancel()
	input := make([]string, len(texts))
	for i, t := range texts {
		if len(t) > maxEmbedded {
			t = strings.ToValidUTF8(t[:maxEmbedded], "")
		}
		if strings.TrimSpace(t) == "" {
			t = "-" // servers refuse empty texts
		}
		input[i] = t
	}
	body, err := json.Marshal(map[string]any{"model": e.model, "input": input})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := e.client.Do(req)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%s did not answer within %v: see whether it is up, or align without --embeddings", e.url, e.timeout)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: see whether the server is up, or align without --embeddings", err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 256<<20))
	if err != nil {
		return nil, fmt.Errorf("%s broke off its answer: %w", e.url, err)
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s: %.200s", e.url, res.Status, strings.TrimSpace(string(answer)))
	}
	return readVectors(answer, len(texts))
}

// readVectors reads the answer to n texts; its items may come in any order.
func readVectors(answer []byte, n int) ([][]float32, error) {
	var list struct {
		Data []struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(answer, &list); err != nil {
		return nil, fmt.Errorf("the answer is not what /v1/embeddings gives: %w", err)
	}
	out := make([][]float32, n)
	for _, d := range list.Data {
		if d.Index < 0 || d.Index >= n || len(d.Embedding) == 0 {
			return nil, fmt.Errorf("the answer holds a vector of %d numbers for text %d of %d", len(d.Embedding), d.Index+1, n)
		}
		out[d.Index] = d.Embedding
	}
	for i, v := range out {
		if v == nil {
			return nil, fmt.Errorf("the answer holds no vector for text %d of %d", i+1, n)
		}
	}
	return out, nil
}
