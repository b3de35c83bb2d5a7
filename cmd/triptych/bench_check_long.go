package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"triptych/align/check"
)

// longCells are what a cell may be full of, in English and Chinese: of each the same over
// and over, which a look from everything to everything would take for ever with.
var longCells = []struct{ name, english, chinese string }{
	{"percents", "10% to 20% ", "10%到20%，"},
	{"dates", "on July 3, 2022 and ", "2022年7月3日，"},
	{"amounts", "7 km and $3 million, ", "7公里和300万美元，"},
	{"names", "John Smith met Barack Obama and ", "约翰·史密斯会见奥巴马，"},
	{"denials", "he did not go and ", "他没有去，"},
	{"quotations", "“Yes,” he said. ", "他说：“是的。”"},
	{"sentences", "The house stands here. ", "房子在这里。"},
	{"digits", "7", "7"},
	{"particles", "the ", "的"},
	{"Latin", "NATO and UTF-8 ", "NATO和UTF-8"},
}

// longSizes are the lengths in characters that are compared: four times as much should
// cost little more than four times.
var longSizes = [2]int{5_000, 20_000}

// benchLong checks cells of two lengths that hold one sort of thing, and tells by how
// much the longer one costs more, as the share of what it is longer.
func benchLong(ctx context.Context, w io.Writer) error {
	fmt.Fprintf(w, "one cell, s of processor %7d %8d   growth ÷ %d\n", longSizes[0], longSizes[1], longSizes[1]/longSizes[0])
	for _, k := range longCells {
		var took [2]float64
		for i, n := range longSizes {
			english, chinese := filled(k.english, n), filled(k.chinese, n/2)
			u := check.Unit{ID: "1", Text: [3]string{english, chinese, chinese}}
			took[i] = max(leastProcessor(ctx, 2, func() { check.Document([]check.Unit{u}, check.Settings{}) }), 1e-3)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		fmt.Fprintf(w, "%-24s%8.3f %8.3f   %.2f\n", k.name, took[0], took[1], took[1]/took[0]*float64(longSizes[0])/float64(longSizes[1]))
	}
	return nil
}

// filled repeats a piece up to n characters.
func filled(piece string, n int) string { return strings.Repeat(piece, n/len([]rune(piece))+1) }

// leastProcessor is the least time of processor, in seconds, that f took of some tries.
func leastProcessor(ctx context.Context, tries int, f func()) float64 {
	least := 1e9
	for range tries {
		if ctx.Err() != nil {
			break
		}
		start := processorTime()
		f()
		least = min(least, processorTime()-start)
	}
	return least
}
