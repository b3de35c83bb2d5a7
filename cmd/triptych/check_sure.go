package main

import (
	"slices"

	"triptych/align/check"
)

// dropPossible takes out the findings that are not sure.
func dropPossible(units []checked) {
	for i := range units {
		u := &units[i]
		u.found = slices.DeleteFunc(u.found, func(f check.Finding) bool { return f.Tier == check.Possible })
	}
}

// failOn ends the program with 1 when something was surely found that is
// as bad as the severity asked for.
func failOn(units []checked, severity string) error {
	if severity == "never" {
		return nil
	}
	for _, u := range units {
		for _, f := range u.found {
			if f.Tells(check.Severity(severity)) {
				return exitStatus(1)
			}
		}
	}
	return nil
}
