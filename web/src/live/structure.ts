// A structural event: the units of old are replaced by those of new. Texts that
// were split or joined take what is pending in them along to where they went.

import { ChangeSet } from '@codemirror/state'
import type { Event, SegmentView } from '../message'
import { diff } from './diff'
import type { Caret, Rec } from './model'
import { says } from './says'
import * as segment from './segment'
import type { Sheet } from './sheet'
import { apply, cutChange, fromOps, joinChanges } from './text'

type Moved = NonNullable<Event['moved']>[number]

/** The segment that comes back with an event as it once was, and gets the text that it has by now with the next one. */
export function lacking(ev: Event): string | undefined {
  const revs = new Map(
    (ev.new ?? []).flatMap(u => Object.values(u.cells).flatMap(c => c?.segs ?? [])).map(v => [v.id, v.rev]),
  )
  return ev.moved?.find(m => (m.toRev ?? 0) > (revs.get(m.to) ?? Infinity))?.to
}

/** The event with the text that the next one brings: so the text never goes, and carets find their places in it. */
export function complete(ev: Event, edit: Event): Event {
  const text = (v: SegmentView): SegmentView =>
    v.id === edit.seg ? { ...v, rev: edit.rev!, text: apply(fromOps(edit.ops!), v.text) } : v
  const views = (ev.new ?? []).map(u => ({
    ...u,
    cells: Object.fromEntries(
      Object.entries(u.cells).map(([side, cell]) => [side, cell && { ...cell, segs: cell.segs.map(text) }]),
    ),
  }))
  return { ...ev, new: views }
}

/** A stretch of a segment's text before the event and what is pending in it. */
interface Piece {
  to: string
  /** Offset in the new text, for the order of pieces. */
  at: number
  from: string
  under: string
  buffer: ChangeSet
  ids: readonly string[]
  /** Where it began in the text shown. */
  start: number
  /** Where an offset in it stands in the text shown afterwards. */
  lands?: (within: number) => number
}

export function restructure(sheet: Sheet, ev: Event): void {
  const views = (ev.new ?? []).flatMap(u => Object.values(u.cells).flatMap(c => c?.segs ?? []))
  const after = new Map(views.map(v => [v.id, v]))
  const before = new Set((ev.old ?? []).flatMap(id => sheet.segsOf(id)))
  const moved = ev.moved ?? []
  // An empty paragraph that is taken out changes no text, but what is typed in it goes somewhere.
  const receives = new Set(moved.filter(m => sheet.pending.has(m.seg)).map(m => m.to))
  const changed = [...before].filter(
    id => receives.has(id) || after.get(id)?.rev !== sheet.segs.get(id)?.state.rev,
  )
  const pieces = changed.flatMap(id => cut(sheet.segs.get(id)!, after.has(id), moved, ev.own))
  // Read before the texts change under them.
  const carets = sheet.sink.carets().filter(c => changed.includes(c.seg))
  const targets = views.filter(v => changed.includes(v.id) || !sheet.segs.has(v.id))
  replaceUnits(sheet, ev)
  for (const view of targets) land(sheet, view, pieces)
  const gone = changed.filter(id => !after.has(id))
  for (const caret of carets) follow(sheet, caret, pieces, ev.own)
  strand(
    sheet,
    ev.s,
    pieces.filter(p => !p.buffer.empty && !targets.some(v => v.id === p.to)),
  )
  for (const id of gone) {
    sheet.segs.delete(id)
    sheet.pending.delete(id)
  }
}

/** A segment's pieces: what stays in it, and what moved. What is typed just where one splits a paragraph
 *  oneself goes to the second half, as the caret does; where somebody else splits it, to the first. */
function cut(rec: Rec, stays: boolean, moved: readonly Moved[], own = false): Piece[] {
  const s = rec.state
  const mine = moved.filter(m => m.seg === rec.id).sort((a, b) => a.from - b.from)
  const goes = mine.map(m => ({ from: m.from, to: m.to, at: m.at }))
  if (goes[0]?.from !== 0 && (stays || goes.length > 0)) goes.unshift({ from: 0, to: rec.id, at: 0 })
  if (!goes.length) goes.push({ from: 0, to: rec.id, at: 0 })
  const rest = mine[0]?.from ?? s.text.length
  for (const m of moved) {
    if (m.to === rec.id && m.seg !== rec.id && m.at > 0 && m.at < rest)
      goes.push({ from: m.at, to: rec.id, at: m.at })
  }
  goes.sort((a, b) => a.from - b.from)
  const under = segment.under(s)
  const over = diffOver(s, under)
  const cuts = goes.map(g => (g.from === 0 ? 0 : over.mapPos(Math.min(g.from, s.text.length), 1)))
  const buffer = s.buffer ?? ChangeSet.empty(under.length)
  const buffers = cutChange(buffer, cuts, under.length, own)
  const ids = segment.outstanding(s)
  return goes.map((g, i) => ({
    to: g.to,
    at: g.at,
    from: rec.id,
    under: under.slice(cuts[i], cuts[i + 1] ?? under.length),
    buffer: buffers[i]!,
    ids,
    start: cuts[i] === 0 ? 0 : buffer.mapPos(cuts[i]!, own ? -1 : 1),
  }))
}

/** Tells a caret where it is by now, when that is another segment. */
function follow(sheet: Sheet, caret: Caret, pieces: readonly Piece[], own = false): void {
  const mine = pieces.filter(p => p.from === caret.seg).sort((a, b) => a.start - b.start)
  const piece = mine.findLast(p => p.start < caret.head || (own && p.start === caret.head)) ?? mine[0]
  if (!piece || piece.to === caret.seg || !sheet.segs.has(piece.to)) return
  const place = (pos: number) => {
    const within = Math.max(0, pos - piece.start)
    return piece.lands?.(within) ?? piece.at + within
  }
  caret.moved(piece.to, place(caret.anchor), place(caret.head))
}

/** The change from the confirmed text to the text under the buffer. */
function diffOver(s: segment.State, under: string): ChangeSet {
  if (s.held) return diff(s.text, under)
  return s.sent ? s.sent.set : ChangeSet.empty(s.text.length)
}

function replaceUnits(sheet: Sheet, ev: Event): void {
  const old = new Set(ev.old ?? [])
  const at = sheet.order.findIndex(id => old.has(id))
  const ids = (ev.new ?? []).map(u => u.id)
  const order = sheet.order.filter(id => !old.has(id))
  order.splice(at < 0 ? order.length : at, 0, ...ids)
  for (const id of old) sheet.units.delete(id)
  for (const view of ev.new ?? []) sheet.place(view)
  if (order.length !== sheet.order.length || order.some((id, i) => id !== sheet.order[i])) {
    sheet.order = order
    sheet.sink.order()
  }
  for (const id of [...old, ...ids]) sheet.sink.unit(id)
}

/** Gives a segment its new text with the pieces that came to it. */
function land(sheet: Sheet, view: SegmentView, pieces: readonly Piece[]): void {
  const rec = sheet.segs.get(view.id)!
  const parts = pieces.filter(p => p.to === view.id).sort((a, b) => a.at - b.at || rank(a) - rank(b))
  const ids = [...new Set(parts.flatMap(p => p.ids))]
  const under = parts.map(p => p.under).join('')
  const joined = joinChanges(parts.map(p => ({ set: p.buffer, length: p.under.length })))
  const shown = rec.state.shown
  let state = segment.fresh(view.text, view.rev)
  if (ids.length)
    state = { ...state, held: { under, ids }, buffer: orNull(joined), shown: apply(joined, under) }
  else if (!joined.empty) state = segment.typed(state, joined.map(diff(under, view.text)))
  const texts = parts.map(p => apply(p.buffer, p.under))
  const over = diff(texts.join(''), state.shown)
  parts.forEach((p, i) => {
    const before = texts.slice(0, i).join('').length
    p.lands = within => over.mapPos(Math.min(before + within, over.length), p.from === p.to ? -1 : 1)
  })
  const change = state.shown === shown ? null : diff(shown, state.shown)
  sheet.step(rec, { state, change })
}

/** At one place: what stays and is empty, what came, what stays. */
function rank(p: Piece): number {
  return p.from === p.to ? (p.under ? 2 : 0) : 1
}

function orNull(set: ChangeSet): ChangeSet | null {
  return set.empty ? null : set
}

/** What was typed and has nowhere to go is put in the box. */
function strand(sheet: Sheet, at: number, pieces: readonly Piece[]): void {
  for (const seg of new Set(pieces.map(p => p.from))) {
    const rec = sheet.segs.get(seg)!
    const why = says('page.taken_out')
    const text = pieces
      .filter(p => p.from === seg)
      .map(p => apply(p.buffer, p.under))
      .join('')
    sheet.sink.refused({ id: `${seg}/${at}`, seg, version: rec.version, text, why, at: Date.now() })
  }
}
