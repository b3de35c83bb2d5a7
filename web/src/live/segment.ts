// One segment's text on its way between an editor and the server: a pure state
// machine. Guarantee: when nothing is pending, the text shown is the server's,
// and every change typed is either in the server's text, sent, or in the buffer.
//
// The text shown is the confirmed text with the sent change and then the buffer
// applied. At most one change is sent at a time; what is typed meanwhile is
// composed into the buffer behind it. A revision of somebody else is mapped one
// at a time, and stands before ours, which is what the server does to the change
// it has stored and ours that comes in later.
//
//            typed          take             own revision
//   synced ─────────▶ dirty ─────▶ waiting ───────────────▶ synced
//                              typed │  ▲ take
//                                    ▼  │ after own revision
//                              waiting-dirty
//
// A held segment is one whose sent change cannot be followed revision by
// revision: a snapshot came, or its text was split or joined while the change was
// on its way. What it shows stays as it is, typing goes on, until the server has
// answered; then the buffer moves over the difference.

import type { ChangeSet } from '@codemirror/state'
import type { Ops } from '../message'
import { diff } from './diff'
import { apply, fromOps, toOps } from './text'
import type { Saving } from './types'

export interface State {
  /** The server's text at rev, as far as this browser has heard. */
  readonly text: string
  readonly rev: number
  /** The change awaiting its answer, mapped onto text. */
  readonly sent: { readonly id: string; readonly set: ChangeSet } | null
  /** What was typed behind it. */
  readonly buffer: ChangeSet | null
  /** The text under the buffer and the messages whose answers it waits for. */
  readonly held: { readonly under: string; readonly ids: readonly string[] } | null
  /** An input method is at work: nothing goes out, nothing may come in. */
  readonly composing: boolean
  /** The text on the screen. */
  readonly shown: string
}

/** A state and the change to the text shown that led to it, if any. */
export interface Step {
  readonly state: State
  readonly change: ChangeSet | null
}

export function fresh(text: string, rev: number): State {
  return { text, rev, sent: null, buffer: null, held: null, composing: false, shown: text }
}

export function pending(s: State): boolean {
  return s.sent !== null || s.buffer !== null || s.held !== null
}

/** The ids of messages that await their answer. */
export function outstanding(s: State): readonly string[] {
  return s.held ? s.held.ids : s.sent ? [s.sent.id] : []
}

export function saving(s: State): Saving {
  if (s.sent || s.held) return s.buffer ? 'waiting-dirty' : 'waiting'
  return s.buffer ? 'dirty' : 'synced'
}

/** The text that the buffer applies to. */
export function under(s: State): string {
  if (s.held) return s.held.under
  return s.sent ? apply(s.sent.set, s.text) : s.text
}

/** A change made here to the text shown. */
export function typed(s: State, set: ChangeSet): State {
  if (set.empty) return s
  return { ...s, buffer: s.buffer ? s.buffer.compose(set) : set, shown: apply(set, s.shown) }
}

/** Whether the buffer may go out now. */
export function ready(s: State): boolean {
  return s.buffer !== null && !s.sent && !s.held && !s.composing
}

/** Makes the buffer the sent change under a new message id. What goes out is frozen from here on. */
export function take(s: State, id: string): { state: State; base: number; ops: Ops } {
  if (!ready(s)) throw new Error('segment: nothing to send')
  const ops = toOps(s.buffer!)
  return { state: { ...s, sent: { id, set: fromOps(ops) }, buffer: null }, base: s.rev, ops }
}

/** A revision that the server stored: its number, its change, and the id of the message when it was ours. */
export interface Revision {
  readonly rev: number
  readonly ops: Ops
  readonly own?: string
}

/** Takes in the next revision. Throws when it is not the next one: the caller asks for a snapshot. */
export function stored(s: State, r: Revision): Step {
  if (s.composing) throw new Error('segment: a revision during composition')
  if (r.rev !== s.rev + 1) throw new RangeError(`segment: revision ${r.rev} after ${s.rev}`)
  const set = fromOps(r.ops)
  const text = apply(set, s.text)
  if (s.held) return { state: { ...s, text, rev: r.rev }, change: null }
  if (s.sent && r.own === s.sent.id) return own(s, set, text, r.rev)
  return foreign(s, set, text, r.rev)
}

function own(s: State, set: ChangeSet, text: string, rev: number): Step {
  const expected = apply(s.sent!.set, s.text)
  const next = { ...s, text, rev, sent: null }
  if (text === expected) return { state: next, change: null }
  // The server stored something else than was sent, part of it having gone elsewhere.
  return behind(next, diff(expected, text))
}

function foreign(s: State, set: ChangeSet, text: string, rev: number): Step {
  const next = { ...s, text, rev, sent: s.sent && { id: s.sent.id, set: s.sent.set.map(set, false) } }
  return behind(next, s.sent ? set.map(s.sent.set, true) : set)
}

/** Moves the buffer over a change of the text under it. */
function behind(s: State, set: ChangeSet): Step {
  const buffer = s.buffer && s.buffer.map(set, false)
  const change = s.buffer ? set.map(s.buffer, true) : set
  const shown = apply(change, s.shown)
  return { state: { ...s, buffer: trim(buffer), shown }, change }
}

function trim(set: ChangeSet | null): ChangeSet | null {
  return set && !set.empty ? set : null
}

/** Stops following the sent change revision by revision until its message is answered. */
export function hold(s: State, text: string, rev: number, ids: readonly string[]): State {
  return { ...s, text, rev, sent: null, held: { under: under(s), ids } }
}

/** A held message was answered; with the last one the segment is let go. */
export function settle(s: State, id: string): Step {
  if (!s.held) return { state: s, change: null }
  const ids = s.held.ids.filter(other => other !== id)
  if (ids.length || s.composing) return { state: { ...s, held: { under: s.held.under, ids } }, change: null }
  return behind({ ...s, held: null }, diff(s.held.under, s.text))
}

/** Gives up everything pending; the caller has put the text shown aside. */
export function drop(s: State): Step {
  const state = { ...fresh(s.text, s.rev), composing: s.composing }
  return { state, change: s.shown === s.text ? null : diff(s.shown, s.text) }
}

/** The server's text jumped, as after a new epoch: what is pending moves over the difference. */
export function rebase(s: State, text: string, rev: number): Step {
  const all = s.shown === s.text ? null : diff(s.text, s.shown)
  return behind({ ...s, text, rev, sent: null, held: null, buffer: all }, diff(s.text, text))
}

/** An input method begins or ends; at its end a segment that was held only for it is let go. */
export function composing(s: State, on: boolean): Step {
  const state = s.composing === on ? s : { ...s, composing: on }
  return on || !state.held || state.held.ids.length ? { state, change: null } : settle(state, '')
}
