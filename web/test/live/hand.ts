// A person's hands on a session, without an editor on a page: types into a
// segment as an editor would and keeps the text that it would show.

import type { ChangeSet } from '@codemirror/state'
import type { Binding, Desk } from '../../src/live/editor'
import type { Options, Session } from '../../src/live/types'
import { open } from '../../src/live/session'
import { apply, fromSpecs } from '../../src/live/text'
import { randomChange, type Random } from './random'

export class Hand implements Binding {
  text: string
  private composing = false
  private readonly unbind: () => void

  constructor(
    private readonly session: Session,
    readonly seg: string,
  ) {
    this.text = this.desk.shown(seg) ?? ''
    this.unbind = this.desk.bind(seg, this)
  }

  private get desk(): Desk {
    return this.session as unknown as Desk
  }

  apply(change: ChangeSet): void {
    if (this.composing) throw new Error('a remote change while composing')
    this.text = apply(change, this.text)
  }

  reset(): void {
    if (!this.composing) this.text = this.desk.shown(this.seg) ?? this.text
  }

  insert(from: number, to: number, insert: string): void {
    this.type(fromSpecs([{ from, to, insert }], this.text.length))
  }

  people(): void {}

  /** Where the caret is; null = nowhere. */
  caret: number | null = null

  selection(): { anchor: number; head: number } | null {
    return this.caret === null ? null : { anchor: this.caret, head: this.caret }
  }

  type(set: ChangeSet): void {
    this.text = apply(set, this.text)
    this.desk.typed(this.seg, set, this)
  }

  write(text: string, at = this.text.length): void {
    this.insert(at, at, text)
  }

  scribble(r: Random): void {
    this.type(randomChange(r, this.text))
  }

  compose(on: boolean): void {
    this.composing = on
    this.desk.composing(this.seg, on)
    if (!on) this.reset()
  }

  close(): void {
    this.unbind()
  }
}

export function join(options: Partial<Options> & Pick<Options, 'name' | 'socket' | 'storage'>): Session {
  return open({ doc: 'd1', url: 'ws://sim', ...options })
}

/** Waits for something to become true; says what it waited for when it does not. */
export async function until(what: string, condition: () => boolean, within = 20_000): Promise<void> {
  const end = Date.now() + within
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

export async function live(session: Session): Promise<Session> {
  await until('a live session', () => session.overview.link === 'live')
  return session
}

export async function saved(...sessions: Session[]): Promise<void> {
  for (const s of sessions) await until('everything saved', () => s.overview.unsaved === 0)
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
