package main

import (
	"errors"
	"flag"

	"triptych/server/quota"
)

// limitFlags are the bounds of one person, for people who sign in.
func limitFlags(l *quota.Limits, fs *flag.FlagSet) {
	usual := quota.Usual
	fs.IntVar(&l.Documents, "limit-documents", usual.Documents, "`NUMBER` of documents that one person may have made, those in the tray too; of this and the limits below 0 is none, and they hold for people who sign in")
	fs.IntVar(&l.Megabytes, "limit-megabytes", usual.Megabytes, "`NUMBER` of megabytes that one person may bring in within a day")
	fs.IntVar(&l.Exports, "limit-exports", usual.Exports, "`NUMBER` of files that one person may take away within an hour")
	fs.IntVar(&l.Checks, "limit-checks", usual.Checks, "`NUMBER` of times that one person may ask for findings, or have documents checked in another way, within an hour")
	fs.IntVar(&l.Connections, "limit-connections", usual.Connections, "`NUMBER` of documents that one person may have open at a time, in all browsers together")
	fs.IntVar(&l.Refused, "limit-refused", usual.Refused, "`NUMBER` of refused edits of one person that a document keeps; the oldest go first")
}

func fitLimits(l *quota.Limits) error {
	for _, n := range []int{l.Documents, l.Megabytes, l.Exports, l.Checks, l.Connections, l.Refused} {
		if n < 0 {
			return errors.New("a limit is less than 0: 0 is none")
		}
	}
	return nil
}
