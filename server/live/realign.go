package live

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

// realign aligns a stretch of units again: what lies between units with an
// approved pair. The work is done beside the room; when somebody rearranged the
// stretch meanwhile, it is thrown away.
func (r *room) realign(cmd command) *document.Refusal {
	m := cmd.msg
	work, no := r.doc.Realignment(m, cmd.conn.held().May(wire.RightApprove))
	if no != nil {
		return no
	}
	r.srv.work.Go(func() {
		found, err := r.srv.AlignAgain(context.Background(), work, job.Asked{Kind: job.Realign, By: cmd.conn.who.ID, Doc: r.id})
		r.post(command{conn: cmd.conn, msg: m, digest: cmd.digest, do: func(r *room, cmd command) {
			if _, known := r.answered(cmd.conn.client, m.ID); known {
				return
			}
			if err != nil {
				r.refuse(cmd, &document.Refusal{Code: fault.Code(err), Says: r.srv.log.Message(err)})
				return
			}
			var h []document.Event
			no := seen(m, work, found)
			if no == nil {
				h, no = r.doc.Realigned(work, found)
			}
			if held := cmd.conn.held(); !held.May(wire.RightRealign) { // it took a while
				no = &document.Refusal{Code: wire.CodeRights, Says: held.No(wire.RightRealign)}
			}
			if no != nil {
				r.refuse(cmd, no)
				return
			}
			for i := range h {
				r.record(cmd, h[i], part(i))
			}
		}})
	})
	return nil
}

// seen refuses what is not what its author was shown.
func seen(m *wire.ClientMessage, work *document.Realignment, found []align.Unit) *document.Refusal {
	if len(m.Hashes) == 0 || m.Hashes[0] == work.Sum(found) {
		return nil
	}
	return &document.Refusal{Code: wire.CodeStale, Says: message.Of("no.rearranged")}
}

// AlignAgain runs the aligner on a stretch, when its turn has come. Of a message the
// connection may end meanwhile: whoever asked sends it again from the next, and is answered.
func (s *Rooms) AlignAgain(ctx context.Context, work *document.Realignment, asked job.Asked) (found []align.Unit, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = s.log.Recovered("align again", p)
		}
	}()
	err = s.jobs.Do(ctx, asked, func(ctx context.Context, progress func(float64)) error {
		words, err := lexicon.Embedded()
		if err != nil {
			return err
		}
		found, err = align.Units(work.Doc, align.Options{Lexicon: words, Anchors: work.Anchors, Stop: ctx.Err, Progress: progress})
		return err
	})
	return found, err
}
