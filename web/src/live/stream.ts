// What comes from the server, and what goes to it: the life of a connection from
// hello to live, through snapshots, refusals and other epochs.

import type { ClientMessage, Said, ServerMessage, Version } from '../message'
import { Connection } from './connection'
import { Document } from './document'
import { adopt, keep, nothingPending, type Kept } from './kept'
import type { Sink } from './model'
import type { Board } from './overview'
import { Owner } from './owner'
import { randomId } from './pending'
import { Presence, type Place } from './presence'
import { Requests } from './requests'
import { saidIn, says } from './says'
import { Sender } from './sender'
import { mapBack } from './text'
import type { Options, Overview, Pending } from './types'

type Message<T extends ServerMessage['t']> = Extract<ServerMessage, { t: T }>

/** Refusals that say that nothing can be stored, whoever sends it. */
const STUCK = new Set(['full', 'failed'])
/** Refusals after which a change is sent again rather than given up: haste, no room, a server that stops. */
const PASSING = new Set(['rate', 'full', 'failed', 'stale', 'restart'])
/** Reasons for closing that another attempt would meet again. */
const FINAL = new Set(['gone', 'rights', 'bad', 'login', 'version'])
/** Milliseconds between two fresh starts after a stream that made no sense. */
const RESTART_PAUSE = 5000

/** The last write of a session that was closed: the next one on the same storage waits for it. */
const closing = new WeakMap<Pending, Promise<void>>()

/** What the session does when the stream moves. */
export interface Shore extends Sink {
  overview(): void
  /** A snapshot replaced everything. */
  replaced(): void
  /** Live for the first time. */
  arrived(): void
  /** Somebody is elsewhere in this segment. */
  people(seg: string): void
}

export class Stream {
  readonly doc: Document
  readonly requests = new Requests()
  readonly sender: Sender
  readonly presence = new Presence(place => this.tellPlace(place))
  readonly owner: Owner
  name: string
  private line: Connection | null = null
  private client = ''
  /** Of the document as it is here, and of the server as it said last. */
  private epoch = ''
  private nextEpoch = ''
  /** The newest event when the server said welcome; nothing is sent before it has come. */
  private head = 0
  /** What an earlier page left, until the first snapshot. */
  private left: Kept | null = null
  private loaded = false
  /** The epoch of a document of which the first part is shown; '' = none is. */
  private early = ''
  private seen = false
  private restarted = 0
  /** Whether the server tells the hashes of events. */
  private hashes = false
  /** Where the events asked for again begin; -1 when none are missing. */
  private asked = -1
  private closed = false

  constructor(
    private readonly options: Options,
    private readonly store: Pending,
    private readonly board: Board,
    private readonly shore: Shore,
  ) {
    this.name = options.name
    this.doc = new Document(shore)
    this.owner = new Owner(options.doc, store, {
      recall: left => {
        this.left = left
        left?.refused.forEach(text => board.refuse(text))
      },
      receive: messages => this.receive(messages),
      stranger: () => this.refuse(says('no.login')),
    })
    this.sender = new Sender({
      doc: this.doc,
      ready: () => this.live,
      send: m => this.send(m),
      limits: () => board.limits,
      save: async () => {
        if (this.loaded) await this.owner.save(keep(this.doc, this.epoch, board.refused))
      },
      sent: () => this.presence.flush(),
    })
    void this.start()
  }

  private async start(): Promise<void> {
    const doc = this.options.doc
    await closing.get(this.store)
    this.client = await this.store.client(doc).catch(randomId)
    if (this.closed) return
    this.line = new Connection({
      url: this.options.url ?? ownAddress(),
      socket: this.options.socket ?? (url => new WebSocket(url)),
      hello: () => this.hello(),
      receive: messages => this.owner.take(messages),
      down: why => this.down(why),
    })
  }

  private hello(): ClientMessage {
    // Without the hash a number may be of another history: then everything comes again.
    if (this.hashes && !this.doc.chain) this.doc.at = -1
    const { at, chain } = this.doc
    const since = at >= 0 ? { epoch: this.epoch, since: at, chain: chain || undefined } : {}
    const unit = (!this.loaded && this.options.near) || undefined
    return { t: 'hello', v: 1, doc: this.options.doc, client: this.client, name: this.name, ...since, unit }
  }

  private receive(messages: ServerMessage[]): void {
    try {
      for (const m of messages) this.message(m)
      this.doc.finish()
    } catch {
      this.restart()
    }
    if (this.board.link === 'loading' && this.doc.at >= this.head) this.arrived()
    if (this.live && !this.doc.outbox.size) {
      this.board.why = null
      this.board.stick(null)
    }
    this.sender.poke()
    this.changed()
  }

  private message(m: ServerMessage): void {
    if (m.t === 'welcome') this.welcome(m)
    else if (m.t === 'snap') this.snap(m)
    else if (m.t === 'ev') this.event(m)
    else if (m.t === 'unit') this.doc.status(m.unit, m)
    else if (m.t === 'checked') this.board.checked = m.of > 0 ? m.done / m.of : 1
    else if (m.t === 'nack') this.nack(m)
    else if (m.t === 'pres') this.present(m)
    else if (m.t === 'gone') this.departed(m.conn)
    else if (m.t === 'role') this.board.may(m)
    else if (m.t === 'resync') this.forget(m)
    else if (m.t === 'talk') this.options.talk?.(m.threads)
    else if (m.t === 'bye') this.bye(m)
  }

  private welcome(w: Message<'welcome'>): void {
    this.line?.healthy()
    if (w.epoch !== this.epoch) this.doc.at = -1
    this.nextEpoch = w.epoch
    this.head = w.head
    this.asked = -1
    this.board.welcome(w)
    this.link('loading', says('page.loading'))
  }

  private snap(part: Message<'snap'>): void {
    this.board.loaded = (part.part + 1) / part.parts
    if (part.part === 0 && !this.loaded) this.begin()
    if (part.part < part.parts - 1) return void this.doc.snap(part, !!this.early)
    const kept = this.loaded ? keep(this.doc, this.epoch, []) : this.left
    const mine = this.loaded ? this.stake() : []
    const changed = this.epoch !== this.nextEpoch
    if (!this.doc.snap(part, !!this.early)) return
    this.hashes = part.chain !== undefined
    this.doc.outbox.clear()
    this.epoch = this.nextEpoch
    if (kept) adopt(this.doc, kept, this.epoch, randomId)
    this.left = null
    this.loaded = true
    this.claim(mine, changed)
    if (!this.early) this.shore.replaced()
    this.early = ''
  }

  /** The first snapshot begins. Its first part is shown at once, unless something waits to be put over the
   *  whole: what an earlier page left, or what was typed before the connection went. */
  private begin(): void {
    if (this.early) {
      const typed = keep(this.doc, this.early, this.board.refused)
      if (!nothingPending(typed)) this.left = typed
    }
    this.early = this.left && !nothingPending(this.left) ? '' : this.nextEpoch
  }

  /** The texts of segments that this tab changed, before a snapshot replaces them. */
  private stake(): { seg: string; version: Version; rev: number; text: string }[] {
    return [...this.doc.mine].flatMap(seg => {
      const rec = this.doc.segs.get(seg)
      return rec ? [{ seg, version: rec.version, rev: rec.state.rev, text: rec.state.shown }] : []
    })
  }

  /** Saved edits that the server does not have any more, its file having been put back: offered, not
   *  forced upon what is there now. In another history a revision of the same number, or a later one,
   *  says nothing: others may have written past it. A paragraph that is gone was joined with another, unless it is another history. */
  private claim(mine: ReturnType<Stream['stake']>, changed: boolean): void {
    const why = says('page.set_back')
    for (const { seg, version, rev, text } of mine) {
      const now = this.doc.segs.get(seg)?.state
      if (now ? now.shown === text || (!changed && now.rev >= rev) : !changed) continue
      this.shore.refused({ id: randomId(), seg, version, text, why, at: Date.now() })
    }
  }

  private event(ev: Message<'ev'>): void {
    if (this.doc.at < 0) return
    if (ev.own) this.board.stick(null)
    if (this.doc.event(ev)) this.asked = -1
    else if (this.asked !== this.doc.at) {
      this.asked = this.doc.at
      this.send({ t: 'sync', since: this.doc.at })
    }
  }

  private nack(n: Message<'nack'>): void {
    if (PASSING.has(n.code) && this.sender.later(n)) {
      this.board.why = saidIn(n)
      if (STUCK.has(n.code)) this.board.stick(saidIn(n))
    } else {
      this.requests.nack(n)
      this.doc.nack(n)
    }
  }

  private forget(m: Message<'resync'>): void {
    this.doc.at = -1
    // What was saved here may be gone there, though the epoch is the same.
    if (m.history) this.epoch = ''
    this.link('loading', m.history ? saidIn(m) : says('page.reload'))
  }

  private bye(b: Message<'bye'>): void {
    if (b.retryAfter !== undefined) this.line?.comeBack(b.retryAfter)
    else if (FINAL.has(b.code)) return this.refuse(saidIn(b))
    this.board.why = saidIn(b)
  }

  private refuse(why: Said): void {
    this.line?.close()
    this.link('refused', why)
  }

  /** Everything up to the welcome has come: now ours goes out. */
  private arrived(): void {
    this.link('live', null)
    this.board.loaded = 1
    this.sender.again()
    for (const request of this.requests.waiting()) this.send(request)
    this.presence.again()
    if (!this.seen) this.shore.arrived()
    this.seen = true
  }

  private down(why: Said): void {
    if (this.board.link === 'refused') return
    const segs = this.board.people().map(p => p.seg)
    this.board.nobody()
    for (const seg of segs) if (seg) this.shore.people(seg)
    this.link('offline', this.board.link === 'offline' && this.board.why ? this.board.why : why)
    this.sender.saveSoon()
  }

  private link(link: Overview['link'], why: Said | null): void {
    this.board.link = link
    this.board.why = why
    this.changed()
  }

  private changed(): void {
    this.board.changed()
    this.shore.overview()
  }

  private tellPlace(p: Place): void {
    const rec = p.seg === undefined ? undefined : this.doc.segs.get(p.seg)
    if (!this.live) return
    if (!rec || p.head === undefined) return void this.send({ t: 'pres', seg: p.seg })
    const { buffer, composing } = rec.state
    const back = (pos: number) => (buffer ? mapBack(buffer, pos) : pos)
    this.send({ t: 'pres', seg: p.seg, anchor: back(p.anchor ?? p.head), head: back(p.head), composing })
  }

  private present(p: Message<'pres'>): void {
    const before = this.board.where(p.conn)?.seg
    const s = p.seg === undefined ? undefined : this.doc.segs.get(p.seg)?.state
    const place = (pos: number): number | undefined => {
      if (!s || s.held) return undefined
      const sent = s.sent ? s.sent.set.mapPos(Math.min(pos, s.text.length), 1) : pos
      return s.buffer ? s.buffer.mapPos(Math.min(sent, s.buffer.length), 1) : Math.min(sent, s.shown.length)
    }
    // A number that is 0 is left out on the wire.
    this.board.present(p, s && place(p.anchor ?? 0), s && place(p.head ?? 0))
    for (const seg of new Set([before, p.seg])) if (seg) this.shore.people(seg)
    this.shore.overview()
  }

  private departed(conn: string): void {
    const before = this.board.where(conn)?.seg
    this.board.gone(conn)
    if (before) this.shore.people(before)
  }

  /** Says hello again. */
  reconnect(why: Said): void {
    this.line?.restart(why, 0)
  }

  /** The stream cannot be followed: everything again, from a snapshot; not too often. */
  restart(): void {
    const now = Date.now()
    this.doc.at = -1
    this.line?.restart(says('page.reload'), now - this.restarted > RESTART_PAUSE ? 0 : RESTART_PAUSE)
    this.restarted = now
  }

  retry(): void {
    this.line?.retry()
  }

  /** Resolves when what is pending has been written. */
  close(): Promise<void> {
    this.closed = true
    this.requests.close()
    this.presence.close()
    this.line?.close()
    const written = this.sender.close()
    closing.set(this.store, written)
    return written
  }

  get live(): boolean {
    return this.board.link === 'live' && !this.closed
  }

  send(m: ClientMessage): boolean {
    return this.line?.send(m) ?? false
  }
}

function ownAddress(): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/live`
}
