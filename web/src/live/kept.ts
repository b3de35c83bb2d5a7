// What is pending in a document, in a form that survives reload: written beside
// the page, read back over a fresh snapshot.

import type { Ops, Version } from '../message'
import type { Document } from './document'
import type { Rec, Sending } from './model'
import { diff } from './diff'
import { says } from './says'
import * as segment from './segment'
import { fromOps, toOps } from './text'
import type { Unsaved } from './types'

/** One segment with something pending: segment.State without functions. */
export interface KeptSegment {
  seg: string
  version: Version
  text: string
  rev: number
  sent: { id: string; set: Ops } | null
  buffer: Ops | null
  held: { under: string; ids: readonly string[] } | null
  shown: string
  /** Never read back from storage: the screen must not change under an input method. */
  composing?: boolean
}

export interface Kept {
  v: 1
  epoch: string
  segs: KeptSegment[]
  outbox: Sending[]
  refused: Unsaved[]
}

export function keep(doc: Document, epoch: string, refused: readonly Unsaved[]): Kept {
  const segs = [...doc.pending].map(id => keepSegment(doc.segs.get(id)!))
  for (const rec of doc.composed()) if (!doc.pending.has(rec.id)) segs.push(keepSegment(rec))
  return { v: 1, epoch, segs, outbox: [...doc.outbox.values()], refused: [...refused] }
}

function keepSegment(rec: Rec): KeptSegment {
  const { text, rev, sent, buffer, held, shown, composing } = rec.state
  return {
    seg: rec.id,
    version: rec.version,
    text,
    rev,
    sent: sent && { id: sent.id, set: toOps(sent.set) },
    buffer: buffer && toOps(buffer),
    held,
    shown,
    composing,
  }
}

/** Reads what keep wrote; null when it is something else. */
export function readKept(value: unknown): Kept | null {
  const kept = value as Kept | null
  if (kept?.v !== 1 || !Array.isArray(kept.segs) || !Array.isArray(kept.outbox)) return null
  return { ...kept, segs: kept.segs.map(k => ({ ...k, composing: false })) }
}

export function nothingKept(kept: Kept): boolean {
  return nothingPending(kept) && !kept.refused.length
}

/** Nothing in it is to be put over a snapshot. */
export function nothingPending(kept: Kept): boolean {
  return !kept.segs.length && !kept.outbox.length
}

function stateOf(k: KeptSegment): segment.State {
  return {
    text: k.text,
    rev: k.rev,
    sent: k.sent && { id: k.sent.id, set: fromOps(k.sent.set) },
    buffer: k.buffer && fromOps(k.buffer),
    held: k.held,
    composing: k.composing ?? false,
    shown: k.shown,
  }
}

/** Puts what was pending into a document that has just been read from a snapshot. */
export function adopt(doc: Document, kept: Kept, epoch: string, newId: () => string): void {
  const same = kept.epoch === epoch
  if (same) for (const sending of kept.outbox) doc.outbox.set(sending.message.id, sending)
  const known = new Set(kept.segs.map(k => k.seg))
  for (const k of kept.segs) {
    const rec = doc.segs.get(k.seg)
    if (rec && k.composing && !(same && (k.sent || k.held))) adoptComposing(doc, rec, stateOf(k))
    else if (rec && same) adoptSame(doc, rec, stateOf(k), newId)
    else if (rec) adoptOther(doc, rec, stateOf(k))
    else if (same && !k.sent && !k.held && k.buffer) sendGone(doc, k, newId())
    else if (k.buffer || !same) stray(doc, k.seg, k.version, k.shown)
  }
  if (!same)
    for (const { message, version, text } of kept.outbox)
      if (!known.has(message.seg)) stray(doc, message.seg, version, text)
}

/** The server's history goes on from what the segment knew. */
function adoptSame(doc: Document, rec: Rec, old: segment.State, newId: () => string): void {
  const { text, rev } = rec.state
  let state = old
  if (rev < old.rev || (rev === old.rev && text !== old.text)) {
    // Not the history it knew after all: a database was put back without a word.
    for (const id of segment.outstanding(old)) doc.outbox.delete(id)
    state = segment.rebase(old, text, rev).state
  } else if (old.held) state = segment.settle({ ...old, text, rev }, '').state
  else if (rev > old.rev) {
    if (!old.sent) {
      doc.become(rec, old)
      doc.send(rec, newId())
      state = rec.state
    }
    state = segment.hold(state, text, rev, [state.sent!.id])
  }
  doc.become(rec, state)
}

/** Another history, as after a restored backup: only the texts can be compared. */
function adoptOther(doc: Document, rec: Rec, old: segment.State): void {
  const { text, rev } = rec.state
  const now = segment.fresh(text, rev)
  let state = now
  if (text === segment.under(old)) state = old.buffer ? segment.typed(now, old.buffer) : now
  else if (text !== old.shown) state = segment.rebase(old, text, rev).state
  doc.become(rec, state)
}

/** The text on the screen has to stay: the segment is held until the input method is done. */
function adoptComposing(doc: Document, rec: Rec, old: segment.State): void {
  const { text, rev } = rec.state
  const buffer = old.shown === old.text ? null : diff(old.text, old.shown)
  doc.become(rec, { ...old, text, rev, sent: null, held: { under: old.text, ids: [] }, buffer })
}

/** A segment that was split or joined away meanwhile: the server knows where its text went. */
function sendGone(doc: Document, k: KeptSegment, id: string): void {
  const message = { t: 'op' as const, id, seg: k.seg, base: k.rev, ops: k.buffer! }
  doc.outbox.set(id, { message, version: k.version, text: k.shown })
}

function stray(doc: Document, seg: string, version: Version | undefined, text: string): void {
  const why = says('page.no_paragraph')
  doc.sink.refused({ id: `${seg}/${doc.at}`, seg, version, text, why, at: Date.now() })
}
