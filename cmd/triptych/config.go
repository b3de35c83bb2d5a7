package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/BurntSushi/toml"
)

// envPrefix begins the name of every setting in the environment: --addr is
// TRIPTYCH_ADDR there.
const envPrefix = "TRIPTYCH_"

// origin says where a setting has its value from.
type origin string

const (
	byDefault origin = "default"
	byFlag    origin = "flag"
	byEnv     origin = "environment"
	byFile    origin = "file"
)

// configure gives the flags that the command line did not set their values from the
// environment, and behind that from the TOML file that --config names; it returns
// where each has its value from. A name in the file that is no setting is an error:
// a setting that is misspelt would be ignored for years.
func configure(flags *flag.FlagSet, getenv func(string) string) (map[string]origin, error) {
	from := map[string]origin{}
	flags.VisitAll(func(f *flag.Flag) { from[f.Name] = byDefault })
	flags.Visit(func(f *flag.Flag) { from[f.Name] = byFlag })
	var failed error
	flags.VisitAll(func(f *flag.Flag) {
		name := envName(f.Name)
		value := getenv(name)
		if value == "" || from[f.Name] != byDefault || failed != nil {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			failed = fmt.Errorf("%s in the environment: %w", name, err)
		}
		from[f.Name] = byEnv
	})
	if file := flags.Lookup("config"); failed == nil && file != nil && file.Value.String() != "" {
		failed = configureFile(flags, file.Value.String(), from)
	}
	return from, failed
}

func envName(name string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

func configureFile(flags *flag.FlagSet, path string, from map[string]origin) error {
	var settings map[string]any
	if _, err := toml.DecodeFile(path, &settings); err != nil {
		if bad := (toml.ParseError{}); errors.As(err, &bad) {
			return fmt.Errorf("%s, line %d: %s", path, bad.Position.Line, bad.Message)
		}
		return fmt.Errorf("read settings: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if flags.Lookup(name) == nil || name == "config" {
			return fmt.Errorf("%s: there is no setting %q: 'triptych serve --help' lists them", path, name)
		}
		if from[name] != byDefault {
			continue
		}
		value, err := tomlValue(settings[name])
		if err == nil {
			err = flags.Set(name, value)
		}
		if err != nil {
			return fmt.Errorf("%s: %s: %w", path, name, err)
		}
		from[name] = byFile
	}
	return nil
}

// tomlValue writes a value as the command line would have it: a list with commas
// between.
func tomlValue(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case bool, int64, float64:
		return fmt.Sprint(v), nil
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			part, ok := x.(string)
			if !ok {
				return "", errors.New("a list must be of texts")
			}
			parts[i] = part
		}
		return strings.Join(parts, ","), nil
	}
	return "", errors.New("want a text, a number, true or false, or a list of texts")
}

// runConfig is `triptych config check`: it reads settings as serve would, tries what
// can be tried without serving, and says of each value where it comes from.
func runConfig(_ context.Context, args []string, io streams) error {
	if len(args) == 0 || args[0] != "check" {
		return errors.New("config knows one thing to do: triptych config check --config FILE")
	}
	var set serveSetup
	flags := set.flags("config check")
	rest, err := parse(flags, args[1:])
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	from, err := configure(flags, os.Getenv)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(io.out, 0, 0, 2, ' ', 0)
	flags.VisitAll(func(f *flag.Flag) { fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, f.Value, from[f.Name]) })
	w.Flush()
	if err := set.try(func(note string) { fmt.Fprintln(io.out, note) }); err != nil {
		return err
	}
	fmt.Fprintln(io.out, "These settings can be served with.")
	return nil
}
