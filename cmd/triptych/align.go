package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/lexicon"
)

// alignFlags are the settings of `triptych align`.
type alignFlags struct {
	level, segments, format, out, dict string
	noDict                             bool
	memory, embeddings, model          string
}

func runAlign(ctx context.Context, args []string, io streams) error {
	var f alignFlags
	args, err := parse(f.flags(), args)
	if err != nil {
		return err
	}
	if f.level != "paragraph" && f.level != "sentence" {
		return fmt.Errorf("--level %q: use paragraph or sentence", f.level)
	}
	write := unitFormats[f.format]
	if write == nil {
		return fmt.Errorf("--format %q: use json, tsv or html", f.format)
	}
	mode, err := format.ParseMode(f.segments)
	if err != nil {
		return fmt.Errorf("--segments: %w", err)
	}
	doc, err := readVersions(args, mode, io.err)
	if err != nil {
		return err
	}
	if f.level == "sentence" && f.segments != "line" {
		doc = align.SplitSentences(doc)
	}
	lex, err := loadDict(f.dict, f.noDict, io.err)
	if err != nil {
		return err
	}
	opt := align.Options{Lexicon: lex, Level: align.Level(f.level)}
	if err := f.helpers(ctx, &opt); err != nil {
		return err
	}
	var units []align.Unit
	err = unlessStopped(ctx, func() (err error) {
		units, err = align.Units(doc, opt)
		return err
	})
	if err != nil {
		return err
	}
	return writeOut(f.out, io.out, func(w *bufio.Writer) error { return write(w, doc, units) })
}

// flags names the flags of `triptych align`.
func (f *alignFlags) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("align", flag.ContinueOnError)
	fs.StringVar(&f.level, "level", "paragraph", "`LEVEL` of what is aligned: paragraph or sentence")
	fs.StringVar(&f.segments, "segments", "auto", "`HOW` the segments of a text are told apart: auto, blank (paragraphs stand between blank lines) or line (every line that is not empty)")
	fs.StringVar(&f.format, "format", "json", "`FORMAT` to write: json, tsv or html (a page with the alignment plot)")
	fs.StringVar(&f.out, "o", "", "write to `FILE` instead of the terminal")
	dictFlags(fs, &f.dict, &f.noDict)
	fs.StringVar(&f.memory, "memory", "", "also use the words of what was approved in the database `FILE`")
	fs.StringVar(&f.embeddings, "embeddings", "", "also use vectors of meaning from the server at `URL`, which speaks OpenAI's /v1/embeddings")
	fs.StringVar(&f.model, "model", "", "`NAME` of the model that the server at --embeddings shall use")
	return fs
}

// helpers adds the memory and the embeddings that the flags ask for.
func (f *alignFlags) helpers(ctx context.Context, opt *align.Options) (err error) {
	if f.memory != "" {
		if opt.Memory, err = recall(ctx, f.memory, opt.Lexicon); err != nil {
			return err
		}
	}
	if f.embeddings == "" {
		return nil
	}
	e, err := newEmbedder(f.embeddings, f.model)
	if err != nil {
		return err
	}
	opt.Embed = func(texts []string) ([][]float32, error) { return e.embed(ctx, texts) }
	return nil
}

func dictFlags(fs *flag.FlagSet, dict *string, none *bool) {
	fs.StringVar(dict, "dict", "", "use the dictionary `FILE` (CC-CEDICT's text, plain or .gz) instead of the embedded one")
	fs.BoolVar(none, "no-dict", false, "use no dictionary at all")
}

// loadDict loads the dictionary that the flags name; a build without CC-CEDICT
// says so in one line.
func loadDict(file string, none bool, errs io.Writer) (*lexicon.Lexicon, error) {
	if none {
		return nil, nil
	}
	if file == "" {
		if !lexicon.Complete() {
			fmt.Fprintln(errs, "triptych: built without CC-CEDICT, aligning with the built-in word list; `make generate build` adds it, --dict FILE gives another")
		}
		return lexicon.Embedded()
	}
	r, err := os.Open(file)
	if err != nil {
		return nil, fileError("read", file, err)
	}
	defer r.Close()
	lex, err := lexicon.Load(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return lex, nil
}

// readVersions reads two or three files, named as en=FILE, and tells what was
// noticed about them.
func readVersions(args []string, mode format.Mode, errs io.Writer) (align.Document, error) {
	var doc align.Document
	files, err := readFiles(args, mode)
	if err != nil {
		return doc, err
	}
	if len(files) < 2 {
		return doc, errors.New("one version alone has nothing to be aligned with: give a second as en=FILE, zh-Hans=FILE or zh-Hant=FILE")
	}
	for v, f := range files {
		doc[v] = f.Segments
	}
	tellProblems(noticed(files), mode, files, errs)
	return doc, nil
}

// unitFormats are the forms in which units are written.
var unitFormats = map[string]func(w io.Writer, doc align.Document, units []align.Unit) error{
	"json": format.WriteJSON, "tsv": format.WriteTSV, "html": format.WriteHTML,
}
