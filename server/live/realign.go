package live

import (
	"context"

	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/job"
	"triptych/server/lining"
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
		found, err := r.srv.lines.AlignAgain(context.Background(), work, job.Asked{Kind: job.Realign, By: cmd.who.ID, Doc: r.id})
		r.post(command{conn: cmd.conn, msg: m, who: cmd.who, digest: cmd.digest, do: func(r *room, cmd command) {
			if _, known := r.answered(cmd.conn.client, m.ID); known {
				return
			}
			if err != nil {
				r.refuse(cmd, &document.Refusal{Code: fault.Code(err), Says: r.srv.log.Message(err)})
				return
			}
			var h []document.Event
			no := lining.Seen(m, work, found)
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
