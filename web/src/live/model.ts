// The nouns of document.ts: a segment's record, a change on its way, and who is told.

import type { ChangeSet } from '@codemirror/state'
import type { ClientMessage, Kind, ServerMessage, Signed, Version } from '../message'
import type { State } from './segment'
import type { Answer, Seg, Unsaved } from './types'

export type OpMessage = Extract<ClientMessage, { t: 'op' }>
export type Nack = Extract<ServerMessage, { t: 'nack' }>
export type Snap = Extract<ServerMessage, { t: 'snap' }>

/** A segment and where it stands. */
export interface Rec {
  readonly id: string
  version: Version
  unit: string
  kind: Kind
  state: State
  /** Made on demand, for a caller that compares by identity. */
  view: Seg | null
}

/** Somebody's caret in a segment, before a structural event; told where it goes when its text goes elsewhere. */
export interface Caret {
  readonly seg: string
  readonly anchor: number
  readonly head: number
  moved(seg: string, anchor: number, head: number): void
}

/** Who wants to know what changed. */
export interface Sink {
  /** The carets that follow the text when it is split or joined. */
  carets(): readonly Caret[]
  order(): void
  /** A unit's segments, text or status changed; null when all did. */
  unit(id: string | null): void
  /** The text shown of a segment changed otherwise than by typing in its editor. */
  shown(seg: string, change: ChangeSet): void
  answered(id: string, answer: Answer): void
  refused(text: Unsaved): void
  /** Somebody said that the document is done. */
  signed(what: Signed): void
  /** The stream cannot be followed: a snapshot is needed. */
  lost(why: string): void
}

/** A change that is on its way, with the text that was shown when it went. */
export interface Sending {
  readonly message: OpMessage
  readonly version?: Version
  readonly text: string
}
