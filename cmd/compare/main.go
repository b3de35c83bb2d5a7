// Command compare says where two builds of triptych differ: the units that
// their aligners find, the findings of their checks, and what they export of
// imported files, over every text below some folders, line for line.
//
//	go run ./cmd/compare -old OLD -new NEW [-mask REGEXP] DIR…
//
// What matches the mask is left out of every line, for what is meant to differ:
// -mask '"rule":[0-9]+,' for the versions of the rules.
//
// It ends with status 1 when a line differs. What both builds draw by lot (ids)
// is numbered in the order in which it appears before lines are compared.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

func main() {
	var c comparison
	flag.StringVar(&c.builds[0], "old", "", "`PROGRAM` before")
	flag.StringVar(&c.builds[1], "new", "", "`PROGRAM` after")
	flag.IntVar(&c.shown, "lines", 10, "differing lines to show of each job, at most `N`")
	mask := flag.String("mask", "", "leave out what matches `REGEXP`")
	flag.Parse()
	if *mask != "" {
		var err error
		if c.mask, err = regexp.Compile(*mask); err != nil {
			fmt.Fprintln(os.Stderr, "compare: -mask:", err)
			os.Exit(2)
		}
	}
	if c.builds[0] == "" || c.builds[1] == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: compare -old PROGRAM -new PROGRAM DIR…")
		os.Exit(2)
	}
	differing, err := c.run(flag.Args(), os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(2)
	}
	if differing > 0 {
		os.Exit(1)
	}
}

// comparison is what was asked for.
type comparison struct {
	builds [2]string // programs, the old one first
	shown  int
	mask   *regexp.Regexp // nil = everything counts
}

// run does every job that the folders hold and reports those that differ; it
// returns how many lines differ in all.
func (c *comparison) run(dirs []string, out io.Writer) (int, error) {
	w := bufio.NewWriter(out)
	defer w.Flush()
	jobs, err := jobsBelow(dirs)
	if err != nil {
		return 0, err
	}
	var lines, differing int
	sums := map[string][2]int{} // kind of job → lines, differing lines
	for _, j := range jobs {
		before, err := j.run(c.builds[0])
		if err != nil {
			return differing, err
		}
		after, err := j.run(c.builds[1])
		if err != nil {
			return differing, err
		}
		changes := diff(c.masked(before), c.masked(after))
		lines, differing = lines+len(before), differing+len(changes)
		sum := sums[j.kind]
		sums[j.kind] = [2]int{sum[0] + len(before), sum[1] + len(changes)}
		if len(changes) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s %s: %d of %d lines differ\n", j.kind, j.name, len(changes), len(before))
		for _, l := range changes[:min(c.shown, len(changes))] {
			fmt.Fprintf(w, "  %.300s\n", l)
		}
		w.Flush()
	}
	for _, kind := range []string{units, findings, exports} {
		fmt.Fprintf(w, "%-9s %7d lines, %d differ\n", kind, sums[kind][0], sums[kind][1])
	}
	fmt.Fprintf(w, "%d jobs, %d lines, %d differ\n", len(jobs), lines, differing)
	return differing, nil
}

func (c *comparison) masked(lines []string) []string {
	if c.mask == nil {
		return lines
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = c.mask.ReplaceAllString(l, "")
	}
	return out
}

// diff lists the lines that only one side has, marked - and +. Lines are
// counted and not aligned: one that moved is no difference of its own, because
// the order of findings and units shows in their numbers.
func diff(before, after []string) (out []string) {
	if len(before) == len(after) && strings.Join(before, "\n") == strings.Join(after, "\n") {
		return nil
	}
	count := map[string]int{}
	for _, l := range after {
		count[l]++
	}
	for _, l := range before {
		if count[l] == 0 {
			out = append(out, "- "+l)
			continue
		}
		count[l]--
	}
	for _, l := range after {
		if count[l] > 0 {
			out = append(out, "+ "+l)
			count[l]--
		}
	}
	if len(out) == 0 {
		out = []string{"the same lines in another order"}
	}
	return out
}

// linesOf splits what a program wrote, with ids numbered.
func linesOf(text []byte) []string {
	var out []string
	numbers := map[string]string{}
	for line := range bytes.Lines(text) {
		out = append(out, drawn.ReplaceAllStringFunc(strings.TrimRight(string(line), "\r\n"), func(id string) string {
			if numbers[id] == "" {
				numbers[id] = fmt.Sprintf("#%d", len(numbers)+1)
			}
			return numbers[id]
		}))
	}
	return out
}
