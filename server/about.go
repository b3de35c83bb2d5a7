package server

import (
	"net/http"

	"triptych/align/lexicon"
	"triptych/align/zh"
	"triptych/server/answer"
	"triptych/server/store"
)

// dictionary is one that the program was built with, or without.
type dictionary struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Licence string `json:"licence"`
	Source  string `json:"source"`
	Present bool   `json:"present"`
}

// about says what the program is made of.
func (s *Server) about(w http.ResponseWriter, _ *http.Request) error {
	words, err := lexicon.Embedded()
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, map[string]any{
		"version": Version(),
		"dictionaries": []dictionary{
			{"OpenCC", zh.DataVersion(), "Apache-2.0", "https://github.com/BYVoid/OpenCC", zh.Available()},
			{"CC-CEDICT", words.Name(), "CC BY-SA 4.0", "https://cc-cedict.org/", lexicon.Complete()},
		},
	})
	return nil
}

// folding says which characters count as one where texts are searched, in the browser too.
func (s *Server) folding(w http.ResponseWriter, _ *http.Request) error {
	from, to := zh.Folds()
	answer.JSON(w, http.StatusOK, map[string]string{"from": from, "to": to})
	return nil
}

// Version is the version that the program was built as, or "development".
func Version() string { return store.Version() }
