// What the status line, the list of people and the "not saved" box show.

import type { DocInfo, Halt, Limits, Person, Said, ServerMessage, Signed, Version } from '../message'
import type { ChangeSet } from '@codemirror/state'
import type { Caret } from './model'
import type { Here, Link, Overview, Unsaved } from './types'

type Welcome = Extract<ServerMessage, { t: 'welcome' }>
type Presence = Extract<ServerMessage, { t: 'pres' }>

/** Refused texts kept at most; the oldest go first. */
const MOST_REFUSED = 100

export class Board {
  info: DocInfo | null = null
  link: Link = 'connecting'
  why: Said | null = null
  you: Person | null = null
  can: readonly string[] = []
  /** The versions whose texts this person may change; empty = all. */
  only: readonly Version[] = []
  limits: Limits = { message: 256 * 1024, segment: 100_000, rate: 20, burst: 100 }
  refused: readonly Unsaved[] = []
  loaded = 0
  checked = 1
  halt: Halt | null = null
  stuck: Overview['stuck'] = null
  private readonly others = new Map<string, Here>()
  private made: Overview | null = null
  private list: readonly Here[] | null = null

  constructor(private readonly unsaved: () => number) {}

  /** To be called after any change. */
  changed(): void {
    this.made = null
  }

  get view(): Overview {
    return (this.made ??= {
      doc: this.info,
      link: this.link,
      why: this.why,
      unsaved: this.unsaved(),
      people: this.people(),
      you: this.you,
      can: this.can,
      only: this.only,
      refused: this.refused,
      loaded: this.loaded,
      checked: this.checked,
      halt: this.halt,
      stuck: this.stuck,
    })
  }

  welcome(w: Welcome): void {
    this.info = w.doc
    this.you = w.you
    this.may(w)
    this.halt = w.halt ?? null
    this.limits = w.lim ?? this.limits
    // Unless the server says otherwise next.
    this.checked = 1
    this.others.clear()
    this.crowd()
  }

  /** Somebody signed the document off. */
  signed(signed: Signed): void {
    this.info = this.info && { ...this.info, signed }
    this.changed()
  }

  /** What this person may do from now on. */
  may({ can, only }: { can?: readonly string[]; only?: readonly Version[] }): void {
    this.can = can ?? []
    this.only = only ?? []
    this.changed()
  }

  /** The server cannot store what it was sent; null = it can. The first time counts until it can again. */
  stick(said: Said | null, now = Date.now()): void {
    this.stuck = said && { said, since: this.stuck?.since ?? now }
    this.changed()
  }

  /** Other people; not this connection. */
  people(): readonly Here[] {
    return (this.list ??= [...this.others.values()].filter(p => p.conn !== this.you?.conn))
  }

  private crowd(): void {
    this.list = null
    this.changed()
  }

  present(p: Presence, anchor: number | undefined, head: number | undefined): void {
    const { conn, name, color, seg, composing } = p
    this.others.set(conn, { conn, name, color, seg, anchor, head, composing })
    this.crowd()
  }

  where(conn: string): Here | undefined {
    return this.others.get(conn)
  }

  gone(conn: string): void {
    this.others.delete(conn)
    this.crowd()
  }

  nobody(): void {
    this.others.clear()
    this.crowd()
  }

  /** Carets move with the text. True when there were any. */
  moved(seg: string, change: ChangeSet): boolean {
    let any = false
    for (const p of this.others.values()) {
      if (p.seg !== seg || p.head === undefined) continue
      any = true
      const map = (pos: number) => change.mapPos(Math.min(pos, change.length), 1)
      this.others.set(p.conn, { ...p, anchor: map(p.anchor ?? p.head), head: map(p.head) })
    }
    if (any) this.crowd()
    return any
  }

  /** Where others are, to be followed; told is called for the segment that one comes to. */
  carets(told: (seg: string) => void): Caret[] {
    return [...this.others.values()].flatMap(p => {
      if (p.seg === undefined || p.head === undefined) return []
      const moved = (seg: string, anchor: number, head: number) => {
        this.others.set(p.conn, { ...p, seg, anchor, head })
        this.changed()
        told(seg)
      }
      return { seg: p.seg, anchor: p.anchor ?? p.head, head: p.head, moved }
    })
  }

  refuse(u: Unsaved): void {
    const others = this.refused.filter(r => r.id !== u.id || r.seg !== u.seg)
    this.refused = [...others, u].slice(-MOST_REFUSED)
    this.changed()
  }

  dismiss(id: string): void {
    this.refused = this.refused.filter(r => r.id !== id)
    this.changed()
  }
}
