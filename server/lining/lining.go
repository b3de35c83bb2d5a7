// Package lining lines up stretches of documents again, when their turn has come.
package lining

import (
	"context"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/job"
	"triptych/server/wire"
)

// Liner is where heavy work waits for its turn, and where faults are told.
type Liner struct {
	Jobs *job.Queue
	Log  fault.Log
}

// AlignAgain runs the aligner on a stretch, when its turn has come. Of a message the
// connection may end meanwhile: whoever asked sends it again from the next, and is answered.
func (l *Liner) AlignAgain(ctx context.Context, work *document.Realignment, asked job.Asked) (found []align.Unit, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = l.Log.Recovered("align again", p)
		}
	}()
	err = l.Jobs.Do(ctx, asked, func(ctx context.Context, progress func(float64)) error {
		words, err := lexicon.Embedded()
		if err != nil {
			return err
		}
		found, err = align.Units(work.Doc, align.Options{Lexicon: words, Anchors: work.Anchors, Stop: ctx.Err, Progress: progress})
		return err
	})
	return found, err
}

// Seen refuses what is not what its author was shown.
func Seen(m *wire.ClientMessage, work *document.Realignment, found []align.Unit) *document.Refusal {
	if len(m.Hashes) == 0 || m.Hashes[0] == work.Sum(found) {
		return nil
	}
	return &document.Refusal{Code: wire.CodeStale, Says: message.Of("no.rearranged")}
}
