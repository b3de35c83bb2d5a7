package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// examples shows for each subcommand one way to use it, as help prints it.
var examples = map[string]string{
	"serve":   "triptych serve --db news.db --demo",
	"user":    "triptych user add --db news.db --email mei@example.org --name 'Mei Lin' --role admin",
	"import":  "triptych import --db news.db --title 'Budget speech' en=speech.en.txt zh-Hans=speech.cn.txt zh-Hant=speech.tw.txt",
	"export":  "triptych export --db news.db --doc 'Budget speech' --format tsv -o speech.tsv",
	"verify":  "triptych verify --db news.db",
	"backup":  "triptych backup --db news.db -o news-2026-05-01.db",
	"restore": "triptych restore --from news-2026-05-01.db --db news.db",
	"check":   "triptych check --profile TW en=speech.en.txt zh-Hans=speech.cn.txt zh-Hant=speech.tw.txt",
	"convert": "triptych convert --from zh-Hans --to zh-Hant --profile TW speech.cn.txt -o speech.tw.txt",
	"eval":    "triptych eval --gold texts --level sentence",
	"tune":    "triptych tune --gold texts --only align.gains,align.three --docs 20 --steps 4",
	"align":   "triptych align --level sentence -o speech.json en=speech.en.txt zh-Hans=speech.cn.txt",

	"config check": "triptych config check --config /etc/triptych.toml",

	"bench align":  "triptych bench align --segments 1250",
	"bench check":  "triptych bench check --units 1000",
	"bench search": "triptych bench search --documents 1000 --segments 1000000",
	"bench live":   "triptych bench live --clients 100 --authors 10 --rate 5 --duration 20s",
}

// helpWanted ends a subcommand that was asked for its help; run prints it.
type helpWanted struct{ flags *flag.FlagSet }

func (h *helpWanted) Error() string { return "help wanted for " + h.flags.Name() }

// parse reads the flags among args, which may stand before, between and behind
// the other arguments; those it returns. The error is a *helpWanted, or says
// what is wrong and where help is.
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	flags.SetOutput(io.Discard)
	for {
		err := flags.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return nil, &helpWanted{flags}
		case err != nil:
			what := strings.Replace(err.Error(), "flag provided but not defined: ", "unknown flag -", 1)
			return nil, fmt.Errorf("%s: 'triptych %s --help' lists the flags", what, flags.Name())
		case flags.NArg() == 0:
			return rest, nil
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

// noMore returns an error when a subcommand that takes flags alone was given
// something else.
func noMore(flags *flag.FlagSet, rest []string) error {
	if len(rest) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no argument %q: 'triptych %[1]s --help' lists the flags", flags.Name(), rest[0])
}

// help writes what a subcommand is for, how it is called, its flags with their
// defaults and an example.
func (c *command) help(w io.Writer, flags *flag.FlagSet) {
	var b strings.Builder
	fmt.Fprintf(&b, "triptych %s: %s\n\nusage: triptych %s %s\n\n", c.name, c.summary, c.name, c.synopsis)
	flags.VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		dash := "--"
		if len(f.Name) == 1 {
			dash = "-"
		}
		fmt.Fprintf(&b, "  %s\n        %s", strings.TrimSpace(dash+f.Name+" "+value), text)
		if f.DefValue != "" && f.DefValue != "false" {
			fmt.Fprintf(&b, " (default %s)", f.DefValue)
		}
		b.WriteByte('\n')
	})
	if example := examples[c.name]; example != "" {
		fmt.Fprintf(&b, "\nexample: %s\n", example)
	}
	io.WriteString(w, b.String())
}
