package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// benches lists what can be measured.
var benches = []command{
	{"align", "[--segments 1250] [--gold DIR] [--no-dict]", "speed, memory and growth of the aligner", benchAlign},
	{"check", "[--units 5000] [--tries 5] [--drift DIR] [--long] [FILE…]", "speed of the checks, one unit, whole documents and long cells", benchCheck},
	{"live", "[--clients N] [--authors M] [--rate R] [--duration D] [--docs K] [--stalled N] [--reconnect] [--no-bare]",
		"load a server through the public protocol, beside a bare baseline", benchLive},
	{"open", "[--units 5000] [--sentences 3] [--tries 3] [--beside PROGRAM]", "how soon a long document is there, and in how much memory", benchOpen},
	{"search", "[--documents 60] [--segments 60000] [--questions 300]", "how soon words, texts that are alike and the list of documents are there, beside a plain scan", benchSearch},
}

func runBench(ctx context.Context, args []string, std streams) error {
	for _, b := range benches {
		if len(args) > 0 && args[0] == b.name {
			err := b.run(ctx, args[1:], std)
			var wanted *helpWanted
			if errors.As(err, &wanted) {
				b.name = wanted.flags.Name() // "bench align"
				b.help(std.out, wanted.flags)
				return nil
			}
			return err
		}
	}
	out := std.err
	asked := len(args) > 0 && slices.Contains([]string{"-h", "-help", "--help"}, args[0])
	if asked {
		out = std.out
	}
	for _, b := range benches {
		fmt.Fprintf(out, "  triptych bench %s %s\n        %s\n", b.name, b.synopsis, b.summary)
	}
	if asked {
		return nil
	}
	return errors.New("bench: say what to measure")
}
