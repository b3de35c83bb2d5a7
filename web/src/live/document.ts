// A document as this browser has it: snapshot, then events in order. Guarantee:
// after events 1…at have been received, every confirmed text is the server's at
// that point. Pure but for the sink that it tells what changed.

import type { ChangeSet } from '@codemirror/state'
import type { CellState, Event, Status } from '../message'
import type { Nack, OpMessage, Rec, Sending, Snap } from './model'
import { saidIn } from './says'
import * as segment from './segment'
import { Sheet } from './sheet'
import { complete, lacking, restructure } from './structure'
import { cleaning } from './text'
import { awaited } from './types'

export class Document extends Sheet {
  /** Sequence number up to which everything has been received; -1 before the first snapshot. */
  at = -1
  /** The hash of event at, '' when the server did not tell it. */
  chain = ''
  /** Changes sent and not yet answered, by message id, oldest first. */
  readonly outbox = new Map<string, Sending>()
  /** Units edited since their status was last told. */
  readonly unsettled = new Set<string>()
  /** Segments in which this browser's changes were stored. */
  readonly mine = new Set<string>()

  /** Segments that are being split from here: what is typed meanwhile goes out when that is done, to where it belongs. */
  readonly resting = new Set<string>()

  private readonly busy = new Set<string>()
  /** What waits for the end of a composition, by segment. */
  private readonly waiting = new Map<string, (() => void)[]>()
  /** The whole stream, when structure touched a segment that is being composed. */
  private stopped: Event[] | null = null
  /** A structural event that the next event completes. */
  private begun: Event | null = null
  /** Parts of a snapshot that are not taken up yet, and how many have come. */
  private parts: Snap[] = []
  private came = 0
  /** The order as far as it is known. */
  private places: string[] = []
  private answeredId = ''

  // ---- what the server says

  /** Takes a part of a snapshot; true with the last. Pending changes are for the caller to keep and adopt.
   *  Early: nothing is here that must stay until all has come, and the first part is shown at once. */
  snap(part: Snap, early = false): boolean {
    if (part.part === 0) this.came = this.parts.length = 0
    if (part.part !== this.came) return false
    this.came++
    const last = this.came === part.parts
    this.parts.push(part)
    if (!early && !last) return false
    if (!early || part.part === 0) {
      this.reset()
      this.places = Array.from({ length: part.of }, (_, i) => awaited(i))
    }
    for (const { at, units } of this.parts)
      units.forEach((view, i) => {
        this.place(view)
        this.places[at + i] = view.id
      })
    this.parts = []
    if (!last && part.part > 0) return false
    this.order = [...this.places]
    this.sink.order()
    this.sink.unit(null)
    if (last) {
      this.at = part.head
      this.chain = part.chain ?? ''
    }
    return last
  }

  private reset(): void {
    this.clear()
    this.unsettled.clear()
    this.waiting.clear()
    this.stopped = this.begun = null
    this.answeredId = ''
  }

  /** Takes an event. False when some before it are missing. */
  event(event: Event): boolean {
    // The second part of an edit that was routed to two segments has the id with a line added.
    const ev = event.id?.includes('\n') ? { ...event, id: event.id.split('\n')[0] } : event
    if (ev.s <= this.at) {
      this.repeated(ev)
      return true
    }
    if (ev.s !== this.at + 1) return false
    this.at = ev.s
    this.chain = ev.chain ?? ''
    if (this.stopped) this.stopped.push(ev)
    else this.apply(ev)
    return true
  }

  /** To be called when the messages that came together have been taken in. */
  finish(): void {
    if (this.answeredId) this.settle(this.answeredId)
  }

  private apply(ev: Event): void {
    if (this.answeredId && ev.id !== this.answeredId) this.settle(this.answeredId)
    const begun = this.begun
    this.begun = null
    if (begun && ev.k === 'edit' && ev.seg === lacking(begun)) this.struct(complete(begun, ev))
    else if (ev.k === 'edit') this.edited(ev)
    else if (ev.k === 'struct' && lacking(ev)) this.begun = ev
    else if (ev.k === 'struct') this.struct(ev)
    else this.told(ev)
  }

  private edited(ev: Event): void {
    const rec = this.segs.get(ev.seg ?? '')
    if (rec?.state.composing && !rec.state.held) return this.later(rec.id, () => this.edited(ev))
    const sending = ev.own && ev.id ? this.outbox.get(ev.id) : undefined
    const ops = ev.ops ?? (sending?.message.base === (ev.rev ?? 0) - 1 ? sending.message.ops : undefined)
    if (!rec && sending) return this.accepted(ev.id!)
    if (!rec || !ops) return this.sink.lost(`edit ${ev.s} cannot be placed`)
    try {
      const step = segment.stored(rec.state, { rev: ev.rev!, ops, own: ev.own ? ev.id : undefined })
      if (sending) this.mine.add(rec.id)
      this.unsettled.add(rec.unit)
      this.step(rec, step)
      if (sending) this.accepted(ev.id!)
    } catch (err) {
      this.sink.lost(`edit ${ev.s}: ${err instanceof Error ? err.message : String(err)}`)
    }
  }

  /** A message of ours was stored. Segments held for it are let go once no more of it follows. */
  private accepted(id: string): void {
    this.outbox.delete(id)
    this.answeredId = id
  }

  private settle(id: string): void {
    this.answeredId = ''
    for (const seg of [...this.pending]) {
      const rec = this.segs.get(seg)
      if (rec?.state.held?.ids.includes(id)) this.step(rec, segment.settle(rec.state, id))
    }
  }

  private struct(ev: Event): void {
    const touched = new Set(ev.old?.flatMap(id => this.segsOf(id)))
    if ([...touched].some(id => this.segs.get(id)?.state.composing)) {
      this.stopped = [ev]
      return
    }
    restructure(this, ev)
    if (ev.own && ev.id) this.sink.answered(ev.id, { ok: true })
  }

  private told(ev: Event): void {
    // An approval has a side when it confirms a converted cell.
    if (ev.unit && ev.side && (ev.k === 'state' || ev.k === 'approve')) {
      this.say(ev.unit, ev.side, ev.val as CellState, ev.made)
      this.restate(ev.unit, ev.side)
    }
    if (ev.k === 'sign') this.sink.signed({ seq: ev.s, by: ev.by, at: ev.at })
    if (ev.own && ev.id) this.sink.answered(ev.id, { ok: true })
  }

  /** The answer to a message that was sent again: what it tells has been received before. */
  private repeated(ev: Event): void {
    if (!ev.own || !ev.id) return
    this.sink.answered(ev.id, { ok: true })
    if (!this.outbox.delete(ev.id)) return
    for (const seg of [...this.pending]) {
      const rec = this.segs.get(seg)
      if (!rec) continue
      const s = rec.state
      if (s.sent?.id === ev.id) rec.state = segment.hold(s, s.text, s.rev, [ev.id])
      if (rec.state.held?.ids.includes(ev.id)) this.step(rec, segment.settle(rec.state, ev.id))
    }
  }

  status(unit: string, status: Status): void {
    const old = this.units.get(unit)
    if (!old) return
    const { findings, waived, pairs, hashes } = status
    this.units.set(unit, { ...old, findings: findings ?? [], waived, pairs, hashes })
    this.unsettled.delete(unit)
    this.sink.unit(unit)
  }

  /** A refused change: its segment goes back to the server's text, what it showed goes to the box. */
  nack(n: Nack): void {
    const sending = this.outbox.get(n.id)
    if (!sending) return
    const held = [...this.pending]
      .map(id => this.segs.get(id)!)
      .filter(r => segment.outstanding(r.state).includes(n.id))
    const busy = held.find(r => r.state.composing)
    if (busy) return this.later(busy.id, () => this.nack(n))
    this.outbox.delete(n.id)
    const seg = sending.message.seg
    const box = { id: n.id, seg, why: saidIn(n), at: Date.now() }
    if (!held.length) this.sink.refused({ ...box, version: sending.version, text: sending.text })
    for (const rec of held) {
      this.sink.refused({ ...box, seg: rec.id, version: rec.version, text: rec.state.shown })
      for (const id of rec.state.held?.ids ?? []) if (id !== n.id) this.outbox.delete(id)
      this.step(rec, segment.drop(rec.state))
    }
  }

  // ---- what the person does

  typed(seg: string, set: ChangeSet): void {
    const rec = this.segs.get(seg)
    if (!rec || set.empty) return
    if (set.length !== rec.state.shown.length) throw new RangeError('document: the editor is out of step')
    this.become(rec, segment.typed(rec.state, set))
    this.sink.unit(rec.unit)
  }

  composing(seg: string, on: boolean): void {
    if (on) this.busy.add(seg)
    else this.busy.delete(seg)
    const rec = this.segs.get(seg)
    if (!rec || rec.state.composing === on) return
    this.step(rec, segment.composing(rec.state, on))
    if (on) return
    const queue = this.waiting.get(seg) ?? []
    this.waiting.delete(seg)
    for (const run of queue) run()
    this.finish()
    const stopped = this.stopped ?? []
    this.stopped = null
    stopped.forEach(ev => (this.stopped ? this.stopped.push(ev) : this.apply(ev)))
    this.finish()
  }

  /** The segments in which an input method is at work. */
  composed(): Rec[] {
    return [...this.busy].flatMap(id => this.segs.get(id) ?? [])
  }

  private later(seg: string, run: () => void): void {
    const queue = this.waiting.get(seg)
    if (queue) queue.push(run)
    else this.waiting.set(seg, [run])
  }

  /** Takes up to most changes out of the buffers, to be sent. */
  take(most: number, id: () => string): OpMessage[] {
    const out: OpMessage[] = []
    for (const seg of this.pending) {
      if (out.length >= most) break
      const rec = this.segs.get(seg)!
      if (!segment.ready(rec.state) || this.resting.has(seg)) continue
      const fix = cleaning(rec.state.shown)
      if (fix) {
        rec.state = segment.typed(rec.state, fix)
        this.sink.shown(seg, fix)
      }
      out.push(this.send(rec, id()))
      this.sink.unit(rec.unit)
    }
    return out
  }

  /** Moves a buffer to the outbox. */
  send(rec: Rec, id: string): OpMessage {
    const { state, base, ops } = segment.take(rec.state, id)
    const message: OpMessage = { t: 'op', id, seg: rec.id, base, ops }
    this.outbox.set(id, { message, version: rec.version, text: state.shown })
    this.become(rec, state)
    return message
  }

  /** Changes on their way, and not yet sent, by segment or message. */
  get unsaved(): number {
    let ghosts = 0
    for (const sending of this.outbox.values()) if (!this.segs.has(sending.message.seg)) ghosts++
    return this.pending.size + ghosts
  }
}
