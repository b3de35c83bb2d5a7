package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// exitStatus ends the program with a status and no further message.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// streams is what a subcommand reads and writes.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// command is one subcommand. run gets the arguments behind its name.
type command struct {
	name, synopsis, summary string
	run                     func(ctx context.Context, args []string, io streams) error
}

// commands lists every subcommand in the order that help shows.
var commands = []command{
	{"serve", "[--addr 127.0.0.1:8080] [--db triptych.db] [--host NAMES] [--demo] [--config FILE] [FLAGS]", "serve the documents of a database to browsers", serve},
	{"config", "check [--config FILE] [FLAGS]", "say which settings serve would have, and try them", runConfig},
	{"user", "add|list|password|passkeys|role|off|on [--db FILE] --email ADDRESS [--name NAME] [--role ROLE] [--versions TAGS] [--remove ID]",
		"say who may sign in, and what they may do; passwords are read from standard input", users},
	{"import", "[--db FILE] [--title TITLE] [--segments auto|blank|line] [--anyway] en=FILE zh-Hans=FILE zh-Hant=FILE | FILE…",
		"put a document into a database", importDocument},
	{"export", "[--db FILE] [--doc ID|TITLE] [--format json|tsv|tmx|xliff | --original N [--version VERSION]] [-o FILE]", "take a document out of a database", exportDocument},
	{"verify", "[--db FILE] [--accept DOC]", "check that nothing in a database is missing or damaged", verify},
	{"backup", "[--db FILE] -o FILE", "copy a database, also while it is served", backup},
	{"restore", "--from FILE [--db FILE]", "put a backup in the place of a database", restore},
	{"align", "[--level paragraph|sentence] [--segments auto|blank|line] [--format json|tsv] [-o FILE] en=FILE zh-Hans=FILE [zh-Hant=FILE]",
		"line up two or three versions", runAlign},
	{"check", "[--format text|jsonl|sarif|junit] [--fail-on error] [--profile CN|TW|HK] [--glossary FILE] [-o FILE] FILE… | en=FILE zh-Hans=FILE zh-Hant=FILE",
		"find where the versions of aligned units are not in step", runCheck},
	{"convert", "--from zh-Hans --to zh-Hant [--profile CN|TW|HK] [-o FILE] [FILE]",
		"write a Chinese text in the other script, with a region's words", runConvert},
	{"eval", "[--gold DIR [--level paragraph|sentence]] [--drift DIR] [--articles DIR] [--floor FILE]", "measure the aligner and the checks against texts that people labelled", runEval},
	{"tune", "[--gold DIR] [--drift DIR] [--articles DIR] [--only PREFIXES] [--docs N] [--steps N [--write DIR]]",
		"show what each fitted number does at ±20 %, and fit it again", runTune},
	{"bench", "align|check|live|open|search [FLAGS]", "measure speed and memory", runBench},
}

// run is the program: it finds the subcommand and runs it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if len(args) == 2 && args[0] == "help" {
		args = []string{args[1], "--help"}
	}
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		usage(stdout)
		return nil
	}
	stderr = harmless(stderr)
	for _, c := range commands {
		if c.name == args[0] {
			err := c.run(ctx, args[1:], streams{stdin, stdout, stderr})
			var wanted *helpWanted
			if errors.As(err, &wanted) {
				c.help(stdout, wanted.flags)
				return nil
			}
			return err
		}
	}
	return fmt.Errorf("unknown command %q: try 'triptych help'", args[0])
}

func usage(w io.Writer) {
	var b strings.Builder
	b.WriteString("Triptych keeps the English, Simplified and Traditional Chinese versions of a document in step.\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  triptych %s %s\n        %s\n", c.name, c.synopsis, c.summary)
	}
	b.WriteString("\n'triptych COMMAND --help' lists the flags of a command.\n")
	io.WriteString(w, b.String())
}
