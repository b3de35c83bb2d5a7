package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"triptych/align"
	"triptych/align/carry"
	"triptych/align/format"
)

// convertFlags are the settings of `triptych convert`.
type convertFlags struct{ from, to, profile, out string }

// runConvert writes a Chinese text in the other script.
func runConvert(ctx context.Context, args []string, std streams) error {
	var f convertFlags
	fs := flag.NewFlagSet("convert", flag.ContinueOnError)
	fs.StringVar(&f.from, "from", "", "`SCRIPT` of the text: zh-Hans or zh-Hant (default: the other one than that of --to)")
	fs.StringVar(&f.to, "to", "", "`SCRIPT` to write it in: zh-Hant or zh-Hans (default: the other one than that of --from)")
	fs.StringVar(&f.profile, "profile", "", "`PLACE` whose words and forms the Traditional text has: TW, HK, or CN for those of the mainland; Simplified text has the mainland's always")
	fs.StringVar(&f.out, "o", "", "write to `FILE` instead of the terminal")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	from, profile, err := f.direction()
	if err != nil {
		return err
	}
	name := "-"
	switch len(args) {
	case 0:
	case 1:
		name = args[0]
	default:
		return errors.New("convert takes one file: give the others one after the other")
	}
	text, err := readText(name, std)
	if err != nil {
		return err
	}
	var converted string
	err = unlessStopped(ctx, func() (err error) {
		converted, err = carry.Convert(text, from, profile, nil)
		return err
	})
	if err != nil {
		return err
	}
	return writeOut(f.out, std.out, func(w *bufio.Writer) error {
		_, err := w.WriteString(converted)
		return err
	})
}

// direction gives the script that is converted, and the profile.
func (f *convertFlags) direction() (from align.Version, profile string, err error) {
	if f.from == "" && f.to == "" {
		return 0, "", errors.New("say in which script the text is to be written: --to zh-Hant or --to zh-Hans")
	}
	var sides [2]align.Version
	for i, tag := range []string{f.from, f.to} {
		if tag == "" {
			continue
		}
		v, err := align.ParseVersion(tag)
		if err != nil || !v.IsChinese() {
			return 0, "", fmt.Errorf("%s %q: use zh-Hans or zh-Hant", [2]string{"--from", "--to"}[i], tag)
		}
		sides[i] = v
	}
	switch {
	case f.from == "":
		sides[0] = align.Hans + align.Hant - sides[1]
	case f.to != "" && sides[0] == sides[1]:
		return 0, "", fmt.Errorf("--from and --to are both %s: the text is to be written in the other script", sides[0])
	}
	switch profile = strings.ToUpper(f.profile); profile {
	case "", "CN", "TW", "HK":
		return sides[0], profile, nil
	}
	return 0, "", fmt.Errorf("--profile %q: use CN, TW or HK", f.profile)
}

// readText reads a plain text from a file, or from the standard input for "-".
func readText(name string, std streams) (string, error) {
	data, err := readUnitFile(name, std.in)
	if err != nil || len(data) == 0 {
		return "", err
	}
	text, err := format.Text(data)
	var p *format.Problem
	if errors.As(err, &p) {
		return "", fmt.Errorf("%s: %s %s", name, p.Message, p.Remedy)
	}
	return text, err
}
