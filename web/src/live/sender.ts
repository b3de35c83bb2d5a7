// When changes go out: typing is gathered for a moment, written to storage, and
// then sent, so that a change that may have reached the server is never sent a
// second time under another name after a crash. Never faster than the server allows.

import type { ClientMessage, Limits } from '../message'
import type { Document } from './document'
import type { OpMessage } from './model'
import { randomId } from './pending'
import { says } from './says'

/** Milliseconds of typing that go into one change. */
const GATHER = 50
/** Milliseconds after the last answer until storage is told that nothing waits any more: whoever types on
 *  has it written over first, and what is found there after a crash is sent again under its old name. */
const REST = 1000
/** Storage that does not answer in so many milliseconds is not waited for. */
const STORAGE_PATIENCE = 1000
/** Milliseconds until a change refused for haste or for want of room is sent again. */
const AGAIN_AFTER = 1500
/** How often that is done, but for these reasons. */
const MOST_TRIES = 5
const WAITS_FOR_EVER = new Set(['rate', 'full'])

export interface Post {
  doc: Document
  /** Whether changes may go out: connected, and everything before has come in. */
  ready(): boolean
  send(message: ClientMessage): boolean
  limits(): Limits
  save(): Promise<void>
  /** After changes went out. */
  sent(): void
}

export class Sender {
  private timer: ReturnType<typeof setTimeout> | undefined
  private resting: ReturnType<typeof setTimeout> | undefined
  private writing = false
  private more = false
  /** Something has changed since the last write. */
  private unwritten = false
  private chain: Promise<void> = Promise.resolve()
  private readonly written = new Set<string>()
  private readonly tries = new Map<string, number>()
  private tokens = 0
  private counted = 0
  private closed = false

  constructor(private readonly post: Post) {}

  /** Something was typed or answered. A key is written once: when it goes out, or when it cannot. */
  poke(): void {
    this.unwritten = true
    this.timer ??= setTimeout(() => this.flush(), GATHER)
  }

  /** Sends what is typed without waiting for more. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.closed) return
    const { doc } = this.post
    const ready = this.post.ready()
    const most = ready ? this.allowance() : 0
    const messages = most < 1 ? [] : doc.take(most, randomId)
    if (ready && most < 1 && doc.pending.size) this.timer = setTimeout(() => this.flush(), GATHER)
    if (!messages.length) {
      if (this.unwritten) this.keep()
      return most < 1 ? undefined : this.post.sent()
    }
    this.tokens -= messages.length
    const good = messages.filter(m => this.fits(m))
    void this.write().then(() => {
      for (const m of good) {
        this.written.add(m.id)
        if (this.post.ready()) this.post.send(m)
      }
      this.post.sent()
    })
  }

  /** After a reconnect: everything without an answer, with the same ids, byte for byte. */
  again(): void {
    for (const { message } of this.post.doc.outbox.values()) {
      if (this.written.has(message.id)) this.post.send(message)
    }
    void this.write().then(() => {
      for (const { message } of this.post.doc.outbox.values()) {
        if (this.written.has(message.id)) continue
        this.written.add(message.id)
        if (this.post.ready()) this.post.send(message)
      }
    })
    this.poke()
  }

  /** A change was refused for a reason that will pass. False when it has been so too often, or there is none. */
  later(n: { id: string; code: string }): boolean {
    if (!this.post.doc.outbox.has(n.id)) return false
    const tries = (this.tries.get(n.id) ?? 0) + 1
    this.tries.set(n.id, tries)
    if (tries > MOST_TRIES && !WAITS_FOR_EVER.has(n.code)) return false
    const again = () => {
      const sending = this.post.doc.outbox.get(n.id)
      if (sending && this.post.ready()) this.post.send(sending.message)
    }
    setTimeout(again, AGAIN_AFTER * (0.7 + 0.6 * Math.random()))
    return true
  }

  /** Writes what cannot go out now; that all has gone out can wait. */
  private keep(): void {
    const { pending, outbox } = this.post.doc
    if (pending.size || outbox.size || !this.post.ready()) this.saveSoon()
    else this.resting ??= setTimeout(() => this.saveSoon(), REST)
  }

  /** Writes at once, or once more when a write is under way. */
  saveSoon(): void {
    if (this.closed) return
    this.more = this.writing
    if (this.writing) return
    this.writing = true
    void this.write().then(() => {
      this.writing = false
      if (this.more) this.saveSoon()
    })
  }

  /** Writes what is pending, after earlier writes. Storage that fails keeps nobody from sending. */
  write(): Promise<void> {
    this.chain = this.chain.then(() => {
      clearTimeout(this.resting)
      this.resting = undefined
      this.unwritten = false
      const patience = new Promise<void>(resolve => setTimeout(resolve, STORAGE_PATIENCE))
      return Promise.race([this.post.save(), patience]).catch(() => {})
    })
    return this.chain
  }

  close(): Promise<void> {
    clearTimeout(this.timer)
    const last = this.write()
    this.closed = true
    return last
  }

  /** How many messages the server will take now: a little less than its own count says. */
  private allowance(): number {
    const { rate, burst } = this.post.limits()
    const now = Date.now()
    const gained = this.counted ? ((now - this.counted) / 1000) * rate * 0.9 : burst
    this.tokens = Math.min(Math.max(1, burst * 0.5), this.tokens + gained)
    this.counted = now
    return Math.floor(this.tokens)
  }

  /** A change that the server would refuse for its size goes to the box at once. */
  private fits(m: OpMessage): boolean {
    const limits = this.post.limits()
    const seg = this.post.doc.segs.get(m.seg)
    const long = (seg?.state.shown.length ?? 0) > limits.segment
    if (!long && new TextEncoder().encode(JSON.stringify(m)).length <= limits.message) return true
    const why = long
      ? says('page.long', { most: String(limits.segment) })
      : says('page.large', { most: String(limits.message) })
    this.post.doc.nack({ t: 'nack', id: m.id, code: 'limit', ...why })
    return false
  }
}
