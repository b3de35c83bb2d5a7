// What the interface knows of live editing. live/ keeps the document in step
// with the server; components read DocView and call Session. Nothing in live/
// but editor.ts touches the DOM.

import type { Extension } from '@codemirror/state'
import type {
  CellState,
  DocInfo,
  Finding,
  Halt,
  Kind,
  PairName,
  Person,
  Said,
  SetMessage,
  Status,
  StructMessage,
  Thread,
  Version,
} from '../message'

/** How a segment's text stands with the server. */
export type Saving = 'synced' | 'dirty' | 'waiting' | 'waiting-dirty'

/** A segment as this browser sees it, own unsent typing included. */
export interface Seg {
  readonly id: string
  readonly version: Version
  readonly unit: string
  readonly kind: Kind
  readonly rev: number
  readonly text: string
  readonly saving: Saving
}

export interface Unit extends Status {
  readonly id: string
  readonly confidence: number
  readonly why: readonly string[]
  readonly aside: boolean
  /** Segment ids of each cell, in order; a version the document lacks has none. */
  readonly cells: Readonly<Record<Version, { state: CellState; made?: string; segs: readonly string[] }>>
}

/** The connection, in words the status line shows. */
export type Link = 'connecting' | 'loading' | 'live' | 'offline' | 'refused'

export interface Here extends Person {
  seg?: string
  anchor?: number
  head?: number
  composing?: boolean
}

/** A refused edit: the text stays here until the person has dealt with it. */
export interface Unsaved {
  id: string
  seg: string
  version?: Version
  text: string
  /** A bare sentence in what was kept by an earlier version of the page. */
  why: Said | string
  at: number
}

export interface Overview {
  readonly doc: DocInfo | null
  readonly link: Link
  /** Why the link is not live, null when it is. */
  readonly why: Said | null
  /** Segments whose text is not yet saved on the server. */
  readonly unsaved: number
  readonly people: readonly Here[]
  readonly you: Person | null
  readonly can: readonly string[]
  /** The versions whose texts this person may change; empty = all. */
  readonly only: readonly Version[]
  readonly refused: readonly Unsaved[]
  /** Parts of the snapshot received, 0 to 1. */
  readonly loaded: number
  /** Units whose findings are known, 0 to 1: less while a document that was just opened is checked. */
  readonly checked: number
  /** Why the document cannot be changed, null when it can. */
  readonly halt: Halt | null
  /** Why the server stores nothing at the moment, and since when it does not; null when it does. */
  readonly stuck: { readonly said: Said; readonly since: number } | null
}

export interface Session {
  /** Unit ids in document order. A new array whenever the order changes. While a long document
   *  is loading, places whose unit has not come yet have an id of their own, see awaited. */
  readonly order: readonly string[]
  unit(id: string): Unit | undefined
  seg(id: string): Seg | undefined
  readonly overview: Overview

  /** Listeners; each returns its own removal. Calls are batched per animation frame or microtask. */
  onOverview(f: () => void): () => void
  onOrder(f: () => void): () => void
  /** Units whose text, segments, findings or pairs changed; null = all. */
  onUnits(f: (ids: ReadonlySet<string> | null) => void): () => void
  /** The caret of an editor on seg belongs into segment to now, at an offset of its text: somebody split or joined it. Told at once. */
  onCaret(f: (seg: string, to: string, at: number) => void): () => void

  /** Extension for a CodeMirror editor on one segment: sends its changes, applies remote
   *  ones (never while composing), shows other people's cursors. Start the editor with seg(id).text. */
  editor(seg: string): Extension

  /** Replace a range (UTF-16 units) of a segment without an editor: a fix, a fill. */
  edit(seg: string, from: number, to: number, insert: string): void

  /** reason: why, where an error is open. */
  approve(unit: string, pair: PairName, reason?: string): Promise<Answer>
  /** Approves, withdraws or sets states of many units in one step; what cannot be is left out. */
  many(body: Pick<SetMessage, 'what' | 'side' | 'val' | 'reason' | 'many'>): Promise<Answer>
  /** The content hashes of a pair's texts, as they are on the screen. */
  hashes(unit: string, pair: PairName): string[]
  withdraw(unit: string, pair: PairName): Promise<Answer>
  /** made: of a converted cell, from what version and revision; reason: why it is to be reworked. */
  setState(unit: string, side: Version, state: CellState, made?: string, reason?: string): Promise<Answer>
  /** here: all that its check says of the unit, whatever is written in it from now on. */
  waive(finding: Named, reason: string, here?: boolean): Promise<Answer>
  unwaive(finding: Named): Promise<Answer>
  /** Waits until what was typed in the unit is stored; an answer says why it cannot be. */
  saved(unit: string): Promise<Answer | null>
  /** Whether changes of this tab were stored in the segment. */
  edited(seg: string): boolean
  struct(kind: StructMessage['kind'], args: StructArgs): Promise<Answer>

  /** Take a refused edit out of the box. */
  dismiss(id: string): void
  /** Where this person is; undefined = nowhere. */
  here(seg: string | undefined, anchor?: number, head?: number): void
  rename(name: string): void
  /** Try to connect now rather than after the wait. */
  retry(): void
  close(): void
}

/** The id that stands at a place of the document until its unit has come. */
export const awaited = (place: number): string => `~${place}`
/** The place that such an id stands at, -1 for a unit's. */
export const placeAwaited = (id: string): number => (id.startsWith('~') ? Number(id.slice(1)) : -1)

/** What names a finding. */
export type Named = Pick<Finding, 'unit' | 'check' | 'pair' | 'id'>

export interface StructArgs {
  seg?: string
  at?: number
  unit?: string
  to?: string
  side?: Version
  dir?: -1 | 1
  hashes?: string[]
}
export type Answer = { ok: true } | { ok: false; code: string; why: Said }

/** session.ts exports: open(doc: string, options): Session */
export interface Options {
  doc: string
  name: string
  /** The unit that the page will show: what is around it comes first. */
  near?: string
  /** ws: or wss: address; default the page's own host + /api/live */
  url?: string
  /** Where pending edits are kept; default IndexedDB, memory in tests. */
  storage?: Pending
  socket?: (url: string) => WebSocket
  /** Told of threads of comments that are new or have changed. */
  talk?: (threads: readonly Thread[]) => void
}

/** What is kept is of one owner: the id of an account, '' where nobody signs in. Nobody reads another's. */
export interface Pending {
  load(doc: string, owner: string): Promise<unknown>
  save(doc: string, owner: string, value: unknown): Promise<void>
  client(doc: string): Promise<string>
  /** What tabs of the owner that are no more left for the document, each locked for the caller. */
  left?(doc: string, owner: string): Promise<{ storage: Pending; release(): void }[]>
}
