package record

import "encoding/json"

// encode writes a body, its names in order, so that it has one hash.
func encode(body map[string]string) string {
	if len(body) == 0 {
		return ""
	}
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // there is no map of strings that JSON cannot hold
	}
	return string(text)
}

// decode reads one; what the chain vouches for was written by encode.
func decode(text string) (body map[string]string) {
	if text != "" {
		_ = json.Unmarshal([]byte(text), &body)
	}
	return body
}
